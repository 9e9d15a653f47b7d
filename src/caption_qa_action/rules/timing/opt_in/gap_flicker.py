"""A blank screen so short that it is seen as a flicker."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._repeated import is_habit
from caption_qa_action.rules.timing._gaps import gaps
from caption_qa_action.rules.timing._times import end_fix, longer_ms

SEVERITY = Severity.INFO

# A cue is not stretched beyond this (the default of `duration_too_long`).
_LONGEST_MS = 7000


def check(
    document: Document,
    *,
    limit_ms: int = 1000,
    habit_percent: int = 50,
    tolerance_ms: int = 0,
    tolerance_frames: int = 0,
    frame_rate: float = 24.0,
) -> Iterator[Finding]:
    """Gap between two cues that is neither none nor long enough to be seen as a pause.

    Cues that touch are right. Chapters, descriptions and metadata are not measured. Where most cues of
    a file have such a gap before them, and at least 20 do, that is said once, at the first.

    Off by default: it is a rule of the BBC. Other houses want a gap of some frames between all cues,
    which is what this rule reports.

    ## Why
    A caption that goes and is followed at once by the next one makes the lower part of the picture
    flicker, and draws the eye away from the picture for nothing.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,600
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.

    3
    00:00:06,500 --> 00:00:08,000
    All day?
    ```

    ## Fix
    Ends the first cue where the next one starts, where that makes it no longer than 7 seconds. Unsafe:
    it changes timing.

    ## Options
    - `limit_ms` (default 1000): gaps from this length on are pauses and right. The BBC prefers 1500.
    - `habit_percent` (default 50): above this share of the cues, one finding tells of them all, without
      a fix. With 100 each is listed and mended.
    - `tolerance_ms` (default 0): a gap up to so long is none.
    - `tolerance_frames` (default 0): the same in frames; the longer of both counts.
    - `frame_rate` (default 24): the frames a second by which `tolerance_frames` is counted.

    ## Sources
    - BBC Subtitle Guidelines, section 4.5: a gap of at least one second, preferably one and a half, or
      none, https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    if not is_read(document):
        return
    found = gaps(document, longer_ms(tolerance_ms, tolerance_frames, frame_rate) + 1, limit_ms)
    if is_habit(len(found), len(document.dialogue) - 1, habit_percent):
        yield Finding(
            found[0][1].timing_span,
            f"before {len(found)} of {len(document.dialogue)} cues nothing is shown for less than "
            f"{limit_ms} ms; leave no gap, or one of {limit_ms} ms",
        )
        return
    for before, cue in found:
        gap_ms = cue.start_ms - before.end_ms
        fix = None
        if cue.start_ms - before.start_ms <= _LONGEST_MS:
            fix = end_fix(document, before, cue.start_ms, f"end cue {before.number} later")
        yield Finding(
            cue.timing_span,
            f"nothing is shown for {gap_ms} ms before cue {cue.number}; "
            f"leave no gap, or one of {limit_ms} ms",
            fix,
            (Related(before.timing_span, f"cue {before.number} ends here"),),
        )
