"""An ampersand that is not written as `&amp;`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._entities import is_name, open_name

SEVERITY = Severity.WARNING
FORMATS = ("webvtt",)

_AMPERSAND = "(&*)&(?!#[0-9]{1,7};|#[xX][0-9A-Fa-f]{1,6};)([A-Za-z][A-Za-z0-9]{1,30})?(;?)"


def check(document: Document) -> Iterator[Finding]:
    """An ampersand in WebVTT text that begins no character reference.

    Several in a row are one finding.

    ## Why
    In WebVTT an ampersand begins a character reference such as `&amp;` or `&lt;`. Players show a
    bare one as it is, unless letters after it happen to be a name: `A&notes` reads "A¬es". XML-based
    formats reject the whole file.

    ## Bad
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    Research & development
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:03.000
    Research &amp; development
    ```

    ## Fix
    Writes `&amp;`; where players read the ampersand and all the letters after it as one character, as in `&copy 2020`,
    the `;` that is missing. `A&notes` is left: what is shown of it would change.

    ## Sources
    - WebVTT, section 4.2.2 "WebVTT caption or subtitle cue text", cue text span:
      https://www.w3.org/TR/webvtt1/#caption-text
    - HTML, section 13.5 "Named character references":
      https://html.spec.whatwg.org/multipage/named-characters.html
    """
    text = document.source.text
    if document.kind == "metadata" or "&" not in text:
        return
    for match in re.finditer(_AMPERSAND, text):
        before, name, semicolon = match[1], match[2] or "", match[3]
        start, offset = match.start(), match.end(1)
        if semicolon and name and is_name(name):
            if not before:
                continue
            name, offset = "", offset - 1
        cue = document.cue_at(start)
        if cue is None or not cue.text_start <= start < cue.text_end:
            continue
        span = Span(start, offset + 1)
        count = span.end - span.start
        read_as = open_name(name) if name else ""
        fix: Fix | None = Fix("write &amp;", (Edit(span, "&amp;" * count),), safe=True)
        if read_as == name != "":
            fix = _ended(span, match.end(2), read_as)
            message = f"{quote('&' + read_as)} is read as one character; write {quote(f'&{read_as};')} for it"
        elif read_as:
            fix = None
            message = (
                f"{quote('&' + read_as)} is read as one character; write &amp; for an ampersand"
            )
        elif count == 1:
            message = "an ampersand in WebVTT text is written &amp;"
        else:
            message = f"each of {count} ampersands in WebVTT text is written &amp;"
        yield Finding(span, message, fix)


def _ended(ampersands: Span, end: int, name: str) -> Fix:
    """The fix of a reference that lacks its end, and of the ampersands before it."""
    start, begin = ampersands.start, ampersands.end - 1
    before = (Edit(Span(start, begin), "&amp;" * (begin - start)),) if start < begin else ()
    return Fix(f"write &{name};", (*before, Edit(Span(end, end), ";")), safe=True)
