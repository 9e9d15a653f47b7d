"""A gap that is too long for a cut and too short for a pause."""

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
# Times in milliseconds are up to one beside the frames that they stand for.
_ROUNDING_MS = 1


def check(
    document: Document,
    *,
    limit_ms: int = 500,
    chained_ms: int = 83,
    habit_percent: int = 50,
    tolerance_ms: int = 0,
    tolerance_frames: int = 0,
    frame_rate: float = 24.0,
) -> Iterator[Finding]:
    """Gap between two cues that is shorter than half a second and should be closed to two frames.

    Gaps of two frames or less are `gap_too_small` or right; what is between them and the limit is
    reported. One millisecond is allowed for times that were rounded from frames. Chapters,
    descriptions and metadata are not measured. Where most cues of a file have such a gap before them,
    and at least 20 do, that is said once, at the first.

    Off by default: it is a rule of Netflix, and in files made for the web nearly every second gap is
    of this length.

    ## Why
    A blank of a few frames reads as a flicker. Netflix wants captions in a row either chained, two
    frames apart, or with a pause of half a second that is seen as one.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,700
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,917
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Fix
    Ends the first cue later, so that `chained_ms` remain, where that makes it no longer than 7 seconds.
    Unsafe: it changes timing.

    ## Options
    - `limit_ms` (default 500): gaps from this length on are pauses and right; 12 frames at 24 frames a
      second.
    - `chained_ms` (default 83): the gap to leave; two frames at 24 frames a second. Set 80 for 25, 66
      for 30.
    - `habit_percent` (default 50): above this share of the cues, one finding tells of them all, without
      a fix. With 100 each is listed and mended.
    - `tolerance_ms` (default 0): a gap may be so much longer than `chained_ms`, or shorter than `limit_ms`.
    - `tolerance_frames` (default 0): the same in frames; the longer of both counts.
    - `frame_rate` (default 24): the frames a second by which `tolerance_frames` is counted.

    ## Sources
    - Netflix, Timed Text Style Guide: Subtitle Timing Guidelines, gaps of 3 to 11 frames,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/360051554394
    """
    if not is_read(document):
        return
    allowed_ms = max(_ROUNDING_MS, longer_ms(tolerance_ms, tolerance_frames, frame_rate))
    first_ms, last_ms = chained_ms + allowed_ms + 1, limit_ms - allowed_ms
    found = gaps(document, first_ms, last_ms)
    if is_habit(len(found), len(document.dialogue) - 1, habit_percent):
        yield Finding(
            found[0][1].timing_span,
            f"{len(found)} of {len(document.dialogue)} cues start more than {chained_ms} ms and less "
            f"than {limit_ms} ms after the one before; leave {chained_ms} ms, or {limit_ms} ms and more",
        )
        return
    for before, cue in found:
        gap_ms = cue.start_ms - before.end_ms
        end_ms = cue.start_ms - chained_ms
        fix = None
        if end_ms - before.start_ms <= _LONGEST_MS:
            fix = end_fix(document, before, end_ms, f"end cue {before.number} later")
        yield Finding(
            cue.timing_span,
            f"cue {cue.number} starts {gap_ms} ms after cue {before.number} ends; "
            f"leave {chained_ms} ms, or {limit_ms} ms and more",
            fix,
            (Related(before.timing_span, f"cue {before.number} ends here"),),
        )
