"""Times as recognisers write them, as whole milliseconds; None where a value is no such time."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.clock import LATEST_MS, half_up
from caption_qa_action.formats._json_values import Value

Unit: TypeAlias = Callable[[Value], "int | None"]

_DECIMAL = r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,40})?(?:[eE][+-]?[0-9]{1,2})?|\.[0-9]{1,40}"
_CLOCK = r"(?:([0-9]{1,4}):)?([0-5]?[0-9]):([0-5]?[0-9](?:[.,][0-9]{1,9})?)"
_ISO_DURATION = r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,8})M)?(?:([0-9]{1,10}(?:\.[0-9]{1,9})?)S)?"


def seconds(value: Value) -> int | None:
    """Seconds: `1.3`, also as a string, or with their unit (`"1.300s"`)."""
    if value.kind == "string":
        return _scaled(value.text.removesuffix("s"), 1000)
    return _scaled(value.text, 1000) if value.kind == "number" else None


def milliseconds(value: Value) -> int | None:
    """Milliseconds: `1300`."""
    return _scaled(value.text, 1) if value.kind == "number" else None


def ticks(value: Value) -> int | None:
    """Ticks of 100 nanoseconds: `13000000`."""
    return _scaled(value.text, Fraction(1, 10_000)) if value.kind == "number" else None


def iso_duration(value: Value) -> int | None:
    """A duration of ISO 8601 in hours, minutes and seconds: `"PT1.3S"`."""
    match = re.fullmatch(_ISO_DURATION, value.text) if value.kind == "string" else None
    if match is None or not any(match.groups()):
        return None
    return _clock(*match.groups())


def clock(value: Value) -> int | None:
    """A time of day: `"00:00:01,300"`."""
    match = re.fullmatch(_CLOCK, value.text) if value.kind == "string" else None
    return _clock(*match.groups()) if match else None


def seconds_and_nanos(value: Value) -> int | None:
    """As `seconds`, or an object of `seconds` and `nanos`."""
    if value.kind != "object":
        return seconds(value)
    ms = 0
    for member in value.members:
        if member.name in ("seconds", "nanos"):
            part = _scaled(
                member.value.text, 1000 if member.name == "seconds" else Fraction(1, 10**6)
            )
            if part is None:
                return None
            ms += part
    return ms


def _clock(hours: str | None, minutes: str | None, seconds: str | None) -> int | None:
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60
    return _rounded((whole + Fraction((seconds or "0").replace(",", "."))) * 1000)


def _scaled(shown: str, scale: int | Fraction) -> int | None:
    """A decimal number times `scale`; None when it is none, or out of range."""
    return _rounded(Fraction(shown) * scale) if re.fullmatch(_DECIMAL, shown) else None


def _rounded(exact: Fraction) -> int | None:
    ms = half_up(exact)
    return ms if -LATEST_MS <= ms <= LATEST_MS else None
