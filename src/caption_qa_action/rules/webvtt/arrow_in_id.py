"""An arrow inside a cue identifier."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """The characters `-->` in the line above a timing line.

    ## Why
    A line with `-->` is taken for a timing line. The identifier is lost, and with it the style rules and
    scripts that use it.

    ## Bad
    ```webvtt
    WEBVTT

    intro-->start
    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    intro-start
    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Fix
    None, since other places may name the identifier: write it without the arrow, and with it what
    refers to it.

    ## Sources
    - WebVTT, section 4.1, "WebVTT cue identifier", https://www.w3.org/TR/webvtt1/#file-structure
    """
    yield from document.noticed("arrow_in_id")
