"""SRT timing lines as the wild writes them: read whatever can be read, and name each deviation.

The exact form is `HH:MM:SS,mmm --> HH:MM:SS,mmm`. SRT has no standard; which variants occur is known
from players and converters that accept them (SubtitleEdit's SubRip reader, cdown/srt, pysrt).
"""

from __future__ import annotations

import re

from caption_qa_action.core.clock import fraction_ms, fraction_readings
from caption_qa_action.core.cue_settings import SETTING_VALUE, part_settings
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.source import REVEALS, TRAILING_TEXT, Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats._arrows import FULL_TIME, ODD_ARROW
from caption_qa_action.formats.srt.traits import TRAITS

_DASH = "[-\u2010-\u2015\u2212]"
# "->", "—>", "- >", "-->>", "--->", "- - >", "=>", and the arrow character itself.
ARROW = rf"{_DASH}(?:[ \t]?{_DASH}){{0,3}}[ \t]?>{{1,2}}|={{1,2}}>|\u2192"
_COLON = "[:;\uff1a]"
# A colon stands before the milliseconds only where there are some.
_POINT = r"(?:[,.'\u00b4\u060c\u066b\uff0c\uff0e]|[:;\uff1a\uff1b](?= ?[0-9]|[ \t]|\Z))"
# A blank does only where nothing but the arrow, or the end of the line, follows the milliseconds.
_BLANK = rf"[ ](?=[0-9]{{3}}[ \t]*(?:\Z|{ARROW}))"
TIME = (
    rf"(?P<sign>[-\u2212])?(?:(?P<h>[0-9]{{1,9}}) ?{_COLON} ?)?(?P<m>[0-9]{{1,9}}) ?{_COLON} ?"
    rf"(?P<s>[0-9]{{1,9}})(?: ?(?P<point>{_POINT}|{_BLANK}) ?(?P<f>[0-9]{{0,18}}))?(?![0-9])"
    rf"(?(point)|(?! ?{_COLON}))"
)
_TIME_AND_ARROW = rf"[ \t]*\[?(?P<start>{TIME})(?P<gap>[ \t]*(?:{ARROW}|{ODD_ARROW})[ \t]*)"
# Two whole times with what other formats and typists put between them.
_NO_ARROW = (
    r"[ \t]*(?:[,;|/~=.\u2010-\u2015\u2026\u2212-]{1,3}|>{1,3})[ \t]*"
    r"|[ \t]+(?:[^\W0-9_]{1,6}[ \t]+)?"
)
WITHOUT_ARROW = rf"[ \t]*{FULL_TIME}(?:{_NO_ARROW}){FULL_TIME}(?![0-9:.,])"
_TIME_AND_NO_ARROW = rf"[ \t]*(?P<start>{TIME})(?P<gap>{_NO_ARROW})"
_WHOLE_TIME = rf"(?<![^ \t>]){TIME}(?![^ \t])"
_COORDINATES = r"(?:[XY][12]:[0-9]{1,6}[ \t]*){1,4}"
_WEBVTT_SETTINGS = (
    r"(?:(?:(?:align|line|position|region|size|vertical):[^ \t]+"
    rf"|(?:align|line|position|size|vertical)={SETTING_VALUE}(?![^ \t]))[ \t]*)+"
)
_KNOWN_SETTINGS = f"{_COORDINATES}|{_WEBVTT_SETTINGS}"
# What no viewer would read: overrides and tags, and the settings of old drafts of WebVTT.
_NO_TEXT = r"\{[^{}]*\}|<[^<>]*>|(?<![^ \t])[ADLST]:[^ \t]+"
EXACT_TIME = "[0-9]{2}:[0-5][0-9]:[0-5][0-9],[0-9]{3}"

# What stands in or behind the fraction of a time, so that it is none: "00:00:01,NaN", "00:00:01,-500", "00:00:01.3.5".
_DAMAGED_FRACTION = r"[,.:;]-?[0-9]|-[0-9]|[eE][-+]?[0-9]"
# Letters that are typed or recognised for the digits that a time ends in.
_LETTERS_FOR_DIGITS = r"[OoIl]{1,3}(?![^\W_])"
# From worst to mildest: the first that applies is the problem's `detail`.
_REASONS = (
    "unparseable",
    "sign",
    "range",
    TRAILING_TEXT,
    *TRAITS.dropped_times,
    "above_59",
    "fraction_digits",
    "full_stop",
    "field_width",
    "letters",
    "trailing_garbage",
    "arrow_blanks",
    "whitespace",
)


