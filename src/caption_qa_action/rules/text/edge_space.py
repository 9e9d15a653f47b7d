"""Blanks at the beginning or end of a line."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import DELETES, KEEPS
from caption_qa_action.core.text import plural
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._hits import odd_blanks
from caption_qa_action.rules._repeated import merge_repeats

SEVERITY = Severity.INFO
MENDED_AFTER = (KEEPS, DELETES)


def applies_to(format: FormatTraits) -> bool:
    """Formats in which blanks of the file are seen."""
    return format.blanks_are_visible


def check(document: Document) -> Iterator[Finding]:
    """Space at the beginning or end of a line of a cue.

    Only the ordinary space counts, not the non-breaking space or the wide space of Japanese. A line
    of nothing but spaces, as in the automatic captions of YouTube, is not reported. Where more than three
    lines have the same, it is reported once, with how many there are.

    ## Why
    Spaces at the edge push centred text off centre in some players, and count as characters against
    the limits of line and reading speed. In a diff they are noise.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Where have you been?\x20
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Fix
    Deletes the spaces. Safe.

    ## Sources
    - SubtitleEdit, "Fix unneeded spaces", https://www.nikse.dk/subtitleedit/help
    """
    yield from merge_repeats(_findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    for blank in odd_blanks(document):
        if blank.at_start != blank.at_end:
            yield Finding(
                blank.span,
                f"a line {'begins' if blank.at_start else 'ends'} with "
                f"{plural(blank.end - blank.start, 'space')}",
                Fix("delete the spaces", (Edit(blank.span, ""),), safe=True),
            )
