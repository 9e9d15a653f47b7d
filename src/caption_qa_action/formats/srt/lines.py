"""The lines of damaged SRT, and which of them begin a cue.

A cue starts at a timing line. The line before it is its index when it is a number and stands alone
(after a blank line, at the start, or as the next number in turn); otherwise it is text, as in "The
answer is / 42".
"""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.core.cue_settings import CUE_NUMBER
from caption_qa_action.core.document import Cue
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.patterns import compiled
from caption_qa_action.formats._arrows import ODD_ARROW, is_line_of_times, is_odd_timing
from caption_qa_action.formats.srt.timing import (
    ARROW,
    EXACT_TIME,
    TIME,
    WITHOUT_ARROW,
    ascii_digits,
)

_CLOCK = "(?:[0-9]{2}|[1-9][0-9]{2,8}):[0-5][0-9]:[0-5][0-9],[0-9]{3}"
_EXACT = f"{_CLOCK} --> {_CLOCK}"
_EXACT_LENGTH = len("00:00:00,000 --> 00:00:00,000")
# Blanks have come into a time: `00: 00: 01,000`, `00: 00:01,000`.
_PARTED_TIME = r"[ \t\ufeff]*(?:[0-9]{1,2}:[ \t]+[0-9]{1,2}[ \t]*:[ \t]+[0-9]|0[0-9]:[ \t]+[0-9]{2}:[0-9]{2}[ \t]*[,.])"
_INLINE_INDEX = rf"(?!{_PARTED_TIME})" r"[ \t\ufeff]*([0-9]{1,9})[.):]?[ \t]+(?=[-0-9])"
# What may be a time beside an arrow, with letters and signs that stand for digits.
_ROUGH_CLOCK = r"[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19xX?*_a-z]{0,3} ?[:;\uff1a] ?[0-9]"
_CLOCK_LEFT, _CLOCK_RIGHT = rf"[ \t]*[-\u2212]?{_ROUGH_CLOCK}", rf"[ \t>]*[-\u2212]?{_ROUGH_CLOCK}"
_DIGIT_AND_SIGN = r"[0-9\u0660-\u0669\u06f0-\u06f9\uff10-\uff19] ?[:;.,\uff1a]"
_EXACT_START = f"{EXACT_TIME} -->"
_ANY_ARROW = f"{ARROW}|{ODD_ARROW}"
_SECOND_INDEX = r"[\r\n][ \t]*2[ \t]*(?:\r\n|\r|\n)[^\r\n]*\Z"
BLANK, SPACES, NUMBER, TEXT = "blank", "spaces", "number", "text"
TIMING, EXACT_TIMING, DAMAGED = "timing", "exact timing", "damaged timing"


def looks_like_timing(line: str) -> bool:
    """Whether a line that is not exact is meant as a timing line: an arrow beside a time."""
    if compiled(_EXACT_START).match(line) or is_odd_timing(line):
        return True
    if not compiled(_DIGIT_AND_SIGN).search(line):
        return False
    arrow = compiled(ARROW).search(line)
    if not arrow:
        return False
    left, right = line[: arrow.start()], line[arrow.end() :]
    # A sentence with an arrow and a time in it is text: the time stands beside the arrow.
    return bool(compiled(_CLOCK_LEFT).match(left) and len(left) < 40) or bool(
        compiled(_CLOCK_RIGHT).match(right) and len(left.strip(" \t")) < 20
    )


def may_be_timing(line: str) -> bool:
    """Whether a line could be a damaged timing line: an arrow without times, or times without one."""
    if "-->" in line:
        return True
    line = ascii_digits(line)
    if compiled(WITHOUT_ARROW).match(line):
        return True
    times = compiled(TIME).findall(line)
    rest = compiled(TIME).sub("", line).strip(" \t-,|/")
    return 1 <= len(times) <= 2 and not rest


class Line(NamedTuple):
    """A line from `start` to `end`, its line end up to `next_start`, and what kind of line it is."""

    start: int
    end: int
    next_start: int
    kind: str


class Head(NamedTuple):
    """Where a cue begins: the lines of its index (-1 for none) and of its timing.

    `is_guess` where it is known by times alone, which are written unlike those of the file and stand in a text.
    """

    index_line: int
    timing_line: int
    first: int
    inline_index: str
    is_guess: bool = False


def read_lines(text: str, start: int, stop: int) -> list[Line]:
    """The lines of `text[start:stop]`."""
    lines = []
    for match in compiled(r"([^\r\n]*)(\r\n|\r|\n|\Z)").finditer(text, start, stop):
        begin, end = match.span(1)
        if begin == stop:
            break
        lines.append(Line(begin, end, match.end(), _kind(text[begin:end])))
    return lines


def _kind(line: str) -> str:
    if not line:
        return BLANK
    if line[0] in " \t\ufeff" or line[-1] in " \t":
        shown = line.strip(" \t\ufeff")
        if not shown:
            return SPACES if "\ufeff" not in line else TEXT
    else:
        shown = line
    if shown.isdigit():
        return NUMBER if shown.isascii() and len(shown) <= 9 else TEXT
    # Most lines are text, and most text has nothing of a timing line.
    if ">" not in line and "\u2192" not in line and line.count(":") < 2:
        return TEXT
    if len(line) >= _EXACT_LENGTH and compiled(_EXACT).fullmatch(line):
        return EXACT_TIMING
    if looks_like_timing(split_inline_index(line)[1]) or is_line_of_times(line):
        return TIMING
    return DAMAGED if may_be_timing(line) else TEXT


