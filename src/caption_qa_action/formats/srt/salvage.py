"""SRT timing lines with a time that is none, or with text before or between the times."""

from __future__ import annotations

import re

from caption_qa_action.core.cue_settings import part_settings
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.source import REVEALS, Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._time_readings import fault_and_reading
from caption_qa_action.formats.srt.timing import (
    EXACT_TIME,
    Timing,
    ascii_digits,
    exact_time,
    has_words,
    read_time,
    salvaged_times,
)


def salvage(line: str, offset: int, newline: str) -> Timing:
    """Read what one can of such a line, as `read_timing` does of others."""
    arrow, left, right = salvaged_times(ascii_digits(line))
    text = line.strip(" \t")
    begin = offset + line.find(text) if text else offset
    what = "there is no arrow between the times" if not arrow else "cannot be read"
    sides = _sides(line, left, arrow, right)
    beside: list[str] = []
    readings = [
        fault_and_reading(part) if part and not match else ("", None) for match, part in sides
    ]
    if arrow:
        named = zip(("start", "end"), sides, readings, strict=True)
        bad = [(name, part, reason) for name, (match, part), (reason, _) in named if not match]
        missing = [f"the {name} time is missing" for name, part, _ in bad if not part]
        unread = [
            f"{quote(part)} cannot be read as a time{reason}" for _, part, reason in bad if part
        ]
        what = "; ".join([*missing, *unread]) or f"{quote(text)} is no timing line"
        beside = _text_beside(line, left, arrow, right) if left and right else []
    first, second = (read_time(match, line) if match else None for match in (left, right))
    start_ms, end_ms = (
        time.ms if time else reading
        for time, (_, reading) in zip((first, second), readings, strict=True)
    )
    fix = None
    if beside and first and second:
        settings, words = _parted(beside)
        what = f"{quote(' '.join(words))} stands beside the times"
        if not any(time.negative or "range" in time.reasons for time in (first, second)):
            times = f"{exact_time(first.ms)} --> {exact_time(second.ms)}"
            exact = [" ".join([times, *settings]), *words]
            edit = Edit(Span(offset, offset + len(line)), newline.join(exact))
            fix = Fix("write what is beside the times as text", (edit,), words=REVEALS)
    elif start_ms is not None and end_ms is not None and all(map(_is_whole, sides)):
        edit = Edit(
            Span(begin, begin + len(text)), f"{exact_time(start_ms)} --> {exact_time(end_ms)}"
        )
        fix = Fix("write the times as HH:MM:SS,mmm --> HH:MM:SS,mmm", (edit,))
    problem = Problem(
        "invalid_timestamp",
        Span(begin, begin + len(text)),
        f"{what}; SRT wants HH:MM:SS,mmm --> HH:MM:SS,mmm",
        "unparseable",
        fix,
    )
    is_guess = any(reading is not None for _, reading in readings)
    return Timing(start_ms, end_ms, beside[-1] if beside else "", (problem,), is_guess)


def _is_whole(side: tuple[re.Match[str] | None, str]) -> bool:
    """Whether a side of the arrow is an exact time, or is read as a whole."""
    match, part = side
    return match is None or compiled(EXACT_TIME).fullmatch(part) is not None


def _sides(
    line: str,
    left: re.Match[str] | None,
    arrow: re.Match[str] | None,
    right: re.Match[str] | None,
) -> list[tuple[re.Match[str] | None, str]]:
    """The time on each side of the arrow, and what stands there."""
    if arrow is None:
        return [(left, ""), (right, "")]
    before, after = line[: arrow.start()], line[arrow.end() :]
    return [(left, before.strip(" \t")), (right, after.strip(" \t"))]


def _text_beside(
    line: str, left: re.Match[str], arrow: re.Match[str], right: re.Match[str]
) -> list[str]:
    """What stands before, between and after the times of a line, where there are words in it."""
    ends = [0, *left.span(), *arrow.span(), *right.span(), len(line)]
    parts = [line[start:end].strip(" \t") for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return [part for part in parts if has_words(part)]


def _parted(beside: list[str]) -> tuple[list[str], list[str]]:
    """The settings of what stands beside the times, and the words; all of it is words where there are no others."""
    parted = [part_settings(part) for part in beside]
    words = [each.strip(" \t") for _, each in parted if each]
    return ([each.strip(" \t") for each, _ in parted if each], words) if words else ([], beside)
