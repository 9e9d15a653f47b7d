"""How JSON writes what is inside a cue."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span
from caption_qa_action.formats._json_values import extras, strings


class JsonDialect:
    """How JSON writes a cue.

    `lost` are the values that stand where text should, `unread` the members that nothing reads, each with
    its cue, 0 outside cues.
    """

    def __init__(self, lost: list[tuple[int, str]], unread: list[tuple[int, str]]) -> None:
        self.lost = lost
        self.unread = unread

    def plain(self, raw: str) -> str:
        plain = "\n".join(strings(raw))
        return plain.replace("\r\n", "\n").replace("\r", "\n")

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        if '"placement"' not in cue.settings:
            return ""
        value = extras(cue.settings).get("placement")
        return (
            re.sub("[ \t\r\n]", "", f"{{{cue.settings}}}"[value.start : value.end]) if value else ""
        )

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        spans = []
        for name in ("start", "end"):
            match = re.search(
                rf'"{name}(?:Ms|_ms)?"[ \t\r\n]*+:[ \t\r\n]*+("?[^",{{}}\[\] \t\r\n]*+"?)', timing
            )
            at = match.span(1) if match else (0, 0)
            spans.append(Span(offset + at[0], offset + at[1]))
        return spans[0], spans[1]
