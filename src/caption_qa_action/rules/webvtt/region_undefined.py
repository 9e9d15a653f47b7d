"""A cue in a region that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.cue_settings import NAMED_SETTING
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES

SEVERITY = Severity.WARNING
WORDS = (DELETES,)
DELETED = NAMED_SETTING


def check(document: Document) -> Iterator[Finding]:
    """Cue setting `region:` that names a region which is not defined.

    Regions are defined in `REGION` blocks before the first cue.

    ## Why
    The setting has no effect: the cue is shown at the default place.

    ## Bad
    ```webvtt
    WEBVTT

    REGION
    id:bill

    00:01.000 --> 00:02.500 region:bil
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
    Removes the setting. Not safe: the name may be a typing error.

    ## Sources
    - WebVTT, section 6.3, "parse the WebVTT cue settings", https://www.w3.org/TR/webvtt1/#cue-timings-and-settings-parsing
    """
    yield from document.noticed("region_undefined")