class Timing(NamedTuple):
    """A timing line that was read. A time that could not be read is None; `is_guess` where one was read as seconds."""

    start_ms: int | None
    end_ms: int | None
    settings: str
    problems: tuple[Problem, ...]
    is_guess: bool = False


class _Time(NamedTuple):
    ms: int
    negative: bool
    reasons: dict[str, str]
    is_ambiguous: bool = False


# An arrow that is not `-->` below a time: damage that the exact reader must not take for text.
DAMAGED_ARROW = rf"[0-9][ \t]*(?!-->)(?:{ARROW}|{ODD_ARROW})"


def read_exact_timing(line: str) -> Timing:
    """Read a timing line that is exactly `HH:MM:SS,mmm --> HH:MM:SS,mmm`."""
    start, _, end = line.partition(" --> ")
    return Timing(_exact_ms(start), _exact_ms(end), "", ())


def _exact_ms(time: str) -> int:
    seconds = (int(time[:-10]) * 60 + int(time[-9:-7])) * 60 + int(time[-6:-4])
    return seconds * 1000 + int(time[-3:])


def read_timing(line: str, offset: int, newline: str) -> Timing | None:
    """Read a timing line that begins at `offset`, leniently; None where it does not begin with two times.

    Text that stands on it begins a line of the cue, after `newline`.
    """
    times = two_times(ascii_digits(line))
    return _read_two(line, offset, newline, *times) if times else None


