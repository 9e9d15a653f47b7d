"""Two files that were put one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.columns import are_in_order
from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import timecode
from caption_qa_action.core.traits import FormatTraits

SEVERITY = Severity.WARNING

# A second file begins near zero and goes on; a cue or two out of order do not.
_NEAR_ZERO_MS, _LEAST_JUMP_MS, _LEAST_CUES = 60_000, 10_000, 3


def applies_to(format: FormatTraits) -> bool:
    """Formats whose files can be put one after the other."""
    return format.cues_are_separable


def check(document: Document) -> Iterator[Finding]:
    """Times that begin anew in the middle of the file.

    Reported when, after three cues or more, the times jump back to the first minute and go on from
    there; in SRT the numbers must begin anew at 0 or 1 as well.

    ## Why
    Two files were joined without moving the times of the second. Players show the cues of both
    over each other, or drop the second half. It happens when a video comes in parts.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Good evening.

    2
    00:00:03,000 --> 00:00:04,000
    How are you?

    3
    00:20:00,000 --> 00:20:01,000
    Good night.

    1
    00:00:01,000 --> 00:00:02,000
    Here we are again.

    2
    00:00:03,000 --> 00:00:04,000
    Did you sleep well?

    3
    00:00:05,000 --> 00:00:06,000
    I did.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Good evening.

    2
    00:20:00,000 --> 00:20:01,000
    Good night.

    3
    00:21:01,000 --> 00:21:02,000
    Here we are again.
    ```

    ## Fix
    There is none: when the second part begins is not in the file. Take the files apart, or move the
    times of the second by the length of the first.

    ## Sources
    - WebVTT, section 4.1, on the order of cues, https://www.w3.org/TR/webvtt1/#file-structure
    - Chapters with one subtitle file each, https://github.com/SubtitleEdit/subtitleedit
    """
    if are_in_order(document):
        return
    cues = document.cues
    before = cues[0] if cues else None
    for place, cue in enumerate(cues):
        jump_ms = before.start_ms - cue.start_ms if before is not None else 0
        if before and jump_ms >= _LEAST_JUMP_MS and _begins_anew(document, cues, place):
            yield Finding(
                cue.timing_span,
                f"the times begin anew at cue {cue.number}, after {timecode(before.start_ms)}: "
                "another file begins here",
                related=(Related(before.timing_span, "the last cue before"),),
            )
        before = cue


def _begins_anew(document: Document, cues: list[Cue], place: int) -> bool:
    cue = cues[place]
    starts = [cue.start_ms for cue in cues[place : place + _LEAST_CUES]]
    if place < _LEAST_CUES or len(starts) < _LEAST_CUES or cue.start_ms > _NEAR_ZERO_MS:
        return False
    if document.guessed and {cues[place - 1].number, cue.number} & document.guessed:
        return False
    if document.traits.has_cue_numbers and cue.identifier not in ("0", "1"):
        return False
    return starts == sorted(starts)
