from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Edit, Span

SEVERITY = Severity.INFO


def check(document: Document, *, forbidden: bool = False) -> Iterator[Finding]:
    r"""A UTF-8 file that begins with a byte order mark.

    The mark is the three bytes EF BB BF. In UTF-16 and UTF-32 it is needed, and not reported.

    ## Why
    The mark is allowed in WebVTT and invisible in editors, but programs that do not expect it take
    it for a part of the first line: the number of the first cue is then no number, and that cue
    is lost.

    ## Bad
    ```srt escapes
    \xef\xbb\xbf1
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
    Removes the mark. Safe, since it shows nothing. There is none where the file has bytes that are no UTF-8: then
    nothing but the mark says that the rest is.

    ## Options
    - `forbidden` (default false): a warning, for platforms that refuse the mark.

    ## Sources
    - WebVTT, 4.1 "WebVTT file structure" (an optional BOM): https://www.w3.org/TR/webvtt1/#file-structure
    """
    if document.source.bom != b"\xef\xbb\xbf":
        return
    message = "the file begins with a UTF-8 byte order mark"
    severity = Severity.WARNING if forbidden else None
    text = document.source.text
    # Programs that put files together, or save one again and again, leave several.
    more = Span(0, len(text) - len(text.lstrip("\ufeff")))
    edits = (Edit(more, ""),) if more.end else ()
    fix = Fix("remove the byte order mark", edits, safe=True, encoding="utf-8")
    is_damaged = any(document.noticed("invalid_utf8_bytes"))
    yield Finding(Span(0, 0), message, None if is_damaged else fix, severity=severity)
