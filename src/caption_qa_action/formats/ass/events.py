"""The event lines of an ASS script: their fields, their times, and what is odd about both.

To libass what follows the full stop of a time is a number of hundredths, so `.5` is 50 ms and `.500` five seconds
(libass, ass.c, string2timecode, https://github.com/libass/libass). A fraction of other than two digits is hardly meant
so: it is read as a decimal one, as its fix writes it, and both readings are reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from caption_qa_action.core.clock import OTHER_READING, fraction_ms
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote, timecode
from caption_qa_action.formats._time_faults import clock_readings
from caption_qa_action.formats._time_readings import fault_and_reading

EVENT_LINE = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
SSA_EVENT_LINE = EVENT_LINE.replace("Layer", "Marked")
EVENT_FORMAT = EVENT_LINE.lower().split(", ")
SSA_EVENT_FORMAT = ["marked", *EVENT_FORMAT[1:]]
EVENT_FIELDS = frozenset([*EVENT_FORMAT, "marked", "margint", "marginb"])

_EXACT = r"[0-9]{1,2}:[0-5][0-9]:[0-5][0-9]\.[0-9]{2}"
_TIME = r"([ \t]*)(-?)([0-9]{1,9}):([0-9]{1,9}):([0-9]{1,9})\.([0-9]{1,9})"
# Editing programs write frames behind a colon or a semicolon: so many a second or fewer (chosen).
_MOST_FRAMES = 60
# With a comma for the full stop the fraction is a field of its own, and all others move.
_CLOCK = r"[ \t]*[0-9]{1,9}:[0-9]{1,2}:[0-9]{1,2}"


class Time(NamedTuple):
    """A time in a script; `ms` is None when nothing can be read. `doubtful` if it is hardly meant.

    `played_ms` is what players read, where that is another time.
    """

    ms: int | None
    doubtful: bool
    problem: Problem | None = None
    played_ms: int | None = None


class Fields(NamedTuple):
    """The values of an event line by place; `spans` are where they stand. The last is the text.

    `missing` is how many fields of the format have no value.
    """

    spans: list[Span]
    missing: int = 0


def split_fields(text: str, start: int, end: int, fields: Sequence[str]) -> Fields:
    """The values of an event line that stand in `text[start:end]`; the text takes all commas."""
    spans: list[Span] = []
    while len(spans) < len(fields) - 1:
        comma = text.find(",", start, end)
        if comma < 0:
            break
        if fields[len(spans)] in ("start", "end") and _has_comma(text, start, comma, end):
            comma = text.find(",", comma + 1, end)
            if comma < 0:
                break
        spans.append(Span(start, comma))
        start = comma + 1
    spans.append(Span(start, end))
    return Fields(spans, len(fields) - len(spans))


def _has_comma(text: str, start: int, comma: int, end: int) -> bool:
    if not re.fullmatch(_CLOCK, text[start:comma]):
        return False
    return bool(re.compile("[0-9]{1,3}[ \t]*,").match(text, comma + 1, end))


def read_time(text: str, span: Span, number: int, name: str) -> Time:
    """The time at a place of an event line, the start or the end by its `name`, and what is odd about it."""
    raw = text[span.start : span.end].strip(" \t")
    at = text.find(raw, span.start) if raw else span.start
    span = Span(at, at + len(raw))
    if re.fullmatch(_EXACT, raw):
        return Time(_ms(*re.split("[:.]", raw)), False)
    match = re.match(_TIME, raw)
    if not raw:
        message = f"cue {number} has no {name}; it wants H:MM:SS.cc"
        return Time(None, True, Problem("invalid_timestamp", span, message, "missing"))
    if match is None:
        return _unreadable(raw, span, number)
    _, sign, hours, minutes, seconds, fraction = match.groups()
    ms = _ms(hours, minutes, seconds, fraction)
    if sign:
        edit = Edit(span, "0:00:00.00")
        message = f"cue {number} has a time before the start of the video: {quote(raw)}"
        fix = Fix("set the time to zero", (edit,))
        return Time(-ms, True, Problem("negative_timestamp", span, message, "sign", fix, True))
    rest = raw[match.end() :]
    if rest:
        meant = _decimal_ms(hours, minutes, seconds, fraction)
        fix = Fix("write the time alone", (Edit(span, clock(meant)),))
        message = f"{quote(rest)} stands behind the time in {quote(raw)}, so players drop the cue"
        return Time(meant, True, Problem("invalid_timestamp", span, message, "unparseable", fix))
    if len(fraction) != 2:
        meant = _decimal_ms(hours, minutes, seconds, fraction)
        fix = Fix("write two digits", (Edit(span, clock(meant)),))
        message = (
            f"{quote(raw)} has a fraction of {plural(len(fraction), 'digit')}; taken for {timecode(meant)}, "
            f"which players read as hundredths, {timecode(ms)}"
        )
        return Time(meant, True, Problem("ass_time_precision", span, message, "", fix), ms)
    if int(minutes) > 59 or int(seconds) > 59:
        message = f"{quote(raw)} has minutes or seconds above 59; players read it as {timecode(ms)}"
        return Time(ms, False, Problem("invalid_timestamp", span, message, "carried"))
    exact = clock(ms)
    if exact == raw:  # hours of more than one digit, which players read
        return Time(ms, False)
    fix = Fix("write the exact form", (Edit(span, exact),), safe=True)
    message = f"{quote(raw)} is not written as H:MM:SS.cc"
    return Time(ms, False, Problem("invalid_timestamp", span, message, "field_width", fix))


def dropped(problem: Problem) -> Problem:
    """A problem of a time, where players read a start that is not before the end."""
    if problem.code != "ass_time_precision":
        return problem
    return problem._replace(message=f"{problem.message}, and drop the cue", detail="dropped")


def _unreadable(raw: str, span: Span, number: int) -> Time:
    whole = re.fullmatch(r"([0-9]{1,2}):([0-5]?[0-9]):([0-5]?[0-9])", raw)
    if whole:
        ms = _decimal_ms(whole[1], whole[2], whole[3], "0")
        fix = Fix("write the hundredths", (Edit(span, clock(ms)),))
        message = f"{quote(raw)} has no hundredths, so players drop the time"
        return Time(ms, True, Problem("invalid_timestamp", span, message, "unparseable", fix))
    comma = re.fullmatch(r"([0-9]{1,2}):([0-5]?[0-9]):([0-5]?[0-9])([,:;])([0-9]{1,3})", raw)
    if comma:
        hours, minutes, seconds, separator, fraction = comma.groups()
        ms = _decimal_ms(hours, minutes, seconds, fraction)
        fix = Fix("write a full stop", (Edit(span, clock(ms)),))
        message = f"{quote(raw)} has no full stop before the hundredths, so players drop the time"
        is_ambiguous = True
        if len(fraction) != 2:
            message += clock_readings(ms, _ms(hours, minutes, seconds, fraction))
        elif separator != "," and int(fraction) < _MOST_FRAMES:
            message += f"; taken for {timecode(ms)}, {OTHER_READING} {int(fraction)} frames"
        else:
            is_ambiguous = False
        problem = Problem("invalid_timestamp", span, message, "unparseable", fix, is_ambiguous)
        return Time(ms, False, problem)
    reason, guessed_ms = fault_and_reading(raw)
    message = f"{quote(raw)} of cue {number} is no time of the form H:MM:SS.cc{reason}"
    return Time(guessed_ms, True, Problem("invalid_timestamp", span, message, "unparseable"))


def _ms(hours: str, minutes: str, seconds: str, hundredths: str) -> int:
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(hundredths) * 10


def _decimal_ms(hours: str, minutes: str, seconds: str, fraction: str) -> int:
    return _ms(hours, minutes, seconds, "0") + fraction_ms(fraction)


def clock(ms: int) -> str:
    """Milliseconds as `H:MM:SS.cc`, rounded half up once, so that equal times stay equal."""
    hundredths = (max(ms, 0) + 5) // 10
    seconds, hundredths = divmod(hundredths, 100)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}.{hundredths:02d}"


class _HourMinuteMs(dict[str, int]):
    """Milliseconds of `H:MM`, filled as they are met."""

    def __missing__(self, clock: str) -> int:
        hours, _, minutes = clock.partition(":")
        ms = self[clock] = (int(hours) * 60 + int(minutes)) * 60_000
        return ms


class _SecondMs(dict[str, int]):
    """Milliseconds of `SS.cc`."""

    def __missing__(self, seconds: str) -> int:
        ms = self[seconds] = int(seconds[:2]) * 1000 + int(seconds[3:]) * 10
        return ms


HOUR_MINUTE_MS, SECOND_MS = _HourMinuteMs(), _SecondMs()
