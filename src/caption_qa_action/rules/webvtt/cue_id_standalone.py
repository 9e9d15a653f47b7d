"""Text that belongs to no cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Block of text without a timing line.

    Comments (`NOTE`), style blocks (`STYLE`) and region blocks (`REGION`) are no such text. What is reported
    is most often the rest of a cue whose text has an empty line in it, or an identifier whose timing line
    is missing. Text inside a `STYLE` or `REGION` block that is no style sheet and no setting is such text too.

    ## Why
    An empty line ends a cue. Whatever stands after it belongs to nothing, and no player shows it: the
    viewer misses a line without anybody noticing.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where have you been?

    I looked everywhere.
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where have you been?
    I looked everywhere.
    ```

    ## Fix
    None: whether the text belongs to the cue above it, lacks a timing line or is a comment is for a person
    to decide.

    ## Sources
    - WebVTT, section 4.1, "WebVTT cue block", https://www.w3.org/TR/webvtt1/#file-structure
    - WebVTT, section 6.1, "collect a WebVTT block", https://www.w3.org/TR/webvtt1/#file-parsing
    """
    yield from document.noticed("cue_id_standalone")
