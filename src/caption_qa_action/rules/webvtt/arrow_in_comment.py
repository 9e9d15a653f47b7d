"""A timing line inside a comment."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """The characters `-->` in a `NOTE` block.

    ## Why
    Players do not know comments: to them a `NOTE` block is text without a timing line. A line with `-->`
    is one, so a cue that was "commented out" is shown after all. Where it cannot be read as a timing line, it
    ends the comment.

    ## Bad
    ```webvtt
    WEBVTT

    NOTE not needed any more

    NOTE
    00:01.000 --> 00:02.500
    Where have you been?

    00:03.000 --> 00:04.500
    Out.
    ```

    ## Good
    ```webvtt
    WEBVTT

    NOTE
    00:01.000 -> 00:02.500
    Where have you been?

    00:03.000 --> 00:04.500
    Out.
    ```

    ## Fix
    Writes `->`, so that the comment is one. Not safe: the cue in it is no longer shown.

    ## Sources
    - WebVTT, section 4.1, "WebVTT comment block", https://www.w3.org/TR/webvtt1/#file-structure
    - WebVTT, section 6.1, "collect a WebVTT block", https://www.w3.org/TR/webvtt1/#file-parsing
    """
    yield from document.noticed("arrow_in_comment")
