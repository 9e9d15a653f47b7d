"""Name and value pairs in the head of a WebVTT file."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules._repeated import merge_repeats

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Line in the head of the file that the standard does not know, such as `Language: en`.

    Reported are `Name: value` and `NAME=value` between the `WEBVTT` line and the first empty line. They
    are kept as they stand. `Kind:` and `Language:` are understood: they tell what the file is for.

    ## Why
    The standard has no such lines, and browsers ignore them, so nothing is wrong on screen. They are in
    wide use all the same: HLS needs `X-TIMESTAMP-MAP` in every segment, and YouTube writes `Kind:` and
    `Language:`. Strict validators and some parsers refuse files with them.

    ## Bad
    ```webvtt
    WEBVTT
    Kind: captions
    Language: en

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT - captions in English

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Fix
    None: HLS players need `X-TIMESTAMP-MAP`, and the other lines may have readers too.

    ## Sources
    - WebVTT, section 4.1, "WebVTT file body", https://www.w3.org/TR/webvtt1/#file-structure
    - RFC 8216, section 3.5 (`X-TIMESTAMP-MAP`), https://www.rfc-editor.org/rfc/rfc8216#section-3.5
    - The practice: https://github.com/w3c/webvtt/issues/485
    """
    yield from merge_repeats(document.noticed("header_metadata"))
