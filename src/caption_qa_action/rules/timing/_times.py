"""Edits that change when a cue starts or ends, in the way its file writes times."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Edit, Fix
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Span

# A cue is not cut shorter than this, so that one finding is not mended into another
# (the default of `duration_too_short`).
SHORTEST_MS = 1000


def longer_ms(tolerance_ms: int, frames: int, frame_rate: float) -> int:
    """The longer of a time and of some frames; a frame that has begun counts, as times are rounded."""
    if frame_rate <= 0:
        return tolerance_ms
    # Rounded up; for `math.ceil` alone the check of a small file would load a library.
    return max(tolerance_ms, int(-(-frames * 1000 / frame_rate // 1)))


def end_fix(document: Document, cue: Cue, end_ms: int, title: str) -> Fix | None:
    """A fix that ends a cue at another time; None when the file does not write it plainly."""
    edit = _edit(document, document.time_spans(cue)[1], end_ms)
    return Fix(title, (edit,)) if edit else None


def swap_fix(document: Document, cue: Cue, title: str) -> Fix | None:
    """A fix that exchanges the start and the end of a cue."""
    return times_fix(document, cue, cue.end_ms, cue.start_ms, title)


def times_fix(document: Document, cue: Cue, start_ms: int, end_ms: int, title: str) -> Fix | None:
    """A fix that gives a cue other times; None when the file does not write them plainly."""
    start, end = document.time_spans(cue)
    edits = _edit(document, start, start_ms), _edit(document, end, end_ms)
    if edits[0] is None or edits[1] is None:
        return None
    return Fix(title, (edits[0], edits[1]))


def room_end_ms(document: Document, cue: Cue) -> int | None:
    """Until when a cue could stay without covering the next one.

    None when the next cue starts before it does; far in the future for the last cue.
    """
    if cue.number >= len(document.cues):
        return cue.start_ms + 3_600_000
    following = document.cues[cue.number]
    return following.start_ms if following.start_ms > cue.start_ms else None


def _edit(document: Document, span: Span, ms: int) -> Edit | None:
    retime = document.traits.retime
    if retime is None or ms < 0:
        return None
    time = retime(document.source.text[span.start : span.end], ms)
    return None if time is None else Edit(span, time)
