"""TTML time expressions as exact milliseconds.

Source: TTML2, section 12.3.1, https://www.w3.org/TR/ttml2/#timing-value-time-expression
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.clock import half_up
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element

# Whole milliseconds where it comes out even, which is nearly always and much faster.
Ms: TypeAlias = int | Fraction

_CLOCK = r"([0-9]{2,9}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,18})|:([0-9]{2,9})(?:\.([0-9]{1,9}))?)?"
_OFFSET = r"([0-9]{1,15})(?:\.([0-9]{1,18}))?(h|ms|m|s|f|t)"
_LOOSE_CLOCK = r"(?:([0-9]{1,9}):)?([0-9]{1,4}):([0-9]{1,4})(?:[.,]([0-9]{1,18}))?"
# As SCC and editing programs write drop frame.
_DROP_FRAME_CLOCK = r"[0-9]{2,9}[:;][0-9]{2}[:;][0-9]{2}[:;][0-9]{2,9}"
_LOOSE_SECONDS = r"([0-9]{1,15})(?:[.,]([0-9]{1,18}))?[ \t]*(?:s|sec|seconds)?"


class Note(NamedTuple):
    """What is wrong with a time expression: a code, its variant, a message, and whether it is read in two ways."""

    code: str
    detail: str
    message: str
    is_ambiguous: bool = False


class Rates(NamedTuple):
    """The parameters of the root element that times depend on."""

    time_base: str = "media"
    frame_rate: int = 30
    multiplier: Fraction = Fraction(1)
    sub_frame_rate: int = 1
    tick_rate: Fraction = Fraction(1)
    drop_mode: str = "nonDrop"

    @property
    def effective_frame_rate(self) -> Fraction:
        """Frames a second."""
        return self.frame_rate * self.multiplier


def read_rates(root: Element) -> Rates:
    """The parameters; a value that makes no sense counts as absent."""
    get = root.values.get
    frame_rate = _positive(get("ttp:frameRate"))
    multiplier = Fraction(1)
    # "n d" in TTML, "n:d" in the drafts of 2006.
    match = re.fullmatch(r"([0-9]{1,9})[ \t:]+([0-9]{1,9})", get("ttp:frameRateMultiplier", ""))
    if match and int(match[1]) and int(match[2]):
        multiplier = Fraction(int(match[1]), int(match[2]))
    sub_frame_rate = _positive(get("ttp:subFrameRate")) or 1
    tick_rate = _positive(get("ttp:tickRate"))
    if tick_rate:
        ticks = Fraction(tick_rate)
    else:
        ticks = frame_rate * multiplier * sub_frame_rate if frame_rate else Fraction(1)
    return Rates(
        get("ttp:timeBase", "media"),
        frame_rate or 30,
        multiplier,
        sub_frame_rate,
        ticks,
        get("ttp:dropMode", "nonDrop"),
    )


def _positive(value: str | None) -> int:
    return int(value) if value and re.fullmatch("[0-9]{1,9}", value) else 0


def round_ms(ms: Ms) -> int:
    """Whole milliseconds, rounded half up."""
    return ms if type(ms) is int else half_up(ms)


def exact(ms: Fraction) -> Ms:
    """The same as an int where it is whole."""
    return ms.numerator if ms.denominator == 1 else ms


class _HourMinuteMs(dict[str, int]):
    """Milliseconds of `HH:MM`, filled as they are met. Raises KeyError for anything else."""

    def __missing__(self, clock: str) -> int:
        if not re.fullmatch("[0-9]{2}:[0-5][0-9]", clock):
            raise KeyError(clock)
        ms = self[clock] = (int(clock[:2]) * 60 + int(clock[3:])) * 60_000
        return ms


# The milliseconds of the three parts of `HH:MM`, `:SS.`, `mmm`: three look-ups are several times faster
# than a match and four calls of int().
hour_minutes: dict[str, int] = _HourMinuteMs()
seconds = {f":{second:02d}.": second * 1000 for second in range(60)}
fractions = {f"{ms:03d}": ms for ms in range(1000)}


class Times:
    """Reads time expressions under the parameters of a document, each different one once.

    With `lyrics`, Apple's short forms (`1:02.345`, `19.764`) are right. How many
    milliseconds a whole number without a unit counts, `find_unit` finds out when the first one is met. `notes` holds what is wrong with an
    expression, for those with which something is. An expression that cannot be read is None.
    """

    __slots__ = ("rates", "notes", "_known", "_lyrics", "_find_unit", "_unit_ms")

    def __init__(
        self, rates: Rates, *, lyrics: bool = False, find_unit: Callable[[], int] = lambda: 1000
    ) -> None:
        self.rates = rates
        self._lyrics = lyrics
        self._find_unit = find_unit
        self._unit_ms = 0
        self.notes: dict[str, tuple[Note, ...]] = {}
        self._known: dict[str, Ms | None] = {}

    def read(self, raw: str) -> Ms | None:
        """The milliseconds of a time expression; None when it is none."""
        if len(raw) == 12:
            try:
                return hour_minutes[raw[:5]] + seconds[raw[5:9]] + fractions[raw[9:]]
            except KeyError:
                pass
        if raw not in self._known:
            notes: list[Note] = []
            self._known[raw] = self._read(raw, notes)
            if notes:
                self.notes[raw] = tuple(notes)
        return self._known[raw]

    def _read(self, raw: str, notes: list[Note]) -> Ms | None:
        match = re.fullmatch(_CLOCK, raw)
        if match:
            return self._clock(raw, match, notes)
        match = re.fullmatch(_OFFSET, raw)
        if match:
            return self._offset(match)
        if raw[:1] == "-" and re.match("[0-9]", raw[1:]):
            return self._negative(raw, notes)
        return self._loose(raw, notes)

    def _negative(self, raw: str, notes: list[Note]) -> Ms | None:
        """A time before the start: TTML has none, and only what it moves can show what it means."""
        ms = self._read(raw[1:], notes)
        message = f"time {quote(raw)} is negative; TTML has no such time, it is taken as it stands"
        notes.append(Note("invalid_timestamp", "sign", message, True))
        return None if ms is None else -ms

    def _clock(self, raw: str, match: re.Match[str], notes: list[Note]) -> Ms:
        hours, minutes, second, fraction, frames, sub_frames = match.groups()
        if int(minutes) > 59 or int(second) > 59:
            what = "minutes" if int(minutes) > 59 else "seconds"
            message = f"time {quote(raw)} has {what} above 59"
            notes.append(Note("invalid_timestamp", "range", message, True))
        whole = (int(hours) * 60 + int(minutes)) * 60 + int(second)
        if frames is None:
            return _with_fraction(whole * 1000, fraction, 1000)
        return self._frames(
            raw, whole, int(minutes), int(second), int(frames), int(sub_frames or 0), notes
        )

    def _frames(
        self,
        raw: str,
        whole: int,
        minutes: int,
        seconds: int,
        frames: int,
        sub_frames: int,
        notes: list[Note],
    ) -> Ms:
        rates = self.rates
        if frames >= rates.frame_rate:
            message = (
                f"time {quote(raw)} counts frame {frames}; the frame rate is {rates.frame_rate}"
            )
            notes.append(Note("ttml_frame_out_of_range", "frames", message, True))
        if sub_frames and sub_frames >= rates.sub_frame_rate:
            message = (
                f"time {quote(raw)} counts sub-frame {sub_frames}; "
                f"the sub-frame rate is {rates.sub_frame_rate}"
            )
            notes.append(Note("ttml_frame_out_of_range", "sub_frames", message, True))
        part = frames + Fraction(sub_frames, rates.sub_frame_rate)
        if rates.time_base != "smpte":
            return exact((whole + part / rates.effective_frame_rate) * 1000)
        if _is_dropped(rates.drop_mode, minutes, seconds, frames):
            message = f"time {quote(raw)} is a frame number that {rates.drop_mode} leaves out"
            notes.append(Note("ttml_dropped_frame", rates.drop_mode, message, True))
        counted = whole * rates.frame_rate + part - _dropped(rates.drop_mode, whole // 60)
        return exact(max(counted, Fraction(0)) / rates.effective_frame_rate * 1000)

    def _offset(self, match: re.Match[str]) -> Ms:
        number, fraction, metric = match.groups()
        if metric == "f":
            return self._counted(number, fraction, self.rates.effective_frame_rate)
        if metric == "t":
            return self._counted(number, fraction, self.rates.tick_rate)
        unit = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}[metric]
        return _with_fraction(int(number) * unit, fraction, unit)

    def _counted(self, number: str, fraction: str | None, rate: Fraction) -> Ms:
        count = Fraction(f"{number}.{fraction or 0}")
        return exact(count / rate * 1000)

    def _loose(self, raw: str, notes: list[Note]) -> Ms | None:
        """A time that only one thing can be meant by, though it is not written as TTML wants it."""
        stripped = raw.strip(" \t\r\n")
        if stripped != raw and stripped:
            inner: list[Note] = []
            ms = self._read(stripped, inner)
            if ms is not None and not inner:
                inner = [
                    Note(
                        "invalid_timestamp", "whitespace", f"time {quote(raw)} has blanks around it"
                    )
                ]
            notes += inner
            return ms
        if raw.startswith("wallclock("):
            message = f"time {quote(raw)} is a time of day, which has no place in a recording"
            notes.append(Note("invalid_timestamp", "wallclock", message))
            return None
        if re.fullmatch(_DROP_FRAME_CLOCK, stripped):
            message = (
                f'time {quote(raw)} has a ";"; TTML writes ":", and ttp:dropMode for drop frame'
            )
            notes.append(Note("invalid_timestamp", "clock", message, True))
            return self._read(stripped.replace(";", ":"), notes)
        match = re.fullmatch(_LOOSE_CLOCK, stripped)
        if match:
            hours, minutes, second, fraction = match.groups()
            if hours and not fraction and len(second) == 3:
                return _three_parts(raw, (int(hours), int(minutes), int(second)), notes)
            meant = f"{int(hours or 0):02}:{minutes:0>2}:{second:0>2}"
            meant += f".{fraction}" if fraction else ""
            message = (
                f'time {quote(raw)} is not written as "hh:mm:ss.mmm", which would be "{meant}"'
            )
            if not self._lyrics:
                notes.append(Note("invalid_timestamp", "clock", message))
            whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(second)
            return _with_fraction(whole * 1000, fraction, 1000)
        match = re.fullmatch(_LOOSE_SECONDS, stripped)
        if match:
            unit_ms = self._unit() if stripped.isdecimal() and not self._lyrics else 1000
            if not self._lyrics:
                message = f"time {quote(raw)} {_fault_of_seconds(stripped, match, unit_ms)}"
                has_no_unit = stripped[-1].isdecimal()
                notes.append(Note("invalid_timestamp", "metric", message, has_no_unit))
            return _with_fraction(int(match[1]) * unit_ms, match[2], unit_ms)
        from caption_qa_action.formats._time_readings import fault_and_reading

        reason, guessed_ms = fault_and_reading(raw)
        notes.append(Note("invalid_timestamp", "unparseable", f"{quote(raw)} is no time{reason}"))
        return guessed_ms

    def _unit(self) -> int:
        self._unit_ms = self._unit_ms or self._find_unit()
        return self._unit_ms


def _fault_of_seconds(written: str, match: re.Match[str], unit_ms: int) -> str:
    if written.isdecimal():
        from caption_qa_action.formats._time_faults import clock_readings

        number = int(written)
        other_ms = 1 if unit_ms == 1000 else 1000
        return f"has no unit{clock_readings(number * unit_ms, number * other_ms)}"
    meant = f'"{match[1]}.{match[2]}s"' if match[2] else f'"{match[1]}s"'
    if written[-1].isdecimal():
        return f"has no unit; taken for seconds, which would be {meant}"
    what = "a comma" if written.endswith("s") and "," in written else "another unit than TTML has"
    return f"has {what}; it would be {meant}"


def _three_parts(raw: str, parts: tuple[int, int, int], notes: list[Note]) -> int:
    """Minutes, seconds and, as three digits show, milliseconds."""
    from caption_qa_action.formats._time_faults import clock_readings

    first, second, third = parts
    ms = (first * 60 + second) * 1000 + third
    readings = clock_readings(ms, ((first * 60 + second) * 60 + third) * 1000)
    message = f'time {quote(raw)} is not written as "hh:mm:ss.mmm"{readings}'
    notes.append(Note("invalid_timestamp", "clock", message, True))
    return ms


def _with_fraction(ms: int, fraction: str | None, unit: int) -> Ms:
    if not fraction:
        return ms
    return exact(ms + Fraction(int(fraction) * unit, 10 ** len(fraction)))


def _is_dropped(mode: str, minutes: int, seconds: int, frames: int) -> bool:
    if seconds:
        return False
    if mode == "dropNTSC":
        return frames < 2 and minutes % 10 != 0
    return mode == "dropPAL" and frames < 4 and minutes % 2 == 0 and minutes % 20 != 0


def _dropped(mode: str, minutes: int) -> int:
    """How many frame numbers were left out by a minute, counted from midnight."""
    hours, minute = divmod(minutes, 60)
    if mode == "dropNTSC":
        return (hours * 54 + minute - minute // 10) * 2
    if mode == "dropPAL":
        return (hours * 27 + minute // 2 - minute // 20) * 4
    return 0
