"""Two cues with so short a gap between them that the change is missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core import language
from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.rule import Offenders
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules.timing._gaps import gaps
from caption_qa_action.rules.timing._times import SHORTEST_MS, end_fix, longer_ms

SEVERITY = Severity.INFO

_NO_LIMITS: Mapping[str, int] = {}


def check(
    document: Document,
    *,
    limit_ms: int = 0,
    limit_ms_by_language: Mapping[str, int] = _NO_LIMITS,
    tolerance_ms: int = 0,
    tolerance_frames: int = 0,
    frame_rate: float = 24.0,
) -> Offenders:
    """Gap between two cues that is shorter than the minimum.

    Measured from the end of a cue to the start of the next one in the file (in ASS and TTML
    the next one in time); cues that overlap are `overlapping_cues` instead. With the limit 0, the default, cues may touch and nothing is
    reported. Chapters, descriptions and metadata are not measured.

    ## Why
    Without a short blank between two captions the eye does not notice that the text has changed.
    Broadcasters and streaming services ask for at least two frames.

    ## Bad
    ```srt limit_ms=80
    1
    00:00:01,000 --> 00:00:02,990
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Good
    ```srt limit_ms=80
    1
    00:00:01,000 --> 00:00:02,900
    Where have you been?

    2
    00:00:03,000 --> 00:00:05,000
    At home.
    ```

    ## Fix
    Ends the first cue earlier, where at least one second of it remains. Unsafe: it changes timing.

    ## Options
    - `limit_ms` (default 0): the minimum in milliseconds; 0 switches the rule off. Two frames are
      83 ms at 24 frames a second, 80 ms at 25, and 66 ms at 30, rounded down as a file may have it.
    - `limit_ms_by_language` (default none): the minimum for single languages, by the first part of
      their tag.
    - `tolerance_ms` (default 0): a gap may be so much shorter than the minimum.
    - `tolerance_frames` (default 0): the same in frames; the longer of both counts.
    - `frame_rate` (default 24): the frames a second by which `tolerance_frames` is counted.

    ## Sources
    - Netflix, Timed Text Style Guide: Subtitle Timing Guidelines, "Frame gap",
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/360051554394
    """
    limit_ms = limit_ms_by_language.get(language.primary(document.language), limit_ms)
    if limit_ms <= 0 or not is_read(document):
        return Offenders()
    allowed_ms = longer_ms(tolerance_ms, tolerance_frames, frame_rate)
    small = gaps(document, 0, limit_ms - allowed_ms)
    before_of = {cue.number: before for before, cue in small}

    def describe(cue: Cue) -> Iterator[Finding]:
        before = before_of[cue.number]
        fix = None
        end_ms = cue.start_ms - limit_ms
        shortens = not shows_nothing(document.plain(cue))  # for an empty cue nothing must end
        if shortens and end_ms - before.start_ms >= SHORTEST_MS:
            fix = end_fix(document, before, end_ms, f"end cue {before.number} earlier")
        yield Finding(
            cue.timing_span,
            f"cue {cue.number} starts {cue.start_ms - before.end_ms} ms after cue {before.number} "
            f"ends; the minimum is {limit_ms} ms",
            fix,
            (Related(before.timing_span, f"cue {before.number} ends here"),),
        )

    return Offenders([cue for _, cue in small], describe)
