"""A style block too late in the file."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import MOVES

SEVERITY = Severity.WARNING
WORDS = (MOVES,)


def check(document: Document) -> Iterator[Finding]:
    """`STYLE` block after the first cue.

    ## Why
    Browsers read style blocks only before the first cue; a later one is ignored. ffmpeg (tried with 5.1)
    even loses all the cues after it.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    <b>Where have you been?</b>

    STYLE
    ::cue(b) { color: lime }

    00:03.000 --> 00:04.500
    <b>Out.</b>
    ```

    ## Good
    ```webvtt
    WEBVTT

    STYLE
    ::cue(b) { color: lime }

    00:01.000 --> 00:02.500
    <b>Where have you been?</b>

    00:03.000 --> 00:04.500
    <b>Out.</b>
    ```

    ## Fix
    Moves the block before the first cue. Not safe: its styles come into force.

    ## Sources
    - WebVTT, section 4.1, "WebVTT file body", https://www.w3.org/TR/webvtt1/#file-structure
    - WebVTT, section 6.1, "seen cue", https://www.w3.org/TR/webvtt1/#file-parsing
    """
    yield from document.noticed("style_after_cue")
