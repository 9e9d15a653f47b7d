"""A time before the start of the video."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Time with a minus sign, before the start of the video.

    ## Why
    A caption cannot be shown before the video begins. Most players and libraries overlook the sign,
    so the cue appears as much too late as it should be too early. Such times come from moving all
    cues to an earlier time.

    ## Bad
    ```srt
    1
    -00:00:00,500 --> 00:00:02,000
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:00,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Fix
    Sets the time to zero. Unsafe: the other cues may have to move too.

    ## Sources
    - WebVTT, section 4.1, "WebVTT timestamp": it has no sign,
      https://www.w3.org/TR/webvtt1/#webvtt-timestamp
    """
    yield from document.noticed("negative_timestamp")
