"""Numbers that are times: how they are rounded, and how a fraction of a second is read that has not the digits that its format wants."""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

# A time that nothing states: a cue whose end is lost is shown as long as this (chosen).
GUESSED_MS = 2000
# Times beyond it, in either direction, are no times: some three thousand years (chosen).
LATEST_MS = 10**14

# The detail of a problem of what states no start.
NO_START = "no start"
# What a message says of a time that readers read in two ways.
OTHER_READING = "which others read as"


# What pysubs2 takes for a time in a line of SRT, and in one of WebVTT (pysubs2 1.8, `time.py`, `formats/webvtt.py`).
_TIME = "[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,3}"
_SHORT_TIME = r"(?:[0-9]{0,4}:)?[0-9]{2}:[0-9]{2}\.[0-9]{2,3}"


def half_up(number: Fraction | int) -> int:
    """The whole number next to an exact one, of two the higher."""
    return int((2 * number + 1) // 2)


def has_two_times(text: str, *, without_hours: bool = False) -> bool:
    """Whether a line of a text holds two times, no more, which a reader takes for a timing line without any arrow.

    `without_hours`: whether it does so with times of minutes and seconds, as it does in WebVTT.
    """
    if text.count(":") < 2:
        return False
    time = _SHORT_TIME if without_hours else _TIME
    return any(len(re.findall(time, line)) == 2 for line in text.split("\n"))


def known_times(start_ms: int | None, end_ms: int | None, before_ms: int) -> tuple[int, int]:
    """The times of a cue after one that ends at `before_ms`: a guess in place of one that could not be read."""
    if start_ms is None:
        start_ms = before_ms if end_ms is None else min(before_ms, end_ms)
    return start_ms, start_ms + GUESSED_MS if end_ms is None else end_ms


def fraction_ms(digits: str) -> int:
    """The milliseconds of a fraction, read as a decimal one and rounded half up: `5` is 500 ms.

    But `1000` is what a program writes that rounds 999.6 ms up, so it is a whole second.
    """
    if digits == "1000":
        return 1000
    return (int(digits[:4].ljust(4, "0")) + 5) // 10


def fraction_readings(digits: str) -> str:
    """What readers make of such a fraction, to end a message with; `""` where all read the same."""
    ms = fraction_ms(digits) if digits else 0
    whole = int(digits[:9] or 0)
    if ms == whole:
        return ""
    return f"; taken for {ms} ms, {OTHER_READING} {whole}"
