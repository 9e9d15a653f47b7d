"""How LRC writes what is inside a cue."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span

# In angle brackets, and by some players in square ones, with a fraction: `[12:30]` may be sung.
_WORD_TIME = r"(?:<[0-9]{1,4}:[0-9]{1,2}(?:[.:][0-9]{1,3})?>|\[[0-9]{1,4}:[0-9]{2}[.:][0-9]{2,3}\])"


class LrcDialect:
    """How LRC writes text; `repeats` are the further times of the cues that are sung again."""

    def __init__(self, repeats: dict[int, tuple[tuple[int, int], ...]]) -> None:
        self.repeats = repeats

    def plain(self, raw: str) -> str:
        raw = re.sub(rf"[ \t]*+{_WORD_TIME}[ \t]*\Z", "", raw)  # the end of the last word
        # Of "When <00:12.16> the", one of the blanks beside the time belongs to it.
        return re.sub(rf"(?:\A|(?<= )){_WORD_TIME} |{_WORD_TIME}", "", raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag("timestamp", match[0][1:-1], Span(offset + match.start(), offset + match.end()))
            for match in re.finditer(_WORD_TIME, raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        first = re.match(r"[\[<]([^\[\]<>]*)[\]>]", timing)
        start = (
            Span(offset + first.start(1), offset + first.end(1)) if first else Span(offset, offset)
        )
        # The end is written nowhere.
        return start, Span(offset + len(timing), offset + len(timing))
