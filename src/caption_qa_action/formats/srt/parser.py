"""SRT source to document."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Block, Cue, Document
from caption_qa_action.core.patterns import compiled
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.text import only_newline
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._arrows import LINE_OF_TIMES, has_odd_arrow
from caption_qa_action.formats.srt.dialect import SrtDialect
from caption_qa_action.formats.srt.recovery import Recovery
from caption_qa_action.formats.srt.timing import DAMAGED_ARROW

_CLOCK = r"((?:[0-9]{2}|[1-9][0-9]{2,8}):[0-5][0-9]):([0-5][0-9]),([0-9]{3})"
_HEAD = rf"([0-9]{{1,9}})NL{_CLOCK} --> {_CLOCK}(?:NL|\Z)"

_ARROW = f"-->|{DAMAGED_ARROW}"


class _HourMinuteMs(dict[str, int]):
    """Milliseconds of `HH:MM`, filled as they are met; not those of more hours, of which there is no end."""

    def __missing__(self, clock: str) -> int:
        ms = (int(clock[:-3]) * 60 + int(clock[-2:])) * 60_000
        if len(clock) == len("00:00"):
            self[clock] = ms
        return ms


class _SecondMs(dict[str, int]):
    """Milliseconds of `SS`."""

    def __missing__(self, seconds: str) -> int:
        ms = self[seconds] = int(seconds) * 1000
        return ms


class _Ms(dict[str, int]):
    """Milliseconds of `mmm`."""

    def __missing__(self, digits: str) -> int:
        ms = self[digits] = int(digits)
        return ms


# Three look-ups are several times faster than eight calls of int().
_HOUR_MINUTE, _SECOND, _MS = _HourMinuteMs(), _SecondMs(), _Ms()


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in an SRT source; never raises."""
    text = source.text
    recovery = Recovery(text)
    newline = only_newline(text)
    position = _skip_blank_lines(text, 0)
    if position:
        recovery.blocks.append(Block("blank", Span(0, position)))
    if newline in ("\n", "\r\n"):
        _read_exact(recovery, newline, position)
    else:
        recovery.read(position, len(text))
    return Document(
        source,
        traits,
        recovery.cues,
        recovery.blocks,
        _merge_missing_indexes(recovery),
        SrtDialect(),
        guessed=frozenset(recovery.guessed),
    )


def _skip_blank_lines(text: str, position: int) -> int:
    end = len(text)
    while position < end and text[position] in "\r\n":
        position += 1
    return position


def _read_exact(recovery: Recovery, newline: str, position: int) -> None:
    """Read cue after cue of the exact form; leave what is between them to the recovery."""
    text = recovery.text
    head = re.compile(_HEAD.replace("NL", newline))
    next_head: re.Pattern[str] | None = None
    match_head, find, count, add = head.match, text.find, text.count, recovery.cues.append
    has_arrow = re.compile(_ARROW).search
    odd = has_odd_arrow(text)
    blank = newline * 2
    step = len(newline)
    size = len(text)
    ends_in_newline = text.endswith(newline)
    hour_minute, second, ms = _HOUR_MINUTE, _SECOND, _MS
    number = 0
    while position < size:
        match = match_head(text, position)
        if match is not None:
            text_start = match.end()
            text_end = find(blank, text_start - step)
            if text_end < 0:
                text_end = block_end = size
                if ends_in_newline:
                    text_end -= step
            else:
                block_end = text_end + 2 * step
                while text[block_end : block_end + step] == newline:
                    block_end += step
            if text_end < text_start:  # the blank line follows the timing line at once
                text_end = text_start
            # Every usual arrow has this character, and most texts do not.
            may_have = odd or find(">", text_start, text_end) >= 0
            is_clean = not may_have or not has_arrow(text, text_start, text_end)
            if is_clean and count(":", text_start, text_end) > 1:
                is_clean = not compiled(LINE_OF_TIMES).search(text, text_start, text_end)
            if is_clean:
                timing_end = text_start - step if text_start < size or ends_in_newline else size
                number += 1
                index, hm, s, f, end_hm, end_s, end_f = match.groups()
                add(
                    Cue(
                        number,
                        index,
                        hour_minute[hm] + second[s] + ms[f],
                        hour_minute[end_hm] + second[end_s] + ms[end_f],
                        position,
                        position + len(index) + step,
                        timing_end,
                        text_start,
                        text_end,
                        block_end,
                    )
                )
                position = block_end
                continue
        if next_head is None:
            pattern = f"(?<={newline}{newline}){_HEAD}".replace("NL", newline)
            next_head = re.compile(pattern)
        ahead = next_head.search(text, position + 1)
        stop = ahead.start() if ahead else size
        recovery.read(position, stop)
        position = stop
        number = len(recovery.cues)


def _merge_missing_indexes(recovery: Recovery) -> list[Problem]:
    """The problems, with one in place of one a cue where no cue of the file is numbered."""
    missing = [
        problem
        for problem in recovery.problems
        if problem.code == "missing_index" and problem.fix and problem.fix.safe
    ]
    if len(missing) < 2 or len(missing) != len(recovery.cues):
        return recovery.problems
    first = missing[0]
    edits = tuple(edit for problem in missing if problem.fix for edit in problem.fix.edits)
    merged = first._replace(
        message=f"none of the {len(missing)} cues has a number",
        fix=first.fix._replace(title="number the cues", edits=edits) if first.fix else None,
    )
    return [problem for problem in recovery.problems if problem.code != "missing_index"] + [merged]
