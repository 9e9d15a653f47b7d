"""How SBV writes what is inside a cue."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span
from caption_qa_action.formats.sbv.timing import time_spans


class SbvDialect:
    def plain(self, raw: str) -> str:
        return re.sub(r"(?i)\[br\]", "\n", raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        return time_spans(timing, offset)
