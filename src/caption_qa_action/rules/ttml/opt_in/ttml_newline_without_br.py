"""A line break in the file that is none on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._regions import paragraphs
from caption_qa_action.rules.ttml._tree import index

SEVERITY = Severity.INFO

# Text on both sides of it, which an editor that only indents does not leave.
_BREAK = re.compile(r"[^ \t\r\n<>]([ \t]*(?:\r\n?|\n)[ \t\r\n]*)[^ \t\r\n<>]")


def check(document: Document) -> Iterator[Finding]:
    """Text over several lines of the file, in a paragraph that has no line break (`br`).

    Looked at is text alone: where a tag begins or ends the line, it is only the way the file is
    written. With `xml:space="preserve"` nothing is reported.

    Off by default: programs that wrap long lines of XML do the same, and mean nothing by it.

    ## Why
    In TTML such a line end is a blank: what was meant as two lines is one, and it may be too long for
    its region.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">- Where have you been?
    - At the market.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s">- Where have you been?<br/>- At the market.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: whether a break was meant, the file does not tell.

    ## Sources
    - TTML2, section 8.1.8, "br", https://www.w3.org/TR/ttml2/#content-vocabulary-br
    - TTML2, section 8.2.4, "xml:space", https://www.w3.org/TR/ttml2/#content-attribute-xml-space
    """
    text = document.source.text
    preserving = any(
        element.values["xml:space"] == "preserve"
        for element in index(document).having.get("xml:space", ())
    )
    for p in paragraphs(document):
        start, end = p.tag_end, p.close_start
        if text.find("\n", start, end) < 0 and text.find("\r", start, end) < 0:
            continue
        inner = text[start:end]
        if re.search("<(?:[^ <>/:]+:)?br[ \t\r\n/>]", inner) or (preserving and _preserves(p)):
            continue
        found = _BREAK.search(inner)
        if found:
            span = Span(start + found.start(1), start + found.end(1))
            yield Finding(span, "a line end without br is shown as a blank")


def _preserves(element: Element) -> bool:
    """Whether white space in a paragraph stays as it is; any element in it that sets it counts."""
    if any(below.values.get("xml:space") == "preserve" for below in element.elements()):
        return True
    above: Element | None = element
    while above is not None:
        if "xml:space" in above.values:
            return above.values["xml:space"] == "preserve"
        above = above.parent
    return False
