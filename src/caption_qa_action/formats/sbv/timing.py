"""The timing lines of SBV and SubViewer 2: two times with a comma between them.

SBV writes `H:MM:SS.mmm,H:MM:SS.mmm`, SubViewer 2 `HH:MM:SS.cc,HH:MM:SS.cc`. Neither has a standard.
"""

from __future__ import annotations

import re

from caption_qa_action.core.clock import fraction_ms, fraction_readings
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import REVEALS, TRAILING_TEXT, Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats._arrows import LINE_OF_TIMES, is_line_of_times
from caption_qa_action.formats._time_faults import clock_readings, joined_reasons, kind_above_59
from caption_qa_action.formats._time_readings import fault_and_reading

_EXACT_TIME = r"([0-9]{1,9}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
EXACT = f"{_EXACT_TIME},{_EXACT_TIME}"
_CENTISECONDS = r"[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]\.[0-9]{2}"
SUBVIEWER = f"{_CENTISECONDS},{_CENTISECONDS}"
_TIME = (
    r"(?P<sign>-)?(?:(?P<h>[0-9]{1,9}):(?P<m>[0-9]{1,9}):(?P<s>[0-9]{1,9})"
    r"(?:(?P<point>[.,:])(?P<f>[0-9]{0,18})|(?P<blank> )(?P<f3>[0-9]{3}))?"
    r"|(?P<m2>[0-9]{1,9}):(?P<s2>[0-9]{1,9})(?P<point2>\.)(?P<f2>[0-9]{1,18}))"
)
# Two times that are certain, and text behind them.
_WITH_TEXT = (
    r"[ \t]*(?P<start>[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]\.[0-9]{2,3})[ \t]*,[ \t]*"
    r"(?P<end>[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]\.[0-9]{2,3})(?P<text>[ \t]*[^ \t0-9.,:;].*|[ \t]+[^ \t].*)"
)
_SEPARATOR = r"[ \t]*(?:,|;|-->)[ \t]*"
_ONE_TIME = r"[0-9]{1,9}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,9})?"
_LONGEST = 80
# From worst to mildest: the first that applies is the problem's `detail`.
_REASONS = (
    "sign",
    "range",
    "above_59",
    "fraction_digits",
    "blank",
    "no_comma",
    "missing_hours",
    "separator",
    "field_width",
    "whitespace",
)


class Timing(NamedTuple):
    """A timing line that was read; a time that could not be read is None, `text` follows the times.

    `is_guess` where a time could not be read.
    """

    start_ms: int | None
    end_ms: int | None
    problem: Problem | None = None
    text: str = ""
    is_guess: bool = False


def looks_like_timing(line: str) -> bool:
    """Whether a line may be meant as a timing line: two times, or one and something in its place.

    What stands in its place has to look like a time, unless the other time is exact.
    """
    if re.fullmatch(_WITH_TEXT, line):
        return True
    if len(line) > _LONGEST or line.count(":") < 2:
        return False
    if re.fullmatch(EXACT, line) or _match(line):
        return True
    parts = re.fullmatch(r"[ \t]*([^ \t,]{0,24})[ \t]*,[ \t]*([^ \t,]{0,24})[ \t]*", line)
    if not parts:
        return False
    both = parts.groups()
    if any(re.fullmatch(_EXACT_TIME, part) for part in both):
        return True
    return any(re.fullmatch(_ONE_TIME, part) for part in both) and all(
        part.count(":") >= 1 or "." in part for part in both
    )


