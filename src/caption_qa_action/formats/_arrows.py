"""Arrows that word processors, web pages and input methods make of `-->`, and lines that have lost it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.source import Problem

# Those of quotation marks and East Asian widths, and the arrows of Unicode; and an escaped one.
_HEADS = "\u203a\u00bb\uff1e\u2192\u27f6\u21d2\u27f9\u279c\u27a1\u21e8"
_ESCAPED = "&gt;"
ODD_ARROW = f"(?:[-\u2010-\u2015\u2212\uff0d]{{1,3}}[ \\t]?)?(?:[{_HEADS}]\ufe0f?|{_ESCAPED})"
_TIME = (
    r"(?:[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,9})?|[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,9})"
)
_ODD_TIMING = rf"[ \t]*{_TIME}[ \t]*{ODD_ARROW}[ \t]*{_TIME}(?![0-9])"
# A time with every field that a timing line has; without hours its fields are of full width, as `1:23.4` may be spoken.
FULL_TIME = (
    r"(?:[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2}[.,][0-9]{1,9}|[0-9]{2}:[0-5][0-9][.,][0-9]{3}(?![0-9]))"
)
# Signs, or a word such as "to" (at most six letters, chosen), or an arrow of any kind, as `--&gt;`; none that the
# writers put there, so that spoken text is no timing line.
_SIGN = r"[^\w\r\n:\u00a0\u2060\u2794]"
BETWEEN_TIMES = rf"{_SIGN}{{1,8}}(?:[^\W0-9_]{{1,6}}{_SIGN}{{1,3}})?"
LINE_OF_TIMES = rf"(?m)^[ \t]*({FULL_TIME}){BETWEEN_TIMES}({FULL_TIME})[ \t]*\r?$"


def has_odd_arrow(text: str) -> bool:
    """Whether a text may have a timing line with such an arrow anywhere."""
    if _ESCAPED not in text and (text.isascii() or not any(head in text for head in _HEADS)):
        return False
    return re.search(rf"[0-9][ \t]*{ODD_ARROW}", text) is not None


def is_odd_timing(line: str) -> bool:
    """Whether a line begins with two times and such an arrow between them.

    `10:30 → 11:00` may be text, so each time has three fields or a fraction.
    """
    return compiled(_ODD_TIMING).match(line) is not None


def is_line_of_times(line: str) -> bool:
    """Whether a line is two whole times and what stands between them, the second not before the first.

    Nobody speaks so: it is a timing line without its arrow, wherever it stands.
    """
    if line.count(":") < 2:
        return False
    match = compiled(LINE_OF_TIMES).fullmatch(line)
    return match is not None and _fields(match[1]) <= _fields(match[2])


def as_guess(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is wrong with a line of times that stands in a text and is written unlike those of its file.

    It may be words of that text: nothing about it is mended safely, and its times are a guess.
    """
    return tuple(
        problem._replace(
            fix=problem.fix._replace(safe=False) if problem.fix else None,
            is_ambiguous=problem.is_ambiguous or problem.code == "invalid_timestamp",
        )
        for problem in problems
    )


def _fields(time: str) -> tuple[float, ...]:
    *clock, seconds = time.replace(",", ".").split(":")
    return (*([0] * (2 - len(clock))), *map(int, clock), float(seconds))
