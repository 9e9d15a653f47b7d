from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import plural

SEVERITY = Severity.WARNING

_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


def check(document: Document) -> Iterator[Finding]:
    r"""Lines that end in different ways, or in CR alone.

    CRLF (Windows) and LF are each fine where the whole file uses them. A file is reported once, at
    the first line end that is unlike most others.

    ## Why
    Version control shows whole files as changed, and searches for a blank line miss some. CR alone,
    the line end of Mac OS 9, is none at all for many programs: they see one endless line.

    ## Bad
    ```srt escapes
    1\x0d
    00:00:01,000 --> 00:00:02,500\x0d
    Good evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Makes every line end the one that most lines have, and LF in place of CR. Safe.

    ## Sources
    - WebVTT, 4.1 "WebVTT line terminator" (all three are valid there):
      https://www.w3.org/TR/webvtt1/#webvtt-line-terminator
    """
    text = document.source.text
    if "\r" not in text or document.source.binary:
        return
    crlf = text.count("\r\n")
    counts = {"\r\n": crlf, "\n": text.count("\n") - crlf, "\r": text.count("\r") - crlf}
    used = [newline for newline, count in counts.items() if count]
    if used == ["\r\n"]:
        return
    wanted = "\r\n" if crlf > counts["\n"] else "\n"
    # A lone CR is one of a pair here: `(?!\n)` and `(?<!\r)` keep CRLF together.
    patterns = {"\r\n": "\r\n", "\n": "(?<!\r)\n", "\r": "\r(?!\n)"}
    pattern = "|".join(patterns[newline] for newline in used if newline != wanted)
    spans = [Span(*match.span()) for match in re.finditer(pattern, text)]
    if used == ["\r"]:
        message = "every line ends in CR alone, which many programs do not take for a line end"
    else:
        counted = [
            plural(counts[end], f"line ends in {_NAMES[end]}", f"lines end in {_NAMES[end]}")
            for end in used
        ]
        message = f"line ends are mixed: {', '.join(counted)}"
    title = f"end every line in {_NAMES[wanted]}"
    fix = Fix(title, tuple(Edit(span, wanted) for span in spans), safe=True)
    yield Finding(spans[0], message, fix)