def _match(line: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The two times of a line that holds nothing else."""
    stripped = line.strip(" \t")
    offset = line.find(stripped)
    for separator in re.finditer(_SEPARATOR, stripped):
        # A comma may also stand before milliseconds, so each is tried; there are at most four.
        first = re.fullmatch(_TIME, stripped[: separator.start()])
        if first:
            pattern = re.compile(_TIME)
            left = pattern.fullmatch(line, offset, offset + separator.start())
            right = pattern.fullmatch(line, offset + separator.end(), offset + len(stripped))
            if left and right:
                return left, right
    if is_line_of_times(line) and (times := re.fullmatch(LINE_OF_TIMES, line)):
        left, right = (re.compile(_TIME).fullmatch(line, *times.span(at)) for at in (1, 2))
        return (left, right) if left and right else None
    return None


def is_unlike(line: str) -> bool:
    """Whether a line of nothing but times has something else than a comma between them."""
    if not is_line_of_times(line):
        return False
    both = _match(line)
    return both is None or line[both[0].end() : both[1].start()].strip(" \t") != ","


def read_timing(line: str, offset: int, newline: str) -> Timing:
    """Read a timing line that begins at `offset`, leniently.

    Text that stands on it begins a line of the cue, after `newline`.
    """
    exact = re.fullmatch(EXACT, line)
    if exact:
        fields = [int(field) for field in exact.groups()]
        return Timing(_ms(*fields[:4]), _ms(*fields[4:]))
    both = _match(line)
    if both is None:
        followed = re.fullmatch(_WITH_TEXT, line)
        return _read_with_text(followed, offset, newline) if followed else _salvage(line, offset)
    first, second = (_value(match) for match in both)
    if re.fullmatch(SUBVIEWER, line):
        return Timing(first, second)
    reasons = joined_reasons(_deviations(both[0]), _deviations(both[1]))
    between = line[both[0].end() : both[1].start()]
    if not re.fullmatch(_SEPARATOR, between):
        reasons["no_comma"] = f"there is no comma between the times, but {quote(between)}"
    elif between.strip(" \t") != ",":
        reasons.setdefault("separator", f"{quote(between)} stands between the times")
    elif between != "," or line != line.strip(" \t"):
        reasons.setdefault("whitespace", "there are blanks around the times")
    fix = None
    if not {"range", "sign"} & set(reasons):
        edit = Edit(Span(offset, offset + len(line)), f"{exact_time(first)},{exact_time(second)}")
        safe = reasons.keys().isdisjoint(("above_59", "blank", "fraction_digits", "no_comma"))
        fix = Fix("write the times as H:MM:SS.mmm,H:MM:SS.mmm", (edit,), safe)
    if not reasons:
        return Timing(first, second)
    detail = next(reason for reason in _REASONS if reason in reasons)
    message = "; ".join(reasons.values())
    span = Span(offset, offset + len(line))
    is_ambiguous = any(map(_is_ambiguous, both))
    problem = Problem("invalid_timestamp", span, message, detail, fix, is_ambiguous)
    return Timing(first, second, problem)


def _read_with_text(match: re.Match[str], offset: int, newline: str) -> Timing:
    times = [re.fullmatch(_TIME, match[name]) for name in ("start", "end")]
    first, second = (_value(time) if time else 0 for time in times)
    shown = match["text"].strip(" \t")
    start = offset + match.start("text")
    message = f"{quote(shown)} follows the times, where no player shows it"
    edit = Edit(Span(start, offset + match.end("text")), newline + shown)
    fix = Fix("write it as text of the cue", (edit,), words=REVEALS)
    place = Span(start + match["text"].find(shown), offset + match.end("text"))
    problem = Problem("invalid_timestamp", place, message, TRAILING_TEXT, fix)
    return Timing(first, second, problem, shown)


def time_spans(line: str, offset: int) -> tuple[Span, Span]:
    """Where the two times stand in a timing line that begins at `offset`."""
    both = _match(line)
    if both:
        (first, second), (third, fourth) = both[0].span(), both[1].span()
    elif followed := re.fullmatch(_WITH_TEXT, line):
        (first, second), (third, fourth) = followed.span("start"), followed.span("end")
    else:
        comma = line.find(",")
        comma = len(line) if comma < 0 else comma
        first, second, third, fourth = 0, comma, min(comma + 1, len(line)), len(line)
    return Span(offset + first, offset + second), Span(offset + third, offset + fourth)


def exact_time(ms: int) -> str:
    """Milliseconds as SBV writes them."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}.{ms:03d}"


def _ms(hours: int, minutes: int, seconds: int, ms: int) -> int:
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _has_three_parts(match: re.Match[str]) -> bool:
    """Whether the last of three parts has three digits, and so is milliseconds, it seems."""
    return (
        match["h"] is not None
        and match["f"] is None
        and not match["blank"]
        and len(match["s"]) == 3
    )


def _value(match: re.Match[str]) -> int:
    if _has_three_parts(match):
        ms = _ms(0, int(match["h"]), int(match["m"]), int(match["s"]))
        return -ms if match["sign"] else ms
    minutes, seconds = match["m"] or match["m2"], match["s"] or match["s2"]
    fraction = match["f"] or match["f2"] or match["f3"] or "0"
    ms = _ms(int(match["h"] or 0), int(minutes), int(seconds), fraction_ms(fraction))
    return -ms if match["sign"] else ms


def _is_ambiguous(match: re.Match[str]) -> bool:
    """Whether readers read a time in two ways."""
    minutes, seconds = match["m"] or match["m2"], match["s"] or match["s2"]
    fraction = match["f"] or match["f2"] or match["f3"] or ""
    return (
        bool(match["sign"])
        or _has_three_parts(match)
        or int(minutes) > 59
        or int(seconds) > 59
        or (len(fraction) != 3 and bool(fraction_readings(fraction)))
    )


def _deviations(match: re.Match[str]) -> dict[str, str]:
    """How a time differs from `H:MM:SS.mmm`, by reason."""
    shown = quote(match[0])
    minutes, seconds = match["m"] or match["m2"], match["s"] or match["s2"]
    fraction = match["f"] or match["f2"] or match["f3"] or ""
    reasons: dict[str, str] = {}
    if match["sign"]:
        reasons["sign"] = f"{shown} is before the start of the video"
    if _has_three_parts(match):
        other_ms = _ms(int(match["h"]), int(minutes), int(seconds), 0)
        readings = clock_readings(abs(_value(match)), other_ms)
        reason = f"{shown} has three parts, the last of them with 3 digits{readings}"
        return {**reasons, "fraction_digits": reason}
    if int(minutes) > 59 or int(seconds) > 59:
        reasons[kind_above_59(minutes, seconds)] = f"minutes or seconds above 59 in {shown}"
    if len(fraction) != 3:
        digits = plural(len(fraction), "digit")
        reasons["fraction_digits"] = f"{shown} has {digits} of milliseconds instead of 3"
        reasons["fraction_digits"] += fraction_readings(fraction)
    if match["h"] is None:
        reasons["missing_hours"] = f"the hours are missing in {shown}"
    if (match["h"] and len(minutes) != 2) or len(seconds) != 2:
        reasons["field_width"] = f"a field of {shown} has not two digits"
    if match["blank"]:
        reasons["blank"] = (
            f"a blank stands before the milliseconds of {shown}; SBV wants a full stop"
        )
    if match["point"] in (",", ":"):
        reasons["separator"] = (
            f"{quote(match['point'])} stands before the milliseconds of {shown}; SBV wants a full stop"
        )
    return reasons


def _salvage(line: str, offset: int) -> Timing:
    """Read the one time of a line whose other time is no time."""
    before, _, after = line.partition(",")
    times: list[int | None] = []
    bad: list[str] = []
    for part in (before.strip(" \t"), after.strip(" \t")):
        if match := re.fullmatch(_TIME, part):
            times.append(_value(match))
            continue
        reason, ms = fault_and_reading(part)
        times.append(ms)
        bad.append(
            f"{quote(part)} cannot be read as a time{reason}" if part else "a time is missing"
        )
    message = f"{'; '.join(bad)}; SBV wants H:MM:SS.mmm,H:MM:SS.mmm"
    problem = Problem("invalid_timestamp", Span(offset, offset + len(line)), message, "unparseable")
    return Timing(times[0], times[1], problem, is_guess=True)
