"""EBU STL source to document."""

from __future__ import annotations

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Document, Tracks
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.stl.blocks import Blocks
from caption_qa_action.formats.stl.dialect import StlDialect

if TYPE_CHECKING:
    from fractions import Fraction


# Of the three, the first subtitle of a cumulative set is the main one, to which the others add.
_CUMULATIVE = ("\x02", "\x03")


def _tracks(document: Document) -> Tracks:
    """The subtitles that add to one that stays, counted within their cumulative set.

    The status stands in byte 4 of a block (EBU Tech 3264, "TTI block", CS).
    """
    found: dict[int, str] = {}
    added = 0
    for cue in document.cues:
        status = document.source.text[cue.block_start + 4]
        added = added + 1 if status in _CUMULATIVE else 0
        if added:
            found[cue.number] = f"addition {added}"
    return found


def parse(source: Source, traits: FormatTraits, fps: Fraction | None = None) -> Document:
    """The document in an EBU STL source; never raises."""
    blocks = Blocks(source.text, fps)
    blocks.read()
    return Document(
        source,
        traits,
        blocks.cues,
        blocks.blocks,
        blocks.problems,
        StlDialect(blocks.table, blocks.header_texts),
        language=blocks.language,
        header={"title": blocks.title} if blocks.title else {},
        guessed=frozenset(blocks.guessed),
        literal=False,
        find_tracks=_tracks,
    )
