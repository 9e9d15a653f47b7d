"""EBU STL source to document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.stl.blocks import Blocks
from caption_qa_action.formats.stl.dialect import StlDialect

if TYPE_CHECKING:
    from fractions import Fraction


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
        StlDialect(blocks.table),
        language=blocks.language,
        header={"title": blocks.title} if blocks.title else {},
        guessed=frozenset(blocks.guessed),
        literal=False,
    )
