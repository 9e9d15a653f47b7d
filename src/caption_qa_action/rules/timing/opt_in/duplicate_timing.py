"""Two cues in a row with the same times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.INFO


def applies_to(format: FormatTraits) -> bool:
    """Formats whose cues are not usually shown together."""
    return format.cues_are_separable


def check(document: Document) -> Iterator[Finding]:
    """Cue that starts and ends with the cue before it, at the same place of the screen.

    Of ASS and TTML, where such cues are usual, and of cues with the same text, which are
    `duplicate_cue`, nothing is said. Chapters, descriptions and metadata may share times.

    Off by default: `overlapping_cues` reports the same cues. Switched on, this rule joins them.

    ## Why
    Two cues where one is meant are usually the two lines of a dialogue or the two languages of a
    bilingual file. Players stack them in an order that nobody chose, and some show only one.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    - Where have you been?

    2
    00:00:01,000 --> 00:00:03,000
    - At home.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    - Where have you been?
    - At home.
    ```

    ## Fix
    Joins the two: the text of the second one under that of the first. Unsafe: which is meant to stand
    above is not in the file.

    ## Sources
    - Cues of one time joined before writing, since the order in which a player shows them differs,
      https://github.com/pbs/pycaption
    """
    if not is_read(document):
        return
    joined = 0
    for before, cue in pairwise(document.cues):
        if before.start_ms != cue.start_ms or before.end_ms != cue.end_ms:
            continue
        if before.number in document.guessed or cue.number in document.guessed:
            continue
        if document.placement(before) != document.placement(cue):
            continue
        if document.raw(before) == document.raw(cue):
            continue
        yield Finding(
            cue.timing_span,
            f"cue {cue.number} has the same times as cue {before.number}",
            None if joined == before.number else _fix(document, before, cue),
            (Related(before.timing_span, f"the times of cue {before.number}"),),
        )
        joined = cue.number


def _fix(document: Document, before: Cue, cue: Cue) -> Fix | None:
    if document.traits.line_break != "\n":
        return None
    upper, lower = document.raw(before), document.raw(cue)
    if not upper.strip() or not lower.strip() or before.text_end > cue.block_start:
        return None
    line_end = "\r\n" if "\r\n" in document.source.text else "\n"
    end = Span(before.text_end, before.text_end)
    edits = (Edit(end, line_end + lower), Edit(cue.block_span, ""))
    return Fix(f"join cue {cue.number} to cue {before.number}", edits)
