"""A time that is on no frame of the video."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import timecode
from caption_qa_action.rules.timing._times import times_fix

SEVERITY = Severity.INFO

# Times in milliseconds are up to one beside the frames that they stand for.
_ROUNDING_MS = 1
# Rates that people write with two or three decimals are these (SMPTE ST 12-1).
_EXACT = {
    23.976: Fraction(24000, 1001),
    23.98: Fraction(24000, 1001),
    29.97: Fraction(30000, 1001),
    59.94: Fraction(60000, 1001),
}
# So many cues show whether a file is on frames at all.
_FEWEST_CUES, _MOST_PERCENT = 10, 25


def check(document: Document, *, frame_rate: float = 0.0) -> Iterator[Finding]:
    """Cue that starts or ends between two frames.

    One millisecond is allowed for rounding. Where more than a quarter of at least ten cues are off, the
    frame rate is another or the times never were on frames, and that is said once, at the first of them.

    Off by default: players show a caption with the frame after its time, so that for the web nothing is
    gained. What the frame rate is has to be said; without it nothing is reported.

    ## Why
    Programs that work in frames round such times, each in its own way; captions then start a frame
    before the cut, which is seen as a flicker of the old picture under the new text.

    ## Bad
    ```srt frame_rate=25
    1
    00:00:01,000 --> 00:00:02,710
    Where have you been?
    ```

    ## Good
    ```srt frame_rate=25
    1
    00:00:01,000 --> 00:00:02,720
    Where have you been?
    ```

    ## Fix
    Moves the times to the nearest frame, which is less than a frame away. Unsafe: it changes timing.
    None where the frame rate seems to be another.

    ## Options
    - `frame_rate` (default 0): frames a second, such as 25 or 23.976; 0 when it is not known. 23.976,
      29.97 and 59.94 are taken as the exact rates of television, such as 24000/1001.

    ## Sources
    - SMPTE ST 12-1, time and control code: the rates of television,
      https://ieeexplore.ieee.org/document/7291029
    - The same check in Subtitle Edit, "Beautify time codes", https://github.com/SubtitleEdit/subtitleedit
    """
    if frame_rate <= 0:
        return
    rate = _EXACT.get(frame_rate) or Fraction(frame_rate).limit_denominator(1001)
    found = [cue for cue in document.cues if cue.number not in document.guessed and _off(cue, rate)]
    if not found:
        return
    if len(found) >= _FEWEST_CUES and len(found) * 100 > len(document.cues) * _MOST_PERCENT:
        yield Finding(
            found[0].timing_span,
            f"{len(found)} of {len(document.cues)} cues are not on frames at {frame_rate:g} frames a "
            "second; the frame rate may be another",
        )
        return
    for cue in found:
        start_ms, end_ms = _on_frame(cue.start_ms, rate), _on_frame(cue.end_ms, rate)
        which = "starts" if abs(start_ms - cue.start_ms) > _ROUNDING_MS else "ends"
        at_ms = cue.start_ms if which == "starts" else cue.end_ms
        fix = None
        if start_ms < end_ms:
            fix = times_fix(document, cue, start_ms, end_ms, f"move cue {cue.number} onto frames")
        yield Finding(
            cue.timing_span,
            f"cue {cue.number} {which} at {timecode(at_ms)}, between two frames at "
            f"{frame_rate:g} frames a second",
            fix,
        )


def _off(cue: Cue, rate: Fraction) -> bool:
    return any(abs(_on_frame(ms, rate) - ms) > _ROUNDING_MS for ms in (cue.start_ms, cue.end_ms))


def _on_frame(ms: int, rate: Fraction) -> int:
    """The time of the nearest frame, rounded half up to a millisecond."""
    top, bottom = rate.numerator, rate.denominator * 1000
    frame = (2 * ms * top + bottom) // (2 * bottom)
    return (2 * frame * bottom + top) // (2 * top)
