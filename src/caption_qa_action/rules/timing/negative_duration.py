"""A cue that ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.columns import shortest_ms
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.timing._times import swap_fix

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Cue that ends before it starts.

    Reported for every cue whose end time is earlier than its start time. Times that could not be
    read are `invalid_timestamp` instead.

    ## Why
    Players never show such a cue, and some refuse the rest of the file. WebVTT requires the end to
    be later than the start.

    ## Bad
    ```srt
    1
    00:00:05,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:02,500 --> 00:00:05,000
    Where have you been?
    ```

    ## Fix
    Exchanges the two times. Unsafe: it may be that only one of them is wrong.

    ## Sources
    - WebVTT, section 4.1 "WebVTT file structure", cue timings: the end must be greater than the
      start, https://www.w3.org/TR/webvtt1/#webvtt-cue-timings
    """
    if shortest_ms(document) >= 0:
        return
    for cue in document.cues:
        if cue.end_ms < cue.start_ms and cue.number not in document.guessed:
            yield Finding(
                cue.timing_span,
                f"cue {cue.number} ends {cue.start_ms - cue.end_ms} ms before it starts",
                swap_fix(document, cue, f"exchange the times of cue {cue.number}"),
            )
