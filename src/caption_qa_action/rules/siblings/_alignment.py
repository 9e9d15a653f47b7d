"""Which cues of two files are shown at the same time, once their clocks are set alike."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.rules.siblings._family import reference_of

# Pairs of frame rates that are mistaken for each other, and by how much the times then differ. Those
# ending in /1001 are the rates of NTSC (SMPTE ST 12-1).
RATES = (
    ("25", "23.976", Fraction(25 * 1001, 24000)),
    ("25", "24", Fraction(25, 24)),
    ("24", "23.976", Fraction(1001, 1000)),
)
# A translator moves cues by some frames; further apart, two cues are not the same one. Our choice.
_SAME_MS = 200
_SAMPLED, _FEWEST = 200, 8
# Cues lie about three seconds apart, so that by chance one in seven has a partner within 200 ms.
_ALIKE_PERCENT, _CERTAIN_PERCENT = 50, 70
_WINDOW_MS, _BIN_MS = 300_000, 100
# Translators move a cue in two, but not nearly all. Our choice.
_STRANGE_PERCENT, _FEW_PERCENT, _MANY_PERCENT, _MOST_PASSAGES = 30, 20, 50, 5
# More cues than these lie in no such window, and are shown at once, but in a broken file.
_MOST_NEAR, _MOST_BESIDE = 300, 50


class Clock(NamedTuple):
    """How the times of this file follow from the reference's: `reference * ratio + shift_ms`.

    Where the ratio is not 1, `rate` and `reference_rate` are the frames a second that explain it.
    `percent` is how many of the cues then begin together.
    """

    ratio: Fraction
    shift_ms: int
    percent: int
    rate: str = ""
    reference_rate: str = ""

    def here(self, ms: int) -> int:
        """A time of the reference as it is in this file."""
        return _scaled(ms, self.ratio) + self.shift_ms


class Comparison:
    """A document beside the reference of its family."""

    def __init__(self, this: Document, that: Document) -> None:
        self.this = this
        self.that = that
        self.cues = _in_time(this)
        self.others = _in_time(that)
        self.clock = _clock(
            [cue.start_ms for cue in self.cues], [cue.start_ms for cue in self.others]
        )
        self._pairs: list[tuple[Cue, Cue]] | None = None

    def uncovered(self, *, reference: bool, limit_percent: int) -> list[Cue]:
        """The cues of one side during which the other shows nothing, or too little.

        `limit_percent` is how much of a cue must be covered. With `reference`, cues of the reference.
        """
        here = [(cue, cue.start_ms, cue.end_ms) for cue in self.cues]
        there = [
            (cue, self.clock.here(cue.start_ms), self.clock.here(cue.end_ms)) for cue in self.others
        ]
        ours, theirs = (there, here) if reference else (here, there)
        shown_before = _Shown([(start, end) for _, start, end in theirs]).before
        return [
            cue
            for cue, start, end in ours
            if end > start
            and (shown_before(end) - shown_before(start)) * 100 < limit_percent * (end - start)
        ]

    def is_hopeless(self, odd: int, cues: int, passages: int) -> bool:
        """Whether so much of a file differs, all over it, that one finding shows more than many.

        These are then not two languages of one programme, or their times are wrong throughout.
        """
        share = _FEW_PERCENT if self.clock.percent < _STRANGE_PERCENT else _MANY_PERCENT
        return passages > _MOST_PASSAGES and odd * 100 > share * cues

    @property
    def pairs(self) -> list[tuple[Cue, Cue]]:
        """The cues that are shown together and with no other, each with its cue of the reference."""
        if self._pairs is None:
            self._pairs = list(self._matched())
        return self._pairs

    def _matched(self) -> Iterator[tuple[Cue, Cue]]:
        times = [(cue.start_ms, cue.end_ms) for cue in self.cues]
        starts = [start for start, _ in times]
        taken = [0] * len(times)
        found: list[tuple[int, Cue]] = []
        for other in self.others:
            start, end = self.clock.here(other.start_ms), self.clock.here(other.end_ms)
            first = max(0, bisect_left(starts, start) - 2)
            together = []
            for place in range(first, min(bisect_left(starts, end), first + _MOST_BESIDE)):
                begins, ends = times[place]
                shared = (ends if ends < end else end) - (begins if begins > start else start)
                if shared > 0 and shared * 10 > 4 * min(ends - begins, end - start):
                    together.append(place)
                    taken[place] += 1
            if len(together) == 1:
                found.append((together[0], other))
        return ((self.cues[place], other) for place, other in found if taken[place] == 1)


def comparison(document: Document, reference: str) -> Comparison | None:
    """The document beside the reference of its family; computed once for all rules."""
    known = document.once(_comparisons)
    if reference not in known:
        other = reference_of(document, reference)
        known[reference] = None if other is None else Comparison(document, other)
    return known[reference]


def _comparisons(document: Document) -> dict[str, Comparison | None]:
    return {}


def _in_time(document: Document) -> list[Cue]:
    cues = [cue for cue in document.dialogue if cue.number not in document.guessed]
    return sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))


class _Shown:
    """For how long something is shown before any time."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._sums = [0]
        for start, end in spans:  # in order of their starts
            if self._ends and start <= self._ends[-1]:
                self._sums[-1] += max(0, end - self._ends[-1])
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)
                self._sums.append(self._sums[-1] + max(0, end - start))

    def before(self, ms: int) -> int:
        place = bisect_left(self._starts, ms)
        if not place:
            return 0
        return self._sums[place] - max(0, self._ends[place - 1] - ms)


