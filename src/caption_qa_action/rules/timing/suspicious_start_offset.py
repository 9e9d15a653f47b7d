"""A first cue so late that the times are those of a tape."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import timecode

SEVERITY = Severity.INFO

# The time code of a tape counts the hours of a day (SMPTE ST 12-1).
_DAY_MS = 24 * 3_600_000


def check(document: Document, *, limit_ms: int = 3_540_000) -> Iterator[Finding]:
    """First cue that starts about an hour into the file or later.

    Reported when the earliest cue of the file starts at the limit or after it. From 24 hours on it
    is not reported: the time code of a tape does not get there.

    ## Why
    Broadcast tapes begin at 01:00:00:00 or 10:00:00:00, and captions made from them keep that start.
    On the web the video begins at zero, so no caption is ever shown.

    ## Bad
    ```srt
    1
    10:00:01,000 --> 10:00:03,000
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?
    ```

    ## Fix
    There is none: how far to move all times is not in the file. A tape begins some seconds or
    minutes before its programme.

    ## Options
    - `limit_ms` (default 3540000): the start in milliseconds from which it is reported; 59 minutes.

    ## Sources
    - Programme start at ten hours in real files, https://github.com/w3c/ttml2/issues/109
    """
    if document.cues and document.cues[0].start_ms >= limit_ms:
        first = min(document.cues, key=lambda cue: cue.start_ms)
        if limit_ms <= first.start_ms < _DAY_MS and first.number not in document.guessed:
            yield Finding(
                first.timing_span,
                f"the first cue starts at {timecode(first.start_ms)}, as if from a tape",
            )
