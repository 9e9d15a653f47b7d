"""Two cues without a blank line between them."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """A cue that begins right below the text of the one above it.

    ## Why
    A blank line ends a cue's text. Without it many players of SRT show the next number and timing
    line as text, and the next caption too early; browsers show the number. It is a warning in SBV.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    2
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Fix
    Inserts the blank line. Safe, except in WebVTT where a number then vanishes from the screen.

    ## Sources
    - WebVTT, section 6.1 "WebVTT file parsing": https://www.w3.org/TR/webvtt1/#file-parsing
    - SubRip has no standard. Tried with pycaption 2.3.14, pysrt 1.1.2 and ttconv 1.2.3: all of them
      show both cues as one.
    """
    severity = Severity.WARNING if document.traits.has_one_reader else None
    return document.noticed("missing_blank_line", lambda problem: severity)
