"""How SRT writes what is inside a cue."""

from __future__ import annotations

from caption_qa_action.core.document import Cue, Tag
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.source import Span
from caption_qa_action.formats._arrows import ODD_ARROW
from caption_qa_action.formats.srt import markup
from caption_qa_action.formats.srt.timing import (
    TIME,
    ascii_digits,
    salvaged_times,
    time_span,
    two_times,
)

# A time ends where an arrow of any kind begins, also without a blank between them.
_DASH = r"\-=\u2010-\u2015\u2212\uff0d"
_ARROW_OR_BLANK = rf"(?:{ODD_ARROW}|[> \t\u2190-\u21ff\u2700-\u27ff{_DASH}])*"
_TWO_TIMES = (
    rf"[ \t]*([-\u2212]?[^ \t>&\u203a\u00bb\uff1e\u2190-\u21ff\u2700-\u27ff{_DASH}]*)"
    rf"{_ARROW_OR_BLANK}([^ \t]*)"
)


class SrtDialect:
    def plain(self, raw: str) -> str:
        return markup.plain(raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return markup.tags(raw, offset)

    def placement(self, cue: Cue, raw: str) -> str:
        return markup.placement(cue, raw)

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = compiled(_TWO_TIMES).match(timing)
        if not match:
            return Span(offset, offset), Span(offset, offset)
        start, end = (
            Span(*match.span(1)),
            Span(match.start(2), match.start(2) + _time_length(match[2])),
        )
        if timing[start.end : end.start] != " --> " or not timing[:1].isdigit():
            # What is read as a time is what a fix must find again, whatever stands around it.
            found_start, found_end = _find_times(timing)
            start, end = found_start or start, found_end or end
        return (
            Span(offset + start.start, offset + start.end),
            Span(offset + end.start, offset + end.end),
        )


def _time_length(token: str) -> int:
    """How much of what stands after the arrow is a time; all of it where none is to be seen."""
    if token.isascii() and not compiled("[A-Za-z]").search(token):
        return len(token)
    match = compiled(TIME).match(ascii_digits(token))
    return match.end() if match else len(token)


def _find_times(line: str) -> tuple[Span | None, Span | None]:
    """Where on a timing line the times stand that are read from it; None for one that is not."""
    ascii_line = ascii_digits(line)
    times = two_times(ascii_line) or salvaged_times(ascii_line)[1:]
    start, end = (time_span(match, 0) if match else None for match in times)
    return start, end
