from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import plural
from caption_qa_action.rules.file._content import is_blank

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    r"""NUL characters (U+0000) in the text.

    A run of them is one finding.

    ## Why
    For many programs a NUL ends the text: everything after it is lost. Long runs of NULs are left
    by downloads and copies that broke off.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Good\x00evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Deletes NULs at the end of the file. Others become U+FFFD, as a WebVTT parser reads them. Safe
    where nothing changes for a viewer: the first not for WebVTT, the second for WebVTT alone.

    ## Sources
    - WebVTT, 6.1 "WebVTT file parsing", step 1: https://www.w3.org/TR/webvtt1/#file-parsing
    """
    text = document.source.text
    if "\0" not in text or document.source.binary or is_blank(document):
        return
    shown = document.traits.reads_nul
    for match in re.finditer("\0+", text):
        span = Span(*match.span())
        count = span.end - span.start
        if span.end == len(text):
            fix = Fix("delete the NULs at the end", (Edit(span, ""),), safe=not shown)
            message = f"the text ends in {plural(count, 'NUL character')}"
        else:
            edit = Edit(span, "\ufffd" * count)
            fix = Fix("replace NUL by U+FFFD", (edit,), safe=shown)
            message = f"the text has {plural(count, 'NUL character')} here"
        yield Finding(span, message, fix)
