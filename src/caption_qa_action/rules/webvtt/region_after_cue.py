"""A region block too late in the file."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import MOVES

SEVERITY = Severity.WARNING
WORDS = (MOVES,)


def check(document: Document) -> Iterator[Finding]:
    """`REGION` block after the first cue.

    ## Why
    Browsers read region definitions only before the first cue. A later one is ignored, and the cues that
    name it are shown at the default place.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where have you been?

    REGION
    id:bill
    width:40%
    ```

    ## Good
    ```webvtt
    WEBVTT

    REGION
    id:bill
    width:40%

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Fix
    Moves the block before the first cue. Not safe: cues may move on the screen.

    ## Sources
    - WebVTT, section 4.1, "WebVTT file body", https://www.w3.org/TR/webvtt1/#file-structure
    - WebVTT, section 6.1, "seen cue", https://www.w3.org/TR/webvtt1/#file-parsing
    """
    yield from document.noticed("region_after_cue")