def _clock(here: Sequence[int], there: Sequence[int]) -> Clock:
    """How the starts of one file follow from those of another; as they are, where nothing is certain."""
    same = Clock(Fraction(1), 0, _percent(here, there))
    if same.percent >= _ALIKE_PERCENT or min(len(here), len(there)) < _FEWEST:
        return same
    best = same
    for ratio, rate, reference_rate in _ratios():
        scaled = [start * ratio.numerator // ratio.denominator for start in there]
        for shift in _shifts(here, scaled):
            percent = _percent(here, scaled, shift)
            if percent > best.percent:
                best = Clock(ratio, shift, percent, rate, reference_rate)
    return best if best.percent >= _CERTAIN_PERCENT else same


def _scaled(ms: int, ratio: Fraction) -> int:
    """`ms * ratio` in whole numbers, which are ten times as fast as fractions."""
    return ms if ratio == 1 else ms * ratio.numerator // ratio.denominator


def _ratios() -> Iterator[tuple[Fraction, str, str]]:
    yield Fraction(1), "", ""
    for faster, slower, ratio in RATES:
        yield ratio, slower, faster
        yield 1 / ratio, faster, slower


def _shifts(here: Sequence[int], there: Sequence[int]) -> Iterator[int]:
    """By how much one file may be later than the other, the likeliest first."""
    bins: Counter[int] = Counter()
    for start in _sample(here):
        middle = bisect_left(there, start)
        first = max(bisect_left(there, start - _WINDOW_MS), middle - _MOST_NEAR)
        near = range(first, min(bisect_right(there, start + _WINDOW_MS), middle + _MOST_NEAR))
        bins.update((start - there[place]) // _BIN_MS for place in near)
    likely = [number * _BIN_MS for number, _ in bins.most_common(2)]
    for rough in (*likely, here[0] - there[0]):
        nearest = sorted(_distances(_sample(here), there, rough), key=abs)
        closest = sorted(nearest[: max(1, len(nearest) // 2)])
        yield rough + closest[len(closest) // 2]


def _percent(here: Sequence[int], there: Sequence[int], shift_ms: int = 0) -> int:
    sample = _sample(here)
    near = sum(abs(distance) <= _SAME_MS for distance in _distances(sample, there, shift_ms))
    return near * 100 // len(sample) if sample else 0


def _distances(sample: Sequence[int], there: Sequence[int], shift_ms: int) -> Iterator[int]:
    """For each start, how much later it is than the nearest start there, `shift_ms` later."""
    for start in sample:
        start -= shift_ms
        place = bisect_left(there, start)
        around = there[max(0, place - 1) : place + 1]
        yield min((start - other for other in around), key=abs, default=_WINDOW_MS)


def _sample(starts: Sequence[int]) -> Sequence[int]:
    return starts[:: max(1, len(starts) // _SAMPLED)]
