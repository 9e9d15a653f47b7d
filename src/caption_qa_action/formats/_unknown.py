"""A file of no known format: one block of junk, so that the file rules can still speak."""

from __future__ import annotations

from caption_qa_action.core.document import Block, Cue, Document, Tag
from caption_qa_action.core.source import Source, Span
from caption_qa_action.core.traits import UNKNOWN, FormatTraits

_TRAITS = FormatTraits(UNKNOWN, UNKNOWN)


class _NoDialect:
    def plain(self, raw: str) -> str:
        return raw

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        return Span(offset, offset), Span(offset, offset)


def parse(source: Source) -> Document:
    """A document without cues."""
    blocks = [Block("junk", Span(0, len(source.text)))] if source.text else []
    return Document(source, _TRAITS, [], blocks, [], _NoDialect())
