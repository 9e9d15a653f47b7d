"""A region without identifier."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """`REGION` block without `id:`.

    ## Why
    A cue is put into a region by the region's identifier. Without one the region is of no use.

    ## Bad
    ```webvtt
    WEBVTT

    REGION
    width:40%

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    REGION
    id:bill
    width:40%

    00:01.000 --> 00:02.500 region:bill
    Where have you been?
    ```

    ## Fix
    None: give the region an `id:`, which cues can name, or delete the block.

    ## Sources
    - WebVTT, section 4.3, "WebVTT region settings", https://www.w3.org/TR/webvtt1/#region-settings
    """
    for problem in document.problems:
        if problem.code == "region_missing_id":
            severity = Severity.ERROR if problem.detail == "empty" else None
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
