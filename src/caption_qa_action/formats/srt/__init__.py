"""SubRip (.srt): numbered blocks of a timing line and text, separated by blank lines.

There is no standard. The exact form is read by one regular expression a cue; whatever does not
match is read line by line (`recovery`) up to the next exact cue, so that damage costs the
damaged cues their comfort and no cue its existence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Block, Cue, Document, Tag
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.formats.srt import markup
from caption_qa_action.formats.srt.recovery import Recovery
from caption_qa_action.formats.srt.timing import ODD_ARROW

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline, Written

SUFFIXES = (".srt",)

_HEAD = (
    r"([0-9]{1,9})NL"
    r"([0-9]{2}:[0-5][0-9]):([0-5][0-9]),([0-9]{3}) --> "
    r"([0-9]{2}:[0-5][0-9]):([0-5][0-9]),([0-9]{3})(?:NL|\Z)"
)
_TIMING_LENGTH = len("00:00:00,000 --> 00:00:00,000")


class _HourMinuteMs(dict[str, int]):
    """Milliseconds of `HH:MM`, filled as they are met."""

    def __missing__(self, clock: str) -> int:
        ms = self[clock] = (int(clock[:2]) * 60 + int(clock[3:])) * 60_000
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


class _SrtDialect:
    def plain(self, raw: str) -> str:
        return markup.plain(raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return markup.tags(raw, offset)

    def placement(self, cue: Cue, raw: str) -> str:
        return markup.placement(cue, raw)

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.match(r"[ \t]*([^ \t>]*)[-=> \t\u2010-\u2015\u2192\u2212]*([^ \t]*)", timing)
        if not match:
            return Span(offset, offset), Span(offset, offset)
        return (
            Span(offset + match.start(1), offset + match.end(1)),
            Span(offset + match.start(2), offset + match.end(2)),
        )


def sniff(text: str) -> bool:
    """Whether a text holds an SRT timing line, near its start."""
    start = text[:65536]
    if "\r" in start:
        start = start.replace("\r\n", "\n").replace("\r", "\n")
    if "-->" not in start or start.lstrip("\ufeff \t\r\n").startswith("WEBVTT"):
        return False
    return bool(
        re.search(r"^[ \t]*[0-9]{1,3}:[0-9]{1,2}:[0-9]{1,2},[0-9]{1,3}[ \t]*-->", start, re.M)
        or re.search(r"^[ \t\ufeff]*[0-9]+[ \t]*\r?\n[ \t]*[0-9:.,]+[ \t]*--?>", start, re.M)
    )


def parse(source: Source) -> Document:
    """The document in an SRT source; never raises."""
    text = source.text
    recovery = Recovery(text)
    newline = _only_newline(text)
    position = _skip_blank_lines(text, 0)
    if position:
        recovery.blocks.append(Block("blank", Span(0, position)))
    if newline:
        _read_exact(recovery, newline, position)
    else:
        recovery.read(position, len(text))
    return Document(
        source,
        "srt",
        recovery.cues,
        recovery.blocks,
        _merge_missing_indexes(recovery),
        _SrtDialect(),
        guessed=frozenset(recovery.guessed),
    )


def to_timeline(document: Document) -> Timeline:
    """What an SRT document shows when."""
    from caption_qa_action.formats.srt.timeline import to_timeline

    return to_timeline(document)


def write(timeline: Timeline) -> Written:
    """The SRT file of a timeline; never raises."""
    from caption_qa_action.formats.srt.writer import write

    return write(timeline)


def _only_newline(text: str) -> str:
    """LF or CRLF when the text ends all its lines with it, else `""`."""
    if "\r" not in text:
        return "\n"
    crlf = text.count("\r\n")
    return "\r\n" if crlf == text.count("\r") == text.count("\n") else ""


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
    match_head, find, add = head.match, text.find, recovery.cues.append
    arrow = re.compile(f"-->|{ODD_ARROW}")
    blank = newline * 2
    step = len(newline)
    size = len(text)
    hour_minute, second, ms = _HOUR_MINUTE, _SECOND, _MS
    number = 0
    while position < size:
        match = match_head(text, position)
        if match is not None:
            text_start = match.end()
            timing_end = text_start
            text_end = find(blank, text_start - step)
            if text_end < 0:
                text_end = block_end = size
                if text.endswith(newline):
                    text_end -= step
            else:
                block_end = text_end + 2 * step
                while text[block_end : block_end + step] == newline:
                    block_end += step
            if text_end < text_start:  # the blank line follows the timing line at once
                text_end = text_start
            # Every arrow has this character, and most texts do not.
            if ">" not in text[text_start:text_end] or not arrow.search(text, text_start, text_end):
                if text[timing_end - step : timing_end] == newline:
                    timing_end -= step
                number += 1
                index, hm, s, f, end_hm, end_s, end_f = match.groups()
                add(
                    Cue(
                        number,
                        index,
                        hour_minute[hm] + second[s] + ms[f],
                        hour_minute[end_hm] + second[end_s] + ms[end_f],
                        position,
                        timing_end - _TIMING_LENGTH,
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
    missing = [problem for problem in recovery.problems if problem.code == "missing_index"]
    if len(missing) < 2 or len(missing) != len(recovery.cues):
        return recovery.problems
    first = missing[0]
    edits = tuple(edit for problem in missing if problem.fix for edit in problem.fix.edits)
    merged = first._replace(
        message=f"none of the {len(missing)} cues has a number",
        fix=first.fix._replace(title="number the cues", edits=edits) if first.fix else None,
    )
    return [problem for problem in recovery.problems if problem.code != "missing_index"] + [merged]
