"""Automatic captions that show each line twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges, repeating

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Rolling captions: every line is shown twice, with very short cues between.

    This is how YouTube writes automatic captions. It is recognised by both signs together: at least
    two cues, and a quarter of all, last 100 ms or less; and at least three cues, and a quarter of
    all, begin with the line that the cue before ends with. There is one finding for the file, at
    the first short cue.

    ## Why
    Only players that know the trick show such a file well. Elsewhere lines jump and repeat, a
    transcript has every sentence two or three times, and translations are made of each copy.

    ## Bad
    ```srt
    1
    00:00:00,000 --> 00:00:02,000
    so today we will

    2
    00:00:02,000 --> 00:00:02,010
    so today we will

    3
    00:00:02,010 --> 00:00:04,000
    so today we will
    build a boat

    4
    00:00:04,000 --> 00:00:04,010
    build a boat

    5
    00:00:04,010 --> 00:00:06,000
    build a boat
    out of paper
    ```

    ## Good
    ```srt
    1
    00:00:00,000 --> 00:00:02,000
    so today we will

    2
    00:00:02,010 --> 00:00:04,000
    build a boat

    3
    00:00:04,010 --> 00:00:06,000
    out of paper
    ```

    ## Fix
    Deletes the short cues, and from the others each line that the cue before ends with. Unsafe:
    lines are no longer shown a second time.

    ## Sources
    - yt-dlp, duplicate lines in automatic captions, https://github.com/yt-dlp/yt-dlp/issues/1734
    """
    if not is_read(document):
        return
    short = bridges(document)
    if short:
        first = document.cues[min(short) - 1]
        repeats = repeating(document)
        yield Finding(
            first.timing_span,
            f"rolling captions: {len(repeats)} of {len(document.cues)} cues begin with the line "
            f"before, and {len(short)} last 100 ms or less",
            _fix(document, short, repeats),
        )


def _fix(document: Document, short: frozenset[int], repeats: list[Cue]) -> Fix | None:
    if not document.traits.cues_are_separable:
        return None
    repeating_numbers = {cue.number for cue in repeats}
    edits: list[Edit] = []
    for cue in document.cues:
        if cue.number in short:
            edits.append(Edit(cue.block_span, ""))
        elif cue.number in repeating_numbers:
            edits.append(_without_first_line(document, cue))
    return Fix("show each line once", tuple(edits))


def _without_first_line(document: Document, cue: Cue) -> Edit:
    """Delete the first visible line of a cue, or the whole cue when it has no other."""
    lines = document.lines(cue)
    if len(lines) > 1:
        raw = document.raw(cue)
        for match in re.finditer(r"\r\n|\r|\n", raw):
            if raw[: match.start()].strip(" \t\r\n"):
                return Edit(Span(cue.text_start, cue.text_start + match.end()), "")
    return Edit(cue.block_span, "")
