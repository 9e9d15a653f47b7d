"""A style sheet that does not do what it seems to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span

SEVERITY = Severity.INFO

_PARTS = (
    r"(?P<comment>/\*(?:[^*]|\*(?!/))*\*/)"
    r"|(?P<open_comment>/\*)"
    r"|(?P<import>@import\b)"
    r"|(?P<url>\burl\([ \t\r\n]*+[\"']?+(?!data:)[^)\r\n]{0,200}\)?)"
    r"|(?P<string>\"(?:[^\"\\\r\n]|\\.)*\"|'(?:[^'\\\r\n]|\\.)*')"
    r"|(?P<brace>[{}])"
)


def check(document: Document) -> Iterator[Finding]:
    """`STYLE` block that loads something from elsewhere, or whose braces or comments do not close.

    Reported are `@import`, `url(...)` of anything but `data:`, a brace that is never closed or never
    opened, and a comment that is never closed.

    ## Why
    Browsers load nothing for the style sheet of a caption file, so that fonts and images of other
    places are missing; whoever reads the file elsewhere may be tracked by them. And after an open brace
    all rules to the end of the block are lost without a word.

    ## Bad
    ```webvtt
    WEBVTT

    STYLE
    @import url("https://example.com/captions.css");
    ::cue(b) { color: lime

    00:01.000 --> 00:02.500
    <b>Where have you been?</b>
    ```

    ## Good
    ```webvtt
    WEBVTT

    STYLE
    ::cue(b) { color: lime }

    00:01.000 --> 00:02.500
    <b>Where have you been?</b>
    ```

    ## Fix
    None: close what is open; write what was loaded into the block itself, or into the style sheet
    of the page.

    ## Sources
    - WebVTT, section 7 "Rendering", style sheets of a text track load no external resources,
      https://www.w3.org/TR/webvtt1/#applying-css-properties
    - CSS Syntax, section 5.4.4: a block ends with its closing brace or with the style sheet,
      https://www.w3.org/TR/css-syntax-3/
    """
    # Where an empty line cuts a style sheet, `style_block_blank_line` explains why it does not close.
    cut = any(problem.code == "style_block_blank_line" for problem in document.problems)
    for block in document.blocks:
        if block.kind == "style":
            yield from _judge(document.source.text, block.span, cut)


def _judge(text: str, block: Span, cut: bool) -> Iterator[Finding]:
    opened: list[Span] = []
    for match in re.compile(_PARTS, re.IGNORECASE).finditer(text, block.start, block.end):
        span = Span(*match.span())
        kind = match.lastgroup
        if kind == "import":
            yield Finding(span, "the style sheet imports another one, which browsers do not load")
        elif kind == "url":
            yield Finding(
                span, "the style sheet names a file elsewhere, which browsers do not load"
            )
        elif kind == "open_comment":
            yield Finding(span, "a comment in the style sheet is never closed")
            return
        elif kind == "brace" and match[0] == "{":
            opened.append(span)
        elif kind == "brace" and opened:
            opened.pop()
        elif kind == "brace" and not cut:
            yield Finding(span, "a brace in the style sheet closes nothing")
    if opened and not cut:
        yield Finding(opened[0], "a brace in the style sheet is never closed")
