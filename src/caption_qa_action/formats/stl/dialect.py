"""How EBU STL writes what is inside a cue."""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span
from caption_qa_action.formats.stl.text import runs, text_field


class StlDialect:
    """`header_texts` are what the header says in words beside the title."""

    def __init__(self, table: str, header_texts: Sequence[str] = ()) -> None:
        self.table = table
        self.header_texts = header_texts

    def plain(self, raw: str) -> str:
        return "".join(run.text for run in runs(text_field(raw), self.table))

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return cue.settings.partition(" ")[0]

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        middle = offset + len(timing) // 2
        return Span(offset, middle), Span(middle, offset + len(timing))
