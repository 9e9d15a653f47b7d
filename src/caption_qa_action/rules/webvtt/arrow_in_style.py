"""An arrow inside a style or region block."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """The characters `-->` in a `STYLE` or `REGION` block.

    ## Why
    A line with `-->` ends the block, whatever the style sheet means by it: the rest of the styles is lost,
    and where the line reads as a timing line, style rules are shown as captions.

    ## Bad
    ```webvtt
    WEBVTT

    STYLE
    ::cue(b) { color: red }
    /* was: 00:01.000 --> 00:02.500 */
    ::cue(i) { color: lime }

    00:03.000 --> 00:04.500
    <b>Out.</b>
    ```

    ## Good
    ```webvtt
    WEBVTT

    STYLE
    ::cue(b) { color: red }
    ::cue(i) { color: lime }

    00:03.000 --> 00:04.500
    <b>Out.</b>
    ```

    ## Fix
    None: write the arrow as `--\\>` inside a string of CSS, and leave it out of a comment.

    ## Sources
    - WebVTT, section 4.1, "WebVTT style block", https://www.w3.org/TR/webvtt1/#file-structure
    """
    yield from document.noticed("arrow_in_style")
