"""Tabs in the text of a cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.INFO


def applies_to(format: FormatTraits) -> bool:
    """Formats in which blanks of the file are seen."""
    return format.blanks_are_visible


def check(document: Document) -> Iterator[Finding]:
    r"""Tab in the text of a cue.

    ## Why
    A tab has no agreed width on a screen: players show a wide hole, one space, a box, or nothing.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Bob:\x09Where have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Bob: Where have you been?
    ```

    ## Fix
    Writes one space for the tabs and spaces there, or nothing at the edge of a line. Unsafe: it
    changes what some players show.

    ## Sources
    - CSS Text Module Level 3, section 4.1.1: tabs become spaces or advance to a tab stop,
      https://www.w3.org/TR/css-text-3/#white-space-phase-1
    """
    text = document.source.text
    if "\t" not in document.source.alphabet:
        return
    for cue, match in hits(document, r"\t[ \t]*"):
        start, end = match.span()
        while start > cue.text_start and text[start - 1] == " ":
            start -= 1
        at_edge = start == cue.text_start or text[start - 1] in "\r\n"
        at_edge = at_edge or end == cue.text_end or text[end] in "\r\n"
        span = Span(start, end)
        yield Finding(
            span,
            f"the text of cue {cue.number} contains a tab",
            Fix(
                "delete it" if at_edge else "write a space for it",
                (Edit(span, "" if at_edge else " "),),
            ),
        )