def two_times(ascii_line: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """Two times with an arrow between them, at the beginning of a line; or two whole ones without."""
    has_arrow = not compiled(WITHOUT_ARROW).match(ascii_line)
    start = compiled(_TIME_AND_ARROW if has_arrow else _TIME_AND_NO_ARROW).match(ascii_line)
    end = compiled(TIME).match(ascii_line, start.end()) if start else None
    if not start or not end or _has_damaged_fraction(ascii_line, end):
        return None
    return start, end


def _has_damaged_fraction(ascii_line: str, time: re.Match[str]) -> bool:
    behind = ascii_line[time.end() : time.end() + 3]
    is_empty = (
        time["point"] is not None and not time["f"] and behind[:1] not in ("", " ", "\t", "]")
    )
    letters = compiled(_LETTERS_FOR_DIGITS).match(ascii_line, time.end())
    return bool(compiled(_DAMAGED_FRACTION).match(behind)) or (is_empty and not letters)


def salvaged_times(
    ascii_line: str,
) -> tuple[re.Match[str] | None, re.Match[str] | None, re.Match[str] | None]:
    """The arrow of a line, and the first time on each side of it; without an arrow the first two times."""
    arrow = compiled(ARROW).search(ascii_line)
    at = arrow.start() if arrow else len(ascii_line)
    whole = compiled(_WHOLE_TIME)
    left = whole.search(ascii_line, 0, at)
    right = whole.search(ascii_line, left.end() if left and not arrow else at)
    return arrow, left, right


def _read_two(
    line: str, offset: int, newline: str, start: re.Match[str], end: re.Match[str]
) -> Timing:
    # Most timing lines are well written, and then this is not asked for.
    from caption_qa_action.formats._time_faults import joined_reasons

    first, second = read_time(start, line), read_time(end, line)
    reasons = joined_reasons(first.reasons, second.reasons)
    gap = start["gap"]
    if gap != " --> ":
        arrow = gap.strip(" \t")
        if arrow == "-->" and gap[0] in " \t" and gap[-1] in " \t":
            reasons["whitespace"] = "there is more than one blank around the arrow"
        else:
            kind = "arrow_blanks" if arrow == "-->" else "arrow"
            reasons[kind] = f"the arrow is {quote(gap)} instead of {quote(' --> ')}"
        if compiled(_NO_ARROW).fullmatch(gap):
            reasons["arrow"] = f"there is no arrow between the times, but {quote(gap)}"
            if gap.strip(" \t").isalpha():
                reasons["word"] = f"{quote(gap.strip())} is a word"
    after = end.end()
    if "[" in line[: start.start("start")] and line.startswith("]", after):
        # The console output of speech recognition: "[01:14.500 --> 01:15.500]  Okay."
        after += 1
        reasons["brackets"] = "the times stand in brackets"
    rest = line[after:]
    settings = rest.strip(" \t")
    settings_start = after + len(rest) - len(rest.lstrip(" \t"))
    if line[:1] in (" ", "\t") or (rest and not settings):
        reasons["whitespace"] = "there are blanks before or after the times"
    if settings and not compiled(_KNOWN_SETTINGS).fullmatch(settings):
        letters = compiled(_LETTERS_FOR_DIGITS).match(line, after)
        if letters:
            whole = line[time_span(end, 0).start : letters.end()]
            reasons["letters"] = (
                f"{quote(letters[0])} in {quote(whole)} are letters in the place of digits"
            )
        else:
            words = part_words(settings)[1]
            is_text = has_words(compiled(_NO_TEXT).sub("", words))
            kind = TRAILING_TEXT if is_text else "trailing_garbage"
            reasons[kind] = f"{quote(words)} follows the times"
    span = Span(offset + start.start("start"), offset + end.end())
    problems: list[Problem] = []
    for time, match in ((first, start), (second, end)):
        if time.negative:
            place = time_span(match, offset)
            message = "a time before the start of the video: the sign is lost by most players"
            fix = Fix("set the time to zero", (Edit(place, exact_time(0)),))
            problems.append(Problem("negative_timestamp", place, message, "sign", fix, True))
    if reasons:
        detail = next(reason for reason in _REASONS if reason in reasons)
        if len(reasons) == 1 and detail in (TRAILING_TEXT, "trailing_garbage"):
            span = Span(offset + settings_start, offset + settings_start + len(settings))
        problems.append(
            Problem(
                "invalid_timestamp",
                span,
                "; ".join(reasons[reason] for reason in _REASONS if reason in reasons),
                detail,
                _fix(offset, line, newline, first, second, settings, reasons),
                first.is_ambiguous or second.is_ambiguous,
            )
        )
    return Timing(first.ms, second.ms, settings, tuple(problems))


def _fix(
    offset: int,
    line: str,
    newline: str,
    first: _Time,
    second: _Time,
    settings: str,
    reasons: dict[str, str],
) -> Fix | None:
    if first.negative or second.negative or reasons.keys() & {"range", "word", "letters"}:
        return None
    exact, words = f"{exact_time(first.ms)} --> {exact_time(second.ms)}", ""
    if not reasons.keys() & {"trailing_garbage", TRAILING_TEXT}:
        exact += f" {settings}" if settings else ""
    else:
        kept, beside = part_words(settings)
        exact += kept
        if has_words(beside):  # a line of the cue
            exact += newline + beside
            words = REVEALS
    unsafe = (
        "above_59", "blank", "fraction_digits", "no_fraction", "three_parts", "trailing_garbage", TRAILING_TEXT,
    )  # fmt: skip
    safe = reasons.keys().isdisjoint(unsafe)
    edit = Edit(Span(offset, offset + len(line)), exact)
    title = "write the times as HH:MM:SS,mmm --> HH:MM:SS,mmm"
    return Fix(title, (edit,), safe, words=words)


def part_words(raw: str) -> tuple[str, str]:
    """The settings among the words of a timing line, after a blank, and the words; all of it is words without any."""
    settings, words = (part.strip(" \t") for part in part_settings(raw))
    return (f" {settings}" if settings else "", words) if words else ("", raw)


def has_words(text: str) -> bool:
    return compiled(r"[^\W_]").search(text) is not None


def read_time(match: re.Match[str], line: str) -> _Time:
    """The value of a matched time and how it deviates from HH:MM:SS,mmm."""
    span = time_span(match, 0)
    written = line[span.start : span.end]
    if compiled(EXACT_TIME).fullmatch(written):
        return _Time(_exact_ms(written), False, {})
    shown = quote(written)
    if match["h"] is not None and match["point"] is None and len(match["s"]) == 3:
        return _three_parts(match, shown)
    reasons = {**_field_reasons(match, shown), **_sign_reasons(match, written, shown)}
    # Bounded digits, so int() is cheap.
    seconds = (int(match["h"] or 0) * 60 + int(match["m"])) * 60 + int(match["s"])
    ms = seconds * 1000 + fraction_ms(match["f"] or "0")
    negative = match["sign"] is not None
    is_ambiguous = not reasons.keys().isdisjoint(("above_59", "range")) or (
        len(match["f"] or "") != 3 and bool(fraction_readings(match["f"] or ""))
    )
    return _Time(-ms if negative else ms, negative, reasons, is_ambiguous)


def _three_parts(match: re.Match[str], shown: str) -> _Time:
    """A time of three parts, of which the last has three digits: minutes, seconds and milliseconds, it seems."""
    from caption_qa_action.formats._time_faults import clock_readings

    first, second, third = int(match["h"]), int(match["m"]), int(match["s"])
    ms = (first * 60 + second) * 1000 + third
    other_ms = ((first * 60 + second) * 60 + third) * 1000
    reason = f"{shown} has three parts, the last of them with 3 digits"
    reasons = {"three_parts": f"{reason}{clock_readings(ms, other_ms)}"}
    if second > 59:
        reasons["range"] = f"minutes or seconds above 59 in {shown}"
    negative = match["sign"] is not None
    return _Time(-ms if negative else ms, negative, reasons, is_ambiguous=True)


def _field_reasons(match: re.Match[str], shown: str) -> dict[str, str]:
    """How the fields of a time deviate: missing, too long or too short, too high."""
    hours, minutes, seconds, fraction = match["h"], match["m"], match["s"], match["f"] or ""
    reasons: dict[str, str] = {}
    if hours is None:
        reasons["missing_hours"] = f"the hours are missing in {shown}"
    elif len(hours) < 2 or (len(hours) > 2 and hours[0] == "0"):
        reasons["field_width"] = f"the hours of {shown} are not written with two digits"
    if len(minutes) > 2 or len(seconds) > 2:
        reasons["long_field"] = f"a field of {shown} has more than two digits"
    elif len(minutes) != 2 or len(seconds) != 2:
        reasons["field_width"] = f"a field of {shown} has not two digits"
    if int(minutes) > 59 or int(seconds) > 59:
        from caption_qa_action.formats._time_faults import kind_above_59

        reasons[kind_above_59(minutes, seconds)] = f"minutes or seconds above 59 in {shown}"
    if len(fraction) != 3:
        kind = "fraction_digits" if fraction else "no_fraction"
        digits = plural(len(fraction), "digit")
        reasons[kind] = f"{shown} has {digits} of milliseconds instead of 3"
        reasons[kind] += fraction_readings(fraction)
    return reasons


def _sign_reasons(match: re.Match[str], written: str, shown: str) -> dict[str, str]:
    """How the signs between the fields of a time deviate, and its digits."""
    reasons: dict[str, str] = {}
    if match["point"] == " ":
        reasons["blank"] = f"a blank stands before the milliseconds of {shown}; SRT wants a comma"
    elif match["point"] and match["point"] != ",":
        reasons["full_stop" if match["point"] == "." else "separator"] = (
            f"{quote(match['point'])} stands before the milliseconds of {shown}; SRT wants a comma"
        )
    if not reasons and compiled("[;\uff1a ]").search(written):
        reasons["separator"] = f"{shown} is not separated by colons alone"
    letters = "" if written.isascii() else re.sub("[\u2212\uff1a\uff0c\uff0e]", "", written)
    if letters and compiled("[^ -~]").search(letters):
        reasons["non_ascii_digits"] = f"{shown} is not written with the digits 0 to 9"
    return reasons


def time_span(match: re.Match[str], offset: int) -> Span:
    start = match.start("sign")
    if start < 0:
        start = match.start("m") if match["h"] is None else match.start("h")
    end = max(match.end("s"), match.end("f"))
    return Span(offset + start, offset + end)


def exact_time(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d},{ms:03d}"


def ascii_digits(line: str) -> str:
    """The line with every decimal digit as 0 to 9; the length stays the same."""
    if line.isascii():
        return line
    import unicodedata

    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in line
    )
