"""WebVTT timing lines: read as a browser reads them, and leniently where it gives up.

Source: WebVTT, 4.1 cue timings (what may be written) and 6.3 WebVTT cue timings and settings parsing
(what is read), https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re

from caption_qa_action.core.clock import fraction_ms, fraction_readings, known_times
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import TRAILING_TEXT, Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote, timecode
from caption_qa_action.formats._arrows import BETWEEN_TIMES, ODD_ARROW, is_line_of_times

_TIMESTAMP = r"(?:([0-9]+):)?([0-9]{2}):([0-9]{2})\.([0-9]{3})(?![0-9])"
_BROWSER = rf"[ \t\f]*({_TIMESTAMP})([ \t\f]*-->[ \t\f]*)({_TIMESTAMP})"
# What authors and converters write instead; the digits of every script, since some write their own.
# A fraction may be long: JavaScript shows 1.1 seconds as `1.1000000000000001`.
_TIME = (
    r"[-+\u2212]?\d{1,9}(?: ?[:.,;\uff1a\uff0c\uff0e] ?\d{1,9}){0,2}"
    r"(?: ?[:.,;\uff1a\uff0c\uff0e] ?\d{1,9}| ?[.,\uff0c\uff0e] ?\d{10,18}"
    r"|(?<=:\d\d) \d{3}(?=[ \t\f]*(?:\Z|-->|[a-z]+:)))(?!\d)"
)
_ARROW = r"[-\u2013\u2014=](?:[ \t]?[-\u2013\u2014=]){0,4}[ \t]?>{1,3}|\u2192"
_SETTING = "(?:align|line|position|region|size|vertical):"
_END = rf"({_TIME})(?=[ \t\f]|\Z|{_SETTING})"
_LENIENT = rf"[ \t\f]*({_TIME})([ \t\f]*(?:{_ARROW}|{ODD_ARROW})[ \t\f]*){_END}"
_NO_ARROW = rf"[ \t\f]*({_TIME})({BETWEEN_TIMES}){_END}"
# No media lasts so long; beyond it hours are not distinguished, so that numbers stay bounded.
_MOST_HOURS = 999_999_999

_DROPPED = "; browsers drop the cue"


class Timing(NamedTuple):
    """The two times of a timing line; offsets count from the start of the text.

    `guessed`: whether one of them could not be read, `kept`: whether a browser shows the cue.
    `settings_start` is where the times end.
    """

    start_ms: int
    end_ms: int
    settings_start: int
    kept: bool
    guessed: bool
    problems: tuple[Problem, ...]


def timestamp_ms(raw: str) -> int | None:
    """The milliseconds of a timestamp by the rules of a browser; None when it is not one."""
    match = re.fullmatch(_TIMESTAMP, raw)
    return _ms(match.groups()) if match else None


def _ms(parts: tuple[str | None, ...]) -> int | None:
    hours, minutes, seconds, ms = parts
    if minutes is None or seconds is None or ms is None or minutes > "59" or seconds > "59":
        return None
    return (_hours(hours) * 60 + int(minutes)) * 60_000 + int(seconds) * 1000 + int(ms)


def _hours(digits: str | None) -> int:
    significant = digits.lstrip("0") if digits else ""
    return int(significant or "0") if len(significant) <= 9 else _MOST_HOURS


def browser_times(line: str) -> tuple[int, int] | None:
    """The start and end in milliseconds as a browser reads a line; None when it drops the cue."""
    match = re.match(_BROWSER, line)
    if not match:
        return None
    groups = match.groups()
    start_ms, end_ms = _ms(groups[1:5]), _ms(groups[7:11])
    return None if start_ms is None or end_ms is None else (start_ms, end_ms)


def read_timing(text: str, start: int, end: int, default_ms: int = 0) -> Timing | None:
    """The timing line `text[start:end]`, with whatever is wrong about its times.

    A start that cannot be read is taken to be `default_ms`, or the end where that is before it; an end
    that cannot be read comes two seconds after the start.
    None when nothing in it can be taken for the times of a cue.
    """
    line = text[start:end]
    match = re.match(_BROWSER, line)
    if match:
        groups = match.groups()
        start_ms, end_ms = _ms(groups[1:5]), _ms(groups[7:11])
        if start_ms is not None and end_ms is not None:
            problems = tuple(_syntax(line, start, match))
            return Timing(start_ms, end_ms, start + match.end(), True, False, problems)
    return _read_leniently(line, start, default_ms)


def time_spans(timing: str, offset: int) -> tuple[Span, Span]:
    """Where the two times stand in a timing line that begins at `offset`."""
    exact = re.match(_BROWSER, timing)
    match = None if exact else _match_leniently(timing)
    if exact:
        first, second = exact.span(1), exact.span(7)
    elif match:
        first, second = match.span(1), match.span(3)
    else:
        arrow = re.search(_ARROW, timing)
        if not arrow:
            return Span(offset, offset), Span(offset, offset)
        words = re.match(r"[ \t\f]*([^ \t\f]*)", timing[arrow.end() :])
        right = words.span(1) if words else (0, 0)
        left = timing[: arrow.start()]
        stripped = left.strip(" \t\f")
        first = (left.find(stripped), left.find(stripped) + len(stripped))
        second = (arrow.end() + right[0], arrow.end() + right[1])
    return (
        Span(offset + first[0], offset + first[1]),
        Span(offset + second[0], offset + second[1]),
    )


def _problem(
    span: Span, message: str, detail: str, fix: Fix | None = None, *, is_ambiguous: bool = False
) -> Problem:
    """An `invalid_timestamp`; browsers forgive `whitespace`, `short_hours` and `trailing_garbage`."""
    return Problem("invalid_timestamp", span, message, detail, fix, is_ambiguous)


def _replace(span: Span, replacement: str, title: str, *, safe: bool = True) -> Fix:
    return Fix(title, (Edit(span, replacement),), safe)


def _syntax(line: str, start: int, match: re.Match[str]) -> list[Problem]:
    """What a browser forgives and the syntax of section 4.1 does not."""
    problems = []
    if match.start(1):
        span = Span(start, start + match.start(1))
        fix = _replace(span, "", "remove the blanks before the start time")
        problems.append(_problem(span, "blanks before the start time", "whitespace", fix))
    problems += _short_hours(line, start, match, 1)
    if not re.fullmatch(r"[ \t]+-->[ \t]+", match[6]):
        span = Span(start + match.start(6), start + match.end(6))
        fix = _replace(span, " --> ", "put spaces around the arrow")
        message = "the arrow has no space or tab on each side"
        problems.append(_problem(span, message, "whitespace", fix))
    problems += _short_hours(line, start, match, 7)
    problems += _glued(line, start, match.end())
    return problems


def _short_hours(line: str, start: int, match: re.Match[str], group: int) -> list[Problem]:
    hours = match[group + 1]
    if hours is None or len(hours) > 1:
        return []
    span = Span(start + match.start(group), start + match.end(group))
    message = f"the hours of {quote(match[group])} have 1 digit; at least 2 are required"
    fix = _replace(span, "0" + match[group], "write the hours with two digits")
    return [_problem(span, message, "short_hours", fix)]


def _glued(line: str, start: int, end: int) -> list[Problem]:
    """What follows the end time without a space."""
    garbage = re.match(r"[^ \t\f]+", line[end:])
    if not garbage:
        return []
    span = Span(start + end, start + end + garbage.end())
    detail = "trailing_garbage"
    if re.match(_SETTING, garbage[0]):
        fix = _replace(Span(span.start, span.start), " ", "put a space before the settings")
    elif re.search(r"[^\W_]", garbage[0]):  # words: text after the times, as behind a space
        fix = _replace(Span(span.start, span.start), " ", "put a space after the end time")
        detail = TRAILING_TEXT
    else:
        fix = _replace(span, "", "remove what follows the end time")
    message = f"{quote(garbage[0])} follows the end time without a space"
    return [_problem(span, message, detail, fix)]


class _Time(NamedTuple):
    """One time as it was understood; `detail` is `""` when it is written as it should be."""

    ms: int
    detail: str
    complaint: str
    safe: bool
    is_ambiguous: bool = False


def _match_leniently(line: str) -> re.Match[str] | None:
    return re.match(_LENIENT, line) or (
        re.match(_NO_ARROW, line) if is_line_of_times(line) else None
    )


def _read_leniently(line: str, start: int, default_ms: int) -> Timing | None:
    match = _match_leniently(line)
    if not match:
        return _guess(line, start, default_ms)
    first, second = _understand(match[1]), _understand(match[3])
    problems: list[Problem] = []
    if match.start(1):
        span = Span(start, start + match.start(1))
        fix = _replace(span, "", "remove the blanks before the start time")
        problems.append(_problem(span, "blanks before the start time", "whitespace", fix))
    problems += _complain(match[1], start + match.start(1), first)
    if match[2].strip(" \t\f") != "-->":
        span = Span(start + match.start(2), start + match.end(2))
        written = match[2].strip(" \t\f")
        is_arrow = re.fullmatch(f"{_ARROW}|{ODD_ARROW}", written) is not None
        message = f'the arrow is written {quote(written)}, not "-->"'
        if not is_arrow:
            message = f"there is no arrow between the times, but {quote(match[2])}"
        fix = _replace(span, " --> ", "write the arrow as -->", safe=is_arrow)
        problems.append(_problem(span, message + _DROPPED, "arrow", fix))
    elif not re.fullmatch(r"[ \t]+-->[ \t]+", match[2]):
        span = Span(start + match.start(2), start + match.end(2))
        fix = _replace(span, " --> ", "put spaces around the arrow")
        message = "the arrow has no space or tab on each side"
        problems.append(_problem(span, message, "whitespace", fix))
    problems += _complain(match[3], start + match.start(3), second)
    problems += _glued(line, start, match.end())
    return Timing(first.ms, second.ms, start + match.end(), False, False, tuple(problems))


def _complain(raw: str, start: int, time: _Time) -> list[Problem]:
    if not time.detail:
        return []
    span = Span(start, start + len(raw))
    message = f"timestamp {quote(raw)} {time.complaint}{_DROPPED}"
    if raw[0] in "-\u2212":
        fix = _replace(span, timecode(0), "set the time to zero", safe=False)
        return [Problem("negative_timestamp", span, message, "sign", fix, True)]
    clock = timecode(time.ms)
    fix = _replace(span, clock, f"write it as {clock}", safe=time.safe)
    return [_problem(span, message, time.detail, fix, is_ambiguous=time.is_ambiguous)]


def _understand(raw: str) -> _Time:
    """What a time that is not exact most likely means, and what is wrong about it."""
    if raw[-4:-3] == "," and raw.isascii():
        # The comma of SRT is by far the most frequent slip.
        ms = timestamp_ms(f"{raw[:-4]}.{raw[-3:]}")
        if ms is not None:
            return _Time(ms, "separator", 'is separated by ",", not "."', True)
    if re.fullmatch(_TIMESTAMP, raw, re.ASCII) and timestamp_ms(raw) is not None:
        if re.match("[0-9]:", raw):
            complaint = "has hours of 1 digit; at least 2 are required"
            return _Time(timestamp_ms(raw) or 0, "short_hours", complaint, True)
        return _Time(timestamp_ms(raw) or 0, "", "", True)
    blank = re.search(r"(?<=\d) (?=\d{3}\Z)", raw)
    if blank:
        time = _understand(f"{raw[: blank.start()]}.{raw[blank.end() :]}")
        complaint = "has a blank before its milliseconds"
        return (
            time
            if time.detail in ("range", "sign")
            else _Time(time.ms, "separator", complaint, False)
        )
    fields = re.findall(r"\d+", raw)
    separators = re.findall(r"[:.,;\uff1a\uff0c\uff0e]", raw)
    numbers = [int(field) for field in fields]  # bounded by the pattern; int() reads every script
    has_three_parts = len(fields) == 3 and separators[-1] in ":\uff1a" and len(fields[-1]) == 3
    fraction, has_fraction = "", separators[-1] not in ":\uff1a" or len(fields) == 4
    has_fraction = has_fraction or has_three_parts
    if has_fraction:
        fraction = fields.pop()
        numbers.pop()
    digits = "".join(str(int(digit)) for digit in fraction)
    ms = fraction_ms(digits or "0")
    for unit, number in zip((1000, 60_000, 3_600_000), reversed(numbers), strict=False):
        ms += unit * number
    negative = raw[0] in "-\u2212"
    detail, complaint, safe = _reason(raw, fields, numbers, separators, digits, has_fraction)
    if has_three_parts and detail == "separator":
        from caption_qa_action.formats._time_faults import clock_readings

        other_ms = ((numbers[0] * 60 + numbers[1]) * 60 + int(digits)) * 1000
        complaint += clock_readings(ms, other_ms)
        safe = False
    is_ambiguous = (
        detail == "range"
        or (has_three_parts and detail == "separator")
        or (detail == "fraction_digits" and bool(fraction_readings(digits)))
    )
    return _Time(-ms if negative else ms, detail, complaint, safe, is_ambiguous)


def _reason(
    raw: str,
    fields: list[str],
    numbers: list[int],
    separators: list[str],
    digits: str,
    has_fraction: bool,
) -> tuple[str, str, bool]:
    """The worst deviation of a time: its name, what to report, and whether only one reading exists."""
    if raw[0] in "-\u2212":
        return "sign", "is negative", False
    if raw[0] == "+":
        return "sign", "has a plus sign", True
    if len(numbers) > 1 and (max(numbers[-2:]) > 59 or (len(numbers) == 2 and numbers[0] > 59)):
        return "range", "has more than 59 minutes or seconds", False
    if len(numbers) < 2:
        return "field_width", "has no minutes", False
    if not has_fraction or len(digits) != 3:
        count = plural(len(digits), "digit")
        complaint = f"has {count} of milliseconds; 3 are required{fraction_readings(digits)}"
        return "fraction_digits", complaint, not digits
    if re.search(r"\d", re.sub("[0-9]", "", raw)):
        return "non_ascii_digits", "has digits that are not 0 to 9", True
    if any(len(field) != 2 for field in fields[-2:]):
        return "field_width", "needs 2 digits in minutes and seconds", True
    wanted = [":"] * (len(separators) - 1) + ["."]
    for mark, right in zip(separators, wanted, strict=True):
        if mark != right:
            return "separator", f"is separated by {quote(mark)}, not {quote(right)}", True
    return "separator", "has blanks in it", True


def _guess(line: str, start: int, default_ms: int) -> Timing | None:
    """A line with an arrow and something like a time beside it: one time is read, one guessed."""
    if "-->" not in line or not re.search(r"\d ?[:.,]", line):
        return None
    left, _, right = line.partition("-->")
    first = re.fullmatch(rf"[ \t\f]*({_TIME})[ \t\f]*", left)
    behind = None if first else re.search(rf"(?<![\w:.,+-])({_TIME})[ \t\f]*\Z", left)
    second = re.match(rf"[ \t\f]*{_END}", right)
    if not first and not second:
        clock = re.compile(r"[ \t\f]*[^ \t\f]{0,3}\d[^ \t\f]{0,3}[:.,][^ \t\f]{0,20}(?:[ \t\f]|\Z)")
        if not (clock.match(left) and clock.match(right)):
            return None
    spans = time_spans(line, start)
    from caption_qa_action.formats._time_readings import fault_and_reading

    written = [line[span.start - start : span.end - start] for span in spans]
    (start_fault, start_ms), (end_fault, end_ms) = (
        ("", None) if time else fault_and_reading(raw)
        for time, raw in zip((first, second), written, strict=True)
    )
    if readable := first or behind:
        start_ms = _understand(readable[1]).ms
    if second:
        end_ms = _understand(second[1]).ms
    problems = []
    sides = (
        ("start", first, spans[0], written[0], start_fault),
        ("end", second, spans[1], written[1], end_fault),
    )
    for name, time, span, raw, reason in sides:
        if not time:
            what = (
                f"cannot read the {name} time {quote(raw)}{reason}"
                if raw
                else f"the {name} time is missing"
            )
            if name == "start" and behind:
                before = left[: behind.start()].strip(" \t\f")
                what = f"{quote(before)} stands before the start time"
            message = f"{what}{_DROPPED}"
            problems.append(_problem(span, message, "unparseable"))
    if not problems:
        message = f"cannot read the timing line {quote(line)}{_DROPPED}"
        problems.append(_problem(Span(start, start + len(line)), message, "unparseable"))
    return Timing(
        *known_times(start_ms, end_ms, default_ms),
        start + len(line),
        False,
        True,
        tuple(problems),
    )
