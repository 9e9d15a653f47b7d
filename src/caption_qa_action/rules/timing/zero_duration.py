"""A cue that ends when it starts."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.columns import shortest_ms
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.timing._times import SHORTEST_MS, end_fix, room_end_ms

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Cue that ends at the moment it starts.

    Reported for every cue whose start and end time are equal. It is an error in WebVTT, whose standard forbids it:
    readers take the cue, and no browser ever shows it. SubRip has no standard, and there it is a warning.

    ## Why
    The cue is on screen for no time at all, so its text is lost to the viewer. WebVTT requires the
    end to be later than the start: a cue is active before its end, and so never.

    ## Bad
    ```srt
    1
    00:00:02,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:02,000 --> 00:00:04,000
    Where have you been?
    ```

    ## Fix
    Ends the cue one second after its start, or when the next cue starts, if that is sooner and
    leaves at least half a second. Unsafe: the right time is not in the file.

    ## Sources
    - WebVTT, section 4.1 "WebVTT file structure", cue timings: the end must be greater than the
      start, https://www.w3.org/TR/webvtt1/#webvtt-cue-timings
    """
    if shortest_ms(document) > 0:
        return
    for cue in document.cues:
        if cue.end_ms != cue.start_ms or cue.number in document.guessed:
            continue
        room = room_end_ms(document, cue)
        fix = None
        if room is not None and room - cue.start_ms >= SHORTEST_MS // 2:
            end_ms = min(room, cue.start_ms + SHORTEST_MS)
            fix = end_fix(document, cue, end_ms, f"end cue {cue.number} later")
        message = f"cue {cue.number} ends when it starts, so it is never shown"
        severity = Severity.ERROR if document.traits.requires_duration else None
        yield Finding(cue.timing_span, message, fix, severity=severity)
