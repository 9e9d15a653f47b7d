"""How TTML writes what is inside a cue."""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.source import Span
from caption_qa_action.formats.ttml import text

if TYPE_CHECKING:
    from caption_qa_action.core.xml import Element
    from caption_qa_action.formats.ttml.styles import Styles
    from caption_qa_action.formats.ttml.tiles import Shown

_TIME_ATTRIBUTE = (
    r"""(?<![^ \t\r\n"'])(begin|end)[ \t\r\n]*+=[ \t\r\n]*+(?:"([^"]*+)"|'([^']*+)')"""
)

_TAG = r"<(/?)((?:[^ \t\r\n<>/:\"']+:)?([^ \t\r\n<>/:\"']+))[^<>]*>"


class TtmlDialect:
    """How TTML writes cues, and what the parser knows of a document.

    `shown` is what each cue shows, in order. `word_timed` are the numbers of the cues with words that
    have times of their own, as in lyrics.
    """

    __slots__ = ("shown", "styles", "word_timed")

    def __init__(
        self, shown: list[Shown | Element], styles: Styles | None, word_timed: frozenset[int]
    ) -> None:
        self.shown = shown
        self.styles = styles
        self.word_timed = word_timed

    def plain(self, raw: str) -> str:
        return text.plain(raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag(
                "end" if match[1] else "start",
                match[3].lower(),
                Span(offset + match.start(), offset + match.end()),
            )
            for match in re.finditer(_TAG, raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        if cue.number > len(self.shown):
            return ""
        shown = self.shown[cue.number - 1]
        above: Element | None = shown[0] if isinstance(shown, tuple) else shown
        while above is not None:
            region = above.values.get("region")
            if region:
                return f"region:{region}"
            above = above.parent
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        found = {}
        for match in re.finditer(_TIME_ATTRIBUTE, timing):
            group = 2 if match[2] is not None else 3
            found[match[1]] = Span(offset + match.start(group), offset + match.end(group))
        nowhere = Span(offset, offset)
        return found.get("begin", nowhere), found.get("end", nowhere)
