from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """A file whose last line has no line end.

    ## Why
    Some programs miss the last cue then, and a tool that joins files glues the first line of the
    next one to it.

    ## Bad
    ```srt no-final-newline
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Adds a line end like the others of the file. Safe. There is none behind bytes of a character that was cut off.

    ## Sources
    - WebVTT, 4.1 "WebVTT cue block" (it ends with a line terminator):
      https://www.w3.org/TR/webvtt1/#webvtt-cue-block
    """
    text = document.source.text
    if document.source.binary or document.traits.is_input_only or not document.cues:
        return
    if text.endswith(("\n", "\r")):
        return
    end = Span(len(text), len(text))
    is_cut = any(found.span.end == end.end for found in document.noticed("invalid_utf8_bytes"))
    edits = (Edit(end, document.source.newline),)
    fix = None if is_cut else Fix("add a line end", edits, safe=True)
    yield Finding(end, "the last line has no line end", fix)
