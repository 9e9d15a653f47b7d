"""A second format in one file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import BEGINNINGS, FormatTraits
from caption_qa_action.rules._words import may_occur

SEVERITY = Severity.ERROR


def applies_to(format: FormatTraits) -> bool:
    """Formats that take any line for text."""
    return format.is_line_based


def check(document: Document) -> Iterator[Finding]:
    """A file that goes on in another caption format.

    A line begins as another format does: `WEBVTT`, `[Script Info]`, `[Events]`, `Dialogue:`, `<tt`,
    `<SAMI>`. The first such line is reported; what follows it is read as text of this format. In WebVTT, where an empty line
    stands before it, the header of each further WebVTT file is reported.

    ## Why
    Players read one format a file: what is in the other one is shown as text, headers and times
    included, or not at all. It happens when files are joined, or a tool appends to the wrong one.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    WEBVTT

    00:03.000 --> 00:04.500
    Good night.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2
    00:00:03,000 --> 00:00:04,500
    Good night.
    ```

    ## Fix
    There is none: take the files apart and convert one of them (`caption-qa convert`).

    ## Sources
    - WebVTT, section 4.1, "WebVTT file body": the signature stands at the start of the file alone,
      https://www.w3.org/TR/webvtt1/#file-structure
    """
    headers = list(document.noticed("mixed_formats"))
    yield from headers
    text = document.source.text
    if not may_occur(document, list(map(str.lower, BEGINNINGS))):  # most files
        return
    if all(text.find(beginning, 1) < 0 for beginning in BEGINNINGS):  # its own header alone
        return
    for match in re.finditer(f"[\r\n]({'|'.join(map(re.escape, BEGINNINGS))})", text):
        other = BEGINNINGS[match[1]]
        # A second WEBVTT in a WebVTT file is two files joined; the first is its header.
        if text[: match.start()].strip("\ufeff \t\r\n") == "":
            continue
        if any(header.span.start == match.start(1) for header in headers):
            return
        seen = f"a second {other} file begins" if other == document.format else f"{other} begins"
        yield Finding(
            Span(*match.span(1)), f"{seen} here ({quote(match[1])}); the file is {document.format}"
        )
        return
