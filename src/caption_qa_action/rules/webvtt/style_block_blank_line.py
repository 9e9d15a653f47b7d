"""An empty line inside a style block."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Empty line inside a `STYLE` block.

    An empty line is taken to be inside when the text after it has braces, or the block before it leaves a
    brace open.

    ## Why
    An empty line ends the block, wherever it stands in the style sheet. The rules after it are lost, and the
    one it cuts may be lost too.

    ## Bad
    ```webvtt
    WEBVTT

    STYLE
    ::cue(b) { color: lime }

    ::cue(i) { color: red }

    00:01.000 --> 00:02.500
    <b>Where have you been?</b>
    ```

    ## Good
    ```webvtt
    WEBVTT

    STYLE
    ::cue(b) { color: lime }
    ::cue(i) { color: red }

    00:01.000 --> 00:02.500
    <b>Where have you been?</b>
    ```

    ## Fix
    Removes the empty line. Not safe: the lost styles come into force.

    ## Sources
    - WebVTT, section 4.1, "WebVTT style block", https://www.w3.org/TR/webvtt1/#file-structure
    """
    yield from document.noticed("style_block_blank_line")
