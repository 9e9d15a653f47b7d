"""A timing arrow inside caption text."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR

_ARROW = "-->"


def check(document: Document) -> Iterator[Finding]:
    """The characters `-->` inside caption text.

    An error in WebVTT, an information in SRT.

    ## Why
    `-->` marks a timing line. A WebVTT player takes the line that holds it for the beginning of a new
    cue and drops the text; some SRT readers do the same.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    File --> Save
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    File → Save
    ```

    ## Fix
    In SRT, writes the arrow `→`; in WebVTT, `--&gt;`. Not safe: the text on the screen changes.

    ## Sources
    - WebVTT, section 4.1 "WebVTT file structure", cue payload: https://www.w3.org/TR/webvtt1/#file-structure
    """
    yield from document.noticed("arrow_in_text")
    text = document.source.text
    if text.count(_ARROW) <= len(document.cues) and not document.problems:
        return  # the arrows are those of the timing lines
    severity = None if document.traits.arrow_begins_cue else Severity.INFO
    for cue in document.cues:
        offset = text.find(_ARROW, cue.text_start, cue.text_end)
        while offset >= 0:
            span = Span(offset, offset + len(_ARROW))
            fix = Fix("write an arrow", (Edit(span, "→"),))
            message = "--> inside caption text is taken for a timing line"
            yield Finding(span, message, fix, severity=severity)
            offset = text.find(_ARROW, span.end, cue.text_end)
