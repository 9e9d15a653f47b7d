"""Something right below the first line of a WebVTT file."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Header without an empty line after it.

    An error when a timing line follows, a warning when it is other text. Lines such as `Language: en`
    are reported by `header_metadata`.

    ## Why
    Everything up to the first empty line belongs to the header and is not shown. Browsers make an
    exception of a timing line; ffmpeg (tried with 5.1) does not and loses the first cue.

    ## Bad
    ```webvtt
    WEBVTT
    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Fix
    Adds the empty line, or makes a comment of text that is no cue. Safe.

    ## Sources
    - WebVTT, section 4.1, "WebVTT file body", https://www.w3.org/TR/webvtt1/#file-structure
    - WebVTT, section 6.1, https://www.w3.org/TR/webvtt1/#file-parsing
    """
    for problem in document.problems:
        if problem.code == "header_no_blank_line":
            severity = Severity.ERROR if problem.detail == "timing" else None
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
