"""MicroDVD source to document."""

from __future__ import annotations

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.microdvd.dialect import MicrodvdDialect
from caption_qa_action.formats.microdvd.lines import Reader

if TYPE_CHECKING:
    from fractions import Fraction


def parse(source: Source, traits: FormatTraits, fps: Fraction | None = None) -> Document:
    """The document in a MicroDVD source; never raises.

    `fps` are the frames a second where the file does not state them.
    """
    reader = Reader(source.text, fps)
    reader.read()
    dialect = MicrodvdDialect()
    plain: dict[int, str] = {}
    for cue in reader.cues:
        raw = source.text[cue.text_start : cue.text_end]
        if "|" in raw or raw.startswith(("/", "{")):
            plain[cue.number] = dialect.plain(raw)
    return Document(
        source,
        traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        dialect,
        header=reader.header,
        guessed=frozenset(reader.guessed),
        plain=plain,
        literal=not plain,
    )