def split_inline_index(line: str) -> tuple[str, str]:
    """A timing line's index that stands on the same line (`12 00:00:01,000 --> …`), and the rest."""
    match = compiled(_INLINE_INDEX).match(line)
    is_timing = match and compiled(_ANY_ARROW).search(line)
    return (match[0], line[match.end() :]) if match and is_timing else ("", line)


def find_heads(text: str, lines: list[Line], cues: list[Cue]) -> list[Head]:
    """The cues that begin among the lines, each with its index line where it has one."""
    heads: list[Head] = []
    previous = number_in(cues[-1].identifier) if cues else 0
    free = 0  # the first line that the head before has not taken
    has_arrow = bool(cues) and "-->" in text[cues[0].timing_start : cues[0].timing_end]
    for position, line in enumerate(lines):
        if line.kind == TIMING:
            shown = text[line.start : line.end]
            inline = split_inline_index(shown)[0]
            is_odd = "-->" not in shown and not inline
            if is_odd and heads and free == position and _has_arrow(text, lines[position - 1]):
                continue  # the text of a cue that would have none without it
        elif line.kind == EXACT_TIMING or _is_damaged_timing(text, lines, position, previous):
            inline, is_odd = "", False
        else:
            continue
        index = -1 if inline else _index_line(text, lines, position, free, previous)
        first = index if index >= 0 else position
        is_guess = is_odd and has_arrow and index < 0 and _is_below_text(lines, position)
        heads.append(Head(index, position, first, inline.strip(" \t\ufeff"), is_guess))
        has_arrow = has_arrow or (not cues and len(heads) == 1 and not is_odd)
        printed = text[lines[index].start : lines[index].end] if index >= 0 else inline
        previous = number_in(printed) or previous + 1
        free = position + 1
    return heads


def _has_arrow(text: str, line: Line) -> bool:
    return "-->" in text[line.start : line.end]


def _is_below_text(lines: list[Line], position: int) -> bool:
    return position > 0 and lines[position - 1].kind not in (BLANK, SPACES)


def _is_damaged_timing(text: str, lines: list[Line], position: int, previous: int) -> bool:
    """Whether what may be a timing line stands where a timing line must be: below the next number."""
    if lines[position].kind != DAMAGED or not position:
        return False
    above = lines[position - 1]
    if above.kind != NUMBER or not (position == 1 or lines[position - 2].kind in (BLANK, SPACES)):
        return False
    return number_in(text[above.start : above.end]) == previous + 1


def _index_line(text: str, lines: list[Line], timing: int, free: int, previous: int) -> int:
    """The line that holds the index of the timing line, or -1."""
    before = timing - 1
    if before < free:
        return -1
    line = lines[before]
    if line.kind in (BLANK, SPACES):
        # An index that a blank line separates from its timing line, in turn.
        above = before - 1
        if above >= free and lines[above].kind == NUMBER and _stands_alone(lines, above, free):
            printed = text[lines[above].start : lines[above].end]
            return above if number_in(printed) == previous + 1 else -1
        return -1
    shown = text[line.start : line.end]
    alone = _stands_alone(lines, before, free)
    if line.kind == NUMBER:
        number = number_in(shown)
        return (
            before
            if alone
            or number == previous + 1
            or (number == 1 and _begins_anew(text, lines[timing]))
            else -1
        )
    if not alone or not compiled(CUE_NUMBER).fullmatch(shown):
        return -1
    # "3D" may be text, unless it is the number in turn.
    is_number = compiled("[^A-Za-z]+").fullmatch(shown) or number_in(shown) in (
        previous,
        previous + 1,
    )
    return before if is_number else -1


# No cue is so long that the next one is looked for behind it.
_FAR = 2_000


def _begins_anew(text: str, timing: Line) -> bool:
    """Whether "2" stands above the next times: another file was put directly below the text of a cue."""
    arrow = text.find("-->", timing.end, timing.end + _FAR)
    above = text[max(timing.end, arrow - 200) : max(arrow, 0)]
    return compiled(_SECOND_INDEX).search(above) is not None


def _stands_alone(lines: list[Line], position: int, free: int) -> bool:
    """Whether a blank line, or the start, is above a line."""
    if position == free:
        return free == 0
    return lines[position - 1].kind in (BLANK, SPACES)


def number_in(printed: str) -> int:
    """The number in a printed index, 0 when it has none."""
    match = compiled("[0-9]{1,9}").search(printed) if printed else None
    return int(match[0]) if match else 0


def shown_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines that are neither empty nor made of blanks."""
    return [line for line in lines if line.kind not in (BLANK, SPACES)]


def find_lost_block(text: str, lines: Sequence[Line], identifier: str, *, after_blank: bool) -> int:
    """Where a block that has lost its timing line begins among the lines, else their count.

    It is a line that stands alone above and is the number that follows `identifier`. `after_blank`
    is whether a blank line is above the first of the lines.
    """
    expected = number_in(identifier) + 1
    if expected == 1:
        return len(lines)
    alone = after_blank
    for position, line in enumerate(lines):
        if alone and line.kind == NUMBER and number_in(text[line.start : line.end]) == expected:
            return position
        alone = line.kind in (BLANK, SPACES)
    return len(lines)
