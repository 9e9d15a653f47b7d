"""Two regions with one identifier."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """`REGION` block whose `id:` another one has already.

    ## Why
    Identifiers must be unique. Browsers use the last definition, other players may use the first, so the
    cues stand at different places.

    ## Bad
    ```webvtt
    WEBVTT

    REGION
    id:bill
    width:40%

    REGION
    id:bill
    width:60%

    00:01.000 --> 00:02.500 region:bill
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    REGION
    id:bill
    width:60%

    00:01.000 --> 00:02.500 region:bill
    Where have you been?
    ```

    ## Fix
    None: give one of the regions another `id:`, and the cues that are meant for it.

    ## Sources
    - WebVTT, section 4.3, "WebVTT region settings", https://www.w3.org/TR/webvtt1/#region-settings
    """
    yield from document.noticed("region_duplicate_id")
