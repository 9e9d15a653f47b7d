"""The one time that text can mean which is no time of its format; where it may mean two, it means none."""

from __future__ import annotations

import re
from fractions import Fraction

from caption_qa_action.core.clock import LATEST_MS, fraction_ms, half_up
from caption_qa_action.core.text import timecode
from caption_qa_action.formats._time_faults import fault

# What is typed, or recognised, for the digits 0 and 1.
_DIGITS = str.maketrans("OoIl", "0011")
_AROUND = " \t()[]{}\"'"
_COLON = r" ?[:;\uff1a] ?"
# Another sign than a colon is one between hours, minutes and seconds where milliseconds stand behind these.
_SEPARATOR = r" ?[:;.\-\uff1a] ?"
_MS = r"(?: ?[.,:;'\uff0c\uff0e] ?| )([0-9]{3}|1000)"
_CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:([0-9]{{1,3}}){_SEPARATOR})([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_MS}",
        r"()([0-9]{1,2}) ?[:;\uff1a] ?([0-9]{1,2})[.,\uff0c\uff0e]([0-9]{3}|1000)",
        rf"([0-9]{{1,3}}){_COLON}([0-9]{{2}}){_COLON}([0-9]{{2}})()",
    )
)
_NUMBER = r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)"
_UNITS = re.compile(
    rf"(?i)(?:{_NUMBER} ?(?:h|hrs?|hours?) ?)?(?:{_NUMBER} ?(?:m|mins?|minutes?)(?![a-z]) ?)?"
    # Minutes alone are most likely the beginning of a longer time.
    rf"(?=.*s)(?:{_NUMBER} ?(?:s|secs?|seconds?) ?)?(?:{_NUMBER} ?(?:ms|msecs?|milliseconds?))?"
)
_ISO_DURATION = re.compile(rf"P?T(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?()")
_UNITS_MS = {"hours": 3_600_000, "minutes": 60_000, "seconds": 1000, "milliseconds": 1}


def fault_and_reading(written: str) -> tuple[str, int | None]:
    """What is wrong with text that cannot be read as a time, to end a message with, and the milliseconds that it means.

    The message names the time that is taken, for the cue whose time it is to be, as a guess.
    """
    ms = only_reading(written)
    return fault(written) + ("" if ms is None else f"; taken for {timecode(ms)}"), ms


def only_reading(written: str) -> int | None:
    """The milliseconds that such text means; None where it may mean several times, or none."""
    if not re.search("[0-9]", written):
        return None  # as in a heap of rows of words
    text = written.strip(_AROUND).removeprefix("+").strip(_AROUND)
    ms = _fraction_alone(text)
    ms = _clock(text) if ms is None else ms
    ms = _units(text) if ms is None else ms
    return ms if ms is not None and ms <= LATEST_MS else None


def _fraction_alone(text: str) -> int | None:
    """A fraction alone is one of seconds; from a thousand on, programs write milliseconds so as well."""
    match = re.fullmatch("([0-9]{1,3})[.,]([0-9]{1,18})", text)
    return int(match[1]) * 1000 + fraction_ms(match[2]) if match else None


def _clock(text: str) -> int | None:
    text = text.translate(_DIGITS)
    match = next((match for each in _CLOCKS if (match := each.fullmatch(text))), None)
    if match is None:
        return None
    hours, minutes, seconds, fraction = (part or "0" for part in match.groups())
    if int(minutes) > 59 or int(seconds) > 59:
        return None
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + fraction_ms(fraction)


def _units(text: str) -> int | None:
    match = _UNITS.fullmatch(text) or _ISO_DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    parts = zip(match.groups(), _UNITS_MS.values(), strict=True)
    return half_up(sum(Fraction((part or "0").replace(",", ".")) * unit for part, unit in parts))
