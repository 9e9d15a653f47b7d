"""What is wrong with text in the place of a time, in every format: to end a message with that names it."""

from __future__ import annotations

from caption_qa_action.core.clock import OTHER_READING
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.text import quote, timecode

# What languages print of a value that is none: JavaScript, Python, C, Java; alone, and among other text.
NO_VALUE = r"(?i:-?nan|-?inf(?:inity)?|undefined|null|none|nil|n/a|\[object(?: object\])?|invalid date|false|true)"
_NO_VALUE_IN_TEXT = rf"(?<![^\W\d_])({NO_VALUE})(?![^\W\d_])"
_NUMBER = r"[-+\u2212]?[0-9]+(?:[.,][0-9]+)?"
_EXPONENT = r"[0-9][.,]?[0-9]*[eE][-+]?[0-9]+"
_UNITS = r"(?i)(?:[0-9]+(?:[.,][0-9]+)?\s*(?:h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?|ms|msec|t|f|frames?)\s*)+"
_FIELDS = r"[-+\u2212]?[0-9]+(?: ?[:;.,] ?[0-9]+){1,8}"
_FIELDS_IN_A_TIME = 4
# No time is as long (chosen); what stands behind is not looked at, and is not looked for again and again.
_MOST_OF_A_TIME = 200
_NO_DIGITS = r"[^\s:;.,0-9+\u2212-]+"


def joined_reasons(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    """What is odd about either of two times, by kind; of one kind that of the first, and where readers differ of both."""
    joined = {**second, **first}
    for kind, reason in first.items():
        other = second.get(kind, reason)
        if other != reason and OTHER_READING in other:
            joined[kind] = f"{reason}; {other}"
    return joined


def clock_readings(taken_ms: int, other_ms: int) -> str:
    """What readers make of a time whose parts may be meant in two ways, to end a message with."""
    return f"; taken for {timecode(taken_ms)}, {OTHER_READING} {timecode(other_ms)}"


def kind_above_59(minutes: str, seconds: str) -> str:
    """What it is that one of them is above 59: readers carry two digits into the next field, and lose cues by more."""
    return "range" if len(minutes) > 2 or len(seconds) > 2 else "above_59"


def fault(written: str) -> str:
    """`": "` and what is wrong with text that cannot be read as a time; `""` where there is no text."""
    written = written.strip()[:_MOST_OF_A_TIME]
    if not written:
        return ""
    if value := no_value(written):
        return value
    if number := compiled(_EXPONENT).search(written):
        return f": {quote(number[0])} is a number with an exponent, as programs write small and large ones"
    if compiled(_NUMBER).fullmatch(written):
        return f": {_of_number(written)}"
    if compiled(r"(?i)P(?:[0-9].*)?T.*|P[0-9].*").fullmatch(written):
        return ": it is written as a duration of ISO 8601"
    if compiled("[0-9]{4}-[0-9]{2}-[0-9]{2}.*").fullmatch(written):
        return ": it is a date"
    if compiled(_UNITS).fullmatch(written):
        return ": it is a number with a unit"
    return f": {_of_clock(written)}"


def _of_number(written: str) -> str:
    if written[0] in "-+\u2212":
        return "it is a number with a sign"
    if compiled("[0-9]+").fullmatch(written):
        return "it is a number alone, of seconds, milliseconds or frames"
    return "it is a fraction alone"


def _of_clock(written: str) -> str:
    if other := compiled(_NO_DIGITS).search(written):
        return f"{quote(other[0])} stands where digits are wanted"
    if not compiled("[0-9]").search(written):
        return "it has no digits"
    if compiled(r".[-+\u2212]").search(written):
        return "a sign stands within it"
    fields = compiled("[0-9]+").findall(written)
    if " " in written and compiled(r"[0-9:;., ]+").fullmatch(written):
        return "a blank stands within it"
    if not compiled(_FIELDS).fullmatch(written):
        return "a part of it has no digits" if ":" in written else "it is no number"
    if len(fields) > _FIELDS_IN_A_TIME:
        return f"it has {len(fields)} parts, and a time has {_FIELDS_IN_A_TIME} at most"
    if compiled(r".*[.,][0-9]+[.,].*").fullmatch(written):
        return "it has more than one fraction"
    if any(int(field[:9]) > 59 for field in fields[1:3]) and len(fields) > 2:
        return "its minutes or seconds are above 59"
    return "it is written as the time of a clock"


def no_value(written: str) -> str:
    """As `fault`, of a word in the text that programs write for a number that they have not; `""` where none is."""
    value = compiled(_NO_VALUE_IN_TEXT).search(written)
    return f": {quote(value[1])} is what a program writes where it has no number" if value else ""


def fault_in_brackets(written: str) -> str:
    """As `fault`, of the first of two times in brackets that is no whole number."""
    parts = compiled(r"[^\[\]{}]+").findall(written)
    return next((fault(part) for part in parts if not part.isdecimal()), "")
