"""SBV source to document."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.sbv.blocks import Reader
from caption_qa_action.formats.sbv.dialect import SbvDialect


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in an SBV or SubViewer source; never raises."""
    text = source.text
    reader = Reader(text)
    reader.read()
    plain: dict[int, str] = {}
    dialect = SbvDialect()
    if "[br]" in text or "[BR]" in text or "[Br]" in text:
        for cue in reader.cues:
            raw = text[cue.text_start : cue.text_end]
            if "[" in raw:
                plain[cue.number] = dialect.plain(raw.replace("\r\n", "\n").replace("\r", "\n"))
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
