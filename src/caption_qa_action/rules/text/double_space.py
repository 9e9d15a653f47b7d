"""More than one blank between two words."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES, KEEPS
from caption_qa_action.core.text import plural, quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._hits import around, odd_blanks

SEVERITY = Severity.INFO
MENDED_AFTER = (KEEPS, DELETES)


def applies_to(format: FormatTraits) -> bool:
    """Formats in which blanks of the file are seen."""
    return format.blanks_are_visible


def check(document: Document) -> Iterator[Finding]:
    """Two or more spaces in a row inside a line.

    Only the ordinary space counts, not the non-breaking space or the wide space of Japanese. Spaces
    at the edges of a line are `edge_space`.

    ## Why
    Doubled spaces show as a hole in some players and vanish in others, and they count as characters
    against the limits of line and reading speed.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Where  have you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Fix
    Leaves one space. Safe.

    ## Sources
    - SubtitleEdit, "Fix unneeded spaces", https://www.nikse.dk/subtitleedit/help
    """
    text = document.source.text
    for blank in odd_blanks(document):
        _, start, end, at_start, at_end = blank
        if end - start > 1 and not at_start and not at_end:
            yield Finding(
                blank.span,
                f"{plural(end - start, 'space')} in a row in {quote(around(text, start, end))}",
                Fix("leave one space", (Edit(blank.span, " "),), safe=True),
            )
