"""The first line of a WebVTT file."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """File that does not begin with `WEBVTT`.

    The first six characters must be `WEBVTT` in capitals, and a space, a tab or the end of the line must
    follow. Only one byte order mark may stand before them: no empty line, no blank.

    ## Why
    Browsers look at the first characters before anything else. Where they are not `WEBVTT`, the whole
    file is refused and not one caption is shown. This is the most frequent slip when SRT files are turned
    into WebVTT by hand.

    ## Bad
    ```webvtt
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
    Adds `WEBVTT` and an empty line, or corrects what is meant for it. Safe. There is none for a file that only
    its name calls WebVTT, such as a web page that was saved under it.

    ## Sources
    - WebVTT, section 4.1, "WebVTT file body", https://www.w3.org/TR/webvtt1/#file-structure
    - WebVTT, section 6.1, the signature steps, https://www.w3.org/TR/webvtt1/#file-parsing
    """
    yield from document.noticed("missing_webvtt_header")
