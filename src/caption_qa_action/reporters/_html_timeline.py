"""How fast a file is read over its time, as a curve of few points."""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.core import language
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.reading import halves, reading_language

POINTS = 160
# A stray cue at hour 99 must not press all the others into one point.
_MOST_STRETCH = 4


class Curve(NamedTuple):
    """The fastest cue of each of equally long parts of a file, in tenths of a character a second.

    0 where nothing is read. `duration_ms` is how long the file is.
    """

    duration_ms: int
    points: tuple[int, ...] = ()

    def shortened(self, points: int) -> Curve:
        """The same with at most so many points."""
        if len(self.points) <= points:
            return self
        if points < 2:
            return Curve(self.duration_ms)
        step = -(-len(self.points) // points)
        starts = range(0, len(self.points), step)
        kept = tuple(max(self.points[start : start + step]) for start in starts)
        return Curve(self.duration_ms, kept)


def curve_of(document: Document) -> Curve:
    """The curve of a file that was parsed; without points where nothing in it is read."""
    cues = [
        (cue.start_ms, cue.end_ms, cue)
        for cue in document.dialogue
        if cue.end_ms > cue.start_ms >= 0 and cue.number not in document.guessed
    ]
    duration_ms = _duration([end for _, end, _ in cues])
    if not cues or document.kind in ("chapters", "descriptions", "metadata"):
        return Curve(duration_ms)
    spoken = language.primary(document.language)
    points = [0] * min(POINTS, duration_ms)
    for start_ms, end_ms, cue in cues:
        text = document.plain(cue)
        length = halves(reading_language(spoken, text), text)
        tenths = -(-length * 5000 // (end_ms - start_ms))
        first = start_ms * len(points) // duration_ms
        last = (end_ms - 1) * len(points) // duration_ms
        for index in range(first, min(last, len(points) - 1) + 1):
            points[index] = max(points[index], tenths)
    return Curve(duration_ms, tuple(points))


def _duration(ends: Sequence[int]) -> int:
    """Until when the cues of a file are shown, a few that stand far behind the others left out."""
    if not ends:
        return 0
    ends = sorted(ends)
    usual = ends[(len(ends) - 1) * 98 // 100]
    return ends[-1] if ends[-1] <= _MOST_STRETCH * usual else usual
