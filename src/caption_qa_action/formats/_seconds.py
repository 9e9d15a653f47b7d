"""Times that should be whole milliseconds and are other numbers: all of them seconds, or each a fraction."""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.core.clock import GUESSED_MS, LATEST_MS, half_up
from caption_qa_action.core.cue import Cue
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote

# Nobody reads a cue that is shown for less than a frame at 50 a second, and one of seconds is not shorter than
# a tenth (chosen): so no file that was read as seconds and mended is read so again.
_SHORTEST_MS, _SHORTEST_S = 20, 0.1


class Number(NamedTuple):
    """A number that is a time of a cue: as it is written, where, and what it is called in messages.

    `has_unit` where its name says that it is milliseconds.
    """

    cue: int
    is_end: bool
    written: str
    span: Span
    title: str
    has_unit: bool = False

    @property
    def is_integer(self) -> bool:
        return self.written.removeprefix("-").isdecimal()


def read_times(
    cues: Sequence[Cue], numbers: Sequence[Number], guessed: set[int], code: str
) -> list[Problem]:
    """What is noticed, under a code, about such times; those in seconds are set anew in the cues.

    `numbers` are all times of the file, or those of all cues but some with whole milliseconds for sure; `guessed`
    are the cues with a time that is missing.
    """
    if _are_seconds(cues, numbers, guessed):
        return [_read_seconds(cues, numbers, code)]
    return [
        _fraction(cues[number.cue - 1], number, code) for number in numbers if not number.is_integer
    ]


def _are_seconds(cues: Sequence[Cue], numbers: Sequence[Number], guessed: set[int]) -> bool:
    """Whether all times are seconds, since as milliseconds no cue would be read."""
    if len(guessed.union(number.cue for number in numbers)) < len(cues):
        return False  # some have whole milliseconds for sure
    if all(number.is_integer for number in numbers) and any(number.has_unit for number in numbers):
        return False
    times: dict[int, list[float]] = {}
    for number in numbers:
        times.setdefault(number.cue, []).append(float(number.written))
    lengths = [pair[1] - pair[0] for pair in times.values() if len(pair) == 2]
    if not lengths or max(map(max, times.values())) * 1000 > LATEST_MS:
        return False
    from statistics import median

    return _SHORTEST_S <= median(lengths) < _SHORTEST_MS


def _read_seconds(cues: Sequence[Cue], numbers: Sequence[Number], code: str) -> Problem:
    """Set the times of the cues; a start that is missing is the end of the cue before, or its own end."""
    times = {(number.cue, number.is_end): _ms_of_seconds(number.written) for number in numbers}
    last_ms = 0
    for cue in cues:
        start_ms, end_ms = times.get((cue.number, False)), times.get((cue.number, True))
        if start_ms is None:
            start_ms = last_ms if end_ms is None else min(last_ms, end_ms)
        cue.start_ms = start_ms
        last_ms = cue.end_ms = start_ms + GUESSED_MS if end_ms is None else end_ms
    edits = [Edit(number.span, str(times[number.cue, number.is_end])) for number in numbers]
    first = next((number for number in numbers if not number.is_integer), numbers[0])
    message = (
        f"{first.title} is {_shown(first)}: the times of the file are seconds, and are read as such; "
        "wanted are whole milliseconds"
    )
    fix = Fix("write all times as milliseconds", tuple(edits))
    return Problem(code, first.span, message, "seconds", fix, is_ambiguous=True)


def _fraction(cue: Cue, number: Number, code: str) -> Problem:
    from fractions import Fraction

    exact = Fraction(number.written)
    ms = half_up(exact)
    is_whole = exact.denominator == 1
    message = f"{number.title} is {_shown(number)}; times are whole milliseconds"
    if not is_whole and cue.end_ms - cue.start_ms < _SHORTEST_MS:
        # Seconds, as it seems: to round them would lose the time.
        message += ", and these may be seconds"
        return Problem(code, number.span, message, "fraction", is_ambiguous=True)
    fix = Fix(f"write {ms}", (Edit(number.span, str(ms)),), safe=is_whole)
    return Problem(code, number.span, message, "fraction", fix)


def _ms_of_seconds(written: str) -> int:
    from fractions import Fraction

    return half_up(Fraction(written) * 1000)


def _shown(number: Number) -> str:
    return number.written if len(number.written) <= 40 else quote(number.written)
