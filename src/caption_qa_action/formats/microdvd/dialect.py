"""How MicroDVD writes what is inside a cue."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span

_CODE = r"\{([A-Za-z]):([^{}\r\n]{0,80})\}"


class MicrodvdDialect:
    def plain(self, raw: str) -> str:
        lines = re.sub(_CODE, "", raw).split("|")
        return "\n".join(line[1:] if line.startswith("/") else line for line in lines)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag("override", match[1], Span(offset + match.start(), offset + match.end()), match[2])
            for match in re.finditer(_CODE, raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        found = re.search(r"\{[Pop]:[^{}\r\n]{0,80}\}", raw)
        return found[0] if found else ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.match(r"[ \t\ufeff]*\{([^{}]*)\}[ \t]*\{([^{}]*)\}", timing)
        if not match:
            return Span(offset, offset), Span(offset, offset)
        return (
            Span(offset + match.start(1), offset + match.end(1)),
            Span(offset + match.start(2), offset + match.end(2)),
        )
