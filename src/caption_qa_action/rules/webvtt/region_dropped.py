"""A cue with a region and a place of its own."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Cue that has both a region and a `line`, a `vertical` or a `size` other than 100%.

    ## Why
    A cue is placed either by its region or by its own settings. With both, browsers take it out of the
    region, so that it neither scrolls nor stands with the others.

    ## Bad
    ```webvtt
    WEBVTT

    REGION
    id:bill

    00:01.000 --> 00:02.500 region:bill line:0
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    REGION
    id:bill

    00:01.000 --> 00:02.500 region:bill
    Where have you been?
    ```

    ## Fix
    None: only the author knows which of the two is meant.

    ## Sources
    - WebVTT, section 4.4, "WebVTT region cue setting", https://www.w3.org/TR/webvtt1/#cue-settings
    - WebVTT, section 6.3, "parse the WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-timings-and-settings-parsing
    """
    yield from document.noticed("region_dropped")
