"""How SAMI writes what is inside a cue."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span
from caption_qa_action.formats.sami.text import runs


class SamiDialect:
    """`main` is the class of the first language, which alone is shown unless a viewer chooses."""

    def __init__(self, main: str, languages: dict[str, str]) -> None:
        self.main = main
        self.languages = languages

    def plain(self, raw: str) -> str:
        return "".join(run.text for run in runs(raw))

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag(
                "end" if match[1] else "start",
                match[2].lower(),
                Span(offset + match.start(), offset + match.end()),
                match[3].strip(" \t\r\n"),
            )
            for match in re.finditer("<(/?)([A-Za-z][A-Za-z0-9]{0,20})([^<>]*)>", raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        # Languages stand in the place of each other.
        return "" if cue.settings == self.main else cue.settings  # none is that of every language

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.search("start[ \t\r\n]*=[ \t\r\n]*[\"']?([0-9]+)", timing, re.IGNORECASE)
        end = offset + len(timing)
        at = Span(offset + match.start(1), offset + match.end(1)) if match else Span(end, end)
        return at, Span(end, end)
