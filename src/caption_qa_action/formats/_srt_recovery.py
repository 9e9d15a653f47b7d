"""Reading damaged SRT line by line: every cue is kept, every deviation is named.

A cue starts at a timing line. The line before it is its index when it is a number and stands alone
(after a blank line, at the start, or as the next number in turn); otherwise it is text, as in "The
answer is / 42". A blank line ends the text unless what follows is neither index nor timing line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats._srt_timing import (
    Timing,
    looks_like_timing,
    may_be_timing,
    read_exact_timing,
    read_timing,
)

_EXACT = r"[0-9]{2}:[0-5][0-9]:[0-5][0-9],[0-9]{3} --> [0-9]{2}:[0-5][0-9]:[0-5][0-9],[0-9]{3}"
_EXACT_LENGTH = len("00:00:00,000 --> 00:00:00,000")
# A time that nothing says: a cue whose timing line is lost is put after the one before it.
_GUESSED_MS = 2000

_BLANK, _SPACES, _NUMBER, _TEXT = "blank", "spaces", "number", "text"
_TIMING, _EXACT_TIMING, _DAMAGED = "timing", "exact timing", "damaged timing"


class _Line(NamedTuple):
    start: int
    end: int
    next_start: int
    kind: str


class _Head(NamedTuple):
    """Where a cue begins: the lines of its index (-1 for none) and of its timing."""

    index: int
    timing: int
    first: int
    inline_index: str


def recover(
    text: str,
    start: int,
    stop: int,
    cues: list[Cue],
    blocks: list[Block],
    problems: list[Problem],
    guessed: set[int],
) -> None:
    """Read the cues of `text[start:stop]` into the lists; `start` follows a blank line.

    Text before the first timing line goes on with the last of `cues`, where there is one.
    """
    lines = _lines(text, start, stop)
    heads = _heads(text, lines, cues)
    first = heads[0].first if heads else len(lines)
    _take_leading(text, lines[:first], cues, blocks, problems)
    for position, head in enumerate(heads):
        following = heads[position + 1] if position + 1 < len(heads) else None
        last = following.first if following else len(lines)
        _take_cue(text, lines, head, last, following, stop, cues, blocks, problems, guessed)


def _lines(text: str, start: int, stop: int) -> list[_Line]:
    lines = []
    for match in re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)").finditer(text, start, stop):
        begin, end = match.span(1)
        if begin == stop:
            break
        lines.append(_Line(begin, end, match.end(), _kind(text[begin:end])))
    return lines


def _kind(line: str) -> str:
    if not line:
        return _BLANK
    if line[0] in " \t\ufeff" or line[-1] in " \t":
        shown = line.strip(" \t\ufeff")
        if not shown:
            return _SPACES if "\ufeff" not in line else _TEXT
    else:
        shown = line
    if shown.isdigit():
        return _NUMBER if shown.isascii() and len(shown) <= 9 else _TEXT
    # Most lines are text, and most text has nothing of a timing line.
    if ">" not in line and "\u2192" not in line and line.count(":") < 2:
        return _TEXT
    if len(line) == _EXACT_LENGTH and re.fullmatch(_EXACT, line):
        return _EXACT_TIMING
    if looks_like_timing(_without_inline_index(line)[1]):
        return _TIMING
    return _DAMAGED if may_be_timing(line) else _TEXT


def _without_inline_index(line: str) -> tuple[str, str]:
    """A timing line's index that stands on the same line (`12 00:00:01,000 --> …`), and the rest."""
    match = re.match(r"[ \t\ufeff]*([0-9]{1,9})[.):]?[ \t]+(?=[-0-9])", line)
    return (match[0], line[match.end() :]) if match and "-->" in line else ("", line)


def _heads(text: str, lines: list[_Line], cues: list[Cue]) -> list[_Head]:
    """The cues that begin among the lines, each with its index line where it has one."""
    heads: list[_Head] = []
    previous = _number(cues[-1].identifier) if cues else 0
    free = 0  # the first line that the head before has not taken
    for position, line in enumerate(lines):
        if line.kind == _TIMING:
            inline = _without_inline_index(text[line.start : line.end])[0]
        elif line.kind == _EXACT_TIMING or _is_damaged_timing(text, lines, position, previous):
            inline = ""
        else:
            continue
        index = -1 if inline else _index_line(text, lines, position, free, previous)
        first = index if index >= 0 else position
        heads.append(_Head(index, position, first, inline.strip(" \t\ufeff")))
        printed = text[lines[index].start : lines[index].end] if index >= 0 else inline
        previous = _number(printed) or previous + 1
        free = position + 1
    return heads


def _is_damaged_timing(text: str, lines: list[_Line], position: int, previous: int) -> bool:
    """Whether what may be a timing line stands where a timing line must be: below the next number."""
    if lines[position].kind != _DAMAGED or not position:
        return False
    above = lines[position - 1]
    if above.kind != _NUMBER or not (
        position == 1 or lines[position - 2].kind in (_BLANK, _SPACES)
    ):
        return False
    return _number(text[above.start : above.end]) == previous + 1


def _index_line(text: str, lines: list[_Line], timing: int, free: int, previous: int) -> int:
    """The line that holds the index of the timing line, or -1."""
    before = timing - 1
    if before < free:
        return -1
    line = lines[before]
    if line.kind in (_BLANK, _SPACES):
        # An index that a blank line separates from its timing line, in turn.
        above = before - 1
        if above >= free and lines[above].kind == _NUMBER and _stands_alone(lines, above, free):
            printed = text[lines[above].start : lines[above].end]
            return above if _number(printed) == previous + 1 else -1
        return -1
    shown = text[line.start : line.end]
    alone = _stands_alone(lines, before, free)
    if line.kind == _NUMBER:
        return before if alone or _number(shown) == previous + 1 else -1
    garbage = re.fullmatch(r"[^ \t]{1,12}|[ \t]*[#(\[]?[0-9]{1,9}[^A-Za-z]{0,8}", shown)
    return before if alone and garbage and re.search("[0-9#]", shown) else -1


def _stands_alone(lines: list[_Line], position: int, free: int) -> bool:
    """Whether a blank line, or the start, is above a line."""
    if position == free:
        return free == 0
    return lines[position - 1].kind in (_BLANK, _SPACES)


def _number(printed: str) -> int:
    match = re.search("[0-9]{1,9}", printed)
    return int(match[0]) if match else 0


def _shown(lines: list[_Line]) -> list[_Line]:
    return [line for line in lines if line.kind not in (_BLANK, _SPACES)]


def _take_leading(
    text: str,
    lines: list[_Line],
    cues: list[Cue],
    blocks: list[Block],
    problems: list[Problem],
) -> None:
    """Lines before the first timing line: more text of the cue before, or text of no cue."""
    if not lines:
        return
    if not cues:
        if _shown(lines):
            _take_orphans(lines, blocks, problems)
        else:
            blocks.append(Block("blank", Span(lines[0].start, lines[-1].next_start)))
        return
    cue = cues[-1]
    lost = lines[_lost_block(text, lines, cue.identifier, after_blank=True) :]
    more = lines[: len(lines) - len(lost)]
    shown = _shown(more)
    if shown:
        gap = Span(_line_end(text, cue), shown[0].start)
        problems.append(_blank_line_in_cue(gap, cue.number))
        if cue.text_end == cue.text_start:
            cue.text_start = shown[0].start
        cue.text_end = shown[-1].end
        _note_inner_blanks(more, cue.number, problems)
    elif more:
        _note_spaces(more, problems)
    if more:
        cue.block_end = more[-1].next_start
    if lost:
        _take_orphans(lost, blocks, problems)


def _take_orphans(lines: list[_Line], blocks: list[Block], problems: list[Problem]) -> None:
    """Lines that belong to no cue."""
    shown = _shown(lines)
    problems.append(
        Problem(
            "orphan_text",
            Span(shown[0].start, shown[-1].end),
            f"{plural(len(shown), 'line')} without a timing line: no player shows this text",
        )
    )
    blocks.append(Block("junk", Span(lines[0].start, lines[-1].next_start)))


def _lost_block(text: str, lines: list[_Line], identifier: str, *, after_blank: bool) -> int:
    """Where a block that has lost its timing line begins among the lines, else their count.

    It is a line that stands alone above and is the number that follows `identifier`. `after_blank`
    says whether a blank line is above the first of the lines.
    """
    expected = _number(identifier) + 1
    if expected == 1:
        return len(lines)
    for position, line in enumerate(lines):
        above = lines[position - 1].kind in (_BLANK, _SPACES) if position else after_blank
        if line.kind == _NUMBER and above:
            if _number(text[line.start : line.end]) == expected:
                return position
    return len(lines)


def _line_end(text: str, cue: Cue) -> int:
    """Where the last line of a cue's text, or its timing line, ends with its line end."""
    end = cue.text_end if cue.text_end > cue.text_start else cue.timing_end
    match = re.compile(r"\r\n|\r|\n").match(text, end)
    return match.end() if match else end


def _take_cue(
    text: str,
    lines: list[_Line],
    head: _Head,
    last: int,
    following: _Head | None,
    stop: int,
    cues: list[Cue],
    blocks: list[Block],
    problems: list[Problem],
    guessed: set[int],
) -> None:
    """Read one cue: its head, and the lines up to `last`."""
    timing_line = lines[head.timing]
    raw = text[timing_line.start : timing_line.end]
    timing_start = timing_line.start
    if head.inline_index:
        inline, raw = _without_inline_index(raw)
        timing_start += len(inline)
    exact = timing_line.kind == _EXACT_TIMING
    timing = read_exact_timing(raw) if exact else read_timing(raw, timing_start)
    number = len(cues) + 1
    body = lines[head.timing + 1 : last]
    identifier = head.inline_index
    if head.index >= 0:
        index_line = lines[head.index]
        identifier = text[index_line.start : index_line.end].strip(" \t\ufeff")
    lost = body[_lost_block(text, body, identifier, after_blank=False) :]
    body = body[: len(body) - len(lost)]
    shown = _shown(body)
    text_start = lines[head.timing].next_start
    text_end = text_start
    if shown:
        text_start, text_end = _text_range(body, shown, number, problems)
    start_ms, end_ms = _times(timing, cues, number, guessed)
    block_end = lines[last].start if last < len(lines) else stop
    if lost:
        block_end = lost[0].start
        _take_orphans(lost, blocks, problems)
    cues.append(
        Cue(
            number,
            identifier,
            start_ms,
            end_ms,
            lines[head.first].start,
            timing_start,
            timing_line.end,
            text_start,
            text_end,
            block_end,
            timing.settings,
        )
    )
    problems += timing.problems
    _note_head(text, lines, head, number, identifier, problems)
    if shown:
        _note_inner_blanks(body, number, problems)
    if following is not None and not lost:
        _note_separator(text, lines, body, following, problems)


def _text_range(
    body: list[_Line], shown: list[_Line], number: int, problems: list[Problem]
) -> tuple[int, int]:
    if body[0].kind == _BLANK:
        problems.append(_blank_line_in_cue(Span(body[0].start, shown[0].start), number))
    return body[0].start if body[0].kind != _BLANK else shown[0].start, shown[-1].end


def _times(timing: Timing, cues: list[Cue], number: int, guessed: set[int]) -> tuple[int, int]:
    """The times of a cue; where one is not known, a guess that touches the cue before."""
    start, end = timing.start_ms, timing.end_ms
    if start is not None and end is not None:
        return start, end
    guessed.add(number)
    before = cues[-1].end_ms if cues else 0
    if start is None:
        start = before if end is None else min(before, end)
    return start, start + _GUESSED_MS if end is None else end


def _note_head(
    text: str,
    lines: list[_Line],
    head: _Head,
    number: int,
    identifier: str,
    problems: list[Problem],
) -> None:
    """What is wrong with the index of a cue."""
    timing = lines[head.timing]
    newline = _newline_at(text, timing)
    if head.inline_index:
        at = Span(
            timing.start,
            timing.start + len(_without_inline_index(text[timing.start : timing.end])[0]),
        )
        fix = Fix(
            "put the number on a line of its own", (Edit(at, head.inline_index + newline),), True
        )
        message = f"the number {quote(identifier)} stands on the timing line"
        problems.append(Problem("bad_index", at, message, "inline", fix))
    elif head.index < 0:
        fix = Fix(
            f"number the cue {number}",
            (Edit(Span(timing.start, timing.start), f"{number}{newline}"),),
            True,
        )
        message = f"cue {number} has no number above its timing line"
        problems.append(Problem("missing_index", Span(timing.start, timing.end), message, "", fix))
    else:
        index = lines[head.index]
        span = Span(index.start, index.end)
        if head.index + 1 < head.timing:
            gap = Span(index.next_start, timing.start)
            fix = Fix("remove the blank line below the number", (Edit(gap, ""),), True)
            message = f"a blank line separates the number {quote(identifier)} from its timing line"
            problems.append(Problem("bad_index", span, message, "separated", fix))
        elif index.kind != _NUMBER:
            fix = Fix(f"number the cue {number}", (Edit(span, str(number)),), True)
            message = f"{quote(identifier)} is not a whole number"
            problems.append(Problem("bad_index", span, message, "not_a_number", fix))


def _note_inner_blanks(body: list[_Line], number: int, problems: list[Problem]) -> None:
    """Blank lines between lines of text of one cue."""
    last_shown = 0
    blank: _Line | None = None
    for line in body:
        if line.kind == _BLANK:
            blank = blank or (line if last_shown else None)
        elif line.kind != _SPACES:
            if blank is not None:
                problems.append(_blank_line_in_cue(Span(blank.start, line.start), number))
            blank = None
            last_shown = 1


def _blank_line_in_cue(gap: Span, number: int) -> Problem:
    return Problem(
        "blank_line_in_cue",
        gap,
        f"a blank line inside the text of cue {number}: most players drop what follows it",
        "",
        Fix("remove the blank line", (Edit(gap, ""),)),
    )


def _note_separator(
    text: str,
    lines: list[_Line],
    body: list[_Line],
    following: _Head,
    problems: list[Problem],
) -> None:
    """What is wrong with the separation between a cue and the next one."""
    tail: list[_Line] = []
    for line in reversed(body):
        if line.kind not in (_BLANK, _SPACES):
            break
        tail.append(line)
    first = lines[following.first]
    if not tail:
        newline = _newline_at(text, first)
        fix = Fix("insert a blank line", (Edit(Span(first.start, first.start), newline),), True)
        message = (
            "there is no blank line before this cue, so players show it as text of the cue above"
        )
        problems.append(
            Problem("missing_blank_line", Span(first.start, first.end), message, "", fix)
        )
    elif not any(line.kind == _BLANK for line in tail):
        _note_spaces(tail[::-1], problems)


def _note_spaces(tail: list[_Line], problems: list[Problem]) -> None:
    """Lines between two cues that look blank and are not."""
    for line in tail:
        if line.kind == _SPACES:
            span = Span(line.start, line.end)
            fix = Fix("empty the line", (Edit(span, ""),), True)
            message = "the line between two cues holds blanks, so it is not empty"
            problems.append(Problem("whitespace_separator", span, message, "", fix))


def _newline_at(text: str, line: _Line) -> str:
    """The line end of a line; that of the line before for the last line of a file."""
    if line.next_start > line.end:
        return text[line.end : line.next_start]
    if line.start >= 2 and text[line.start - 2 : line.start] == "\r\n":
        return "\r\n"
    return text[line.start - 1] if line.start and text[line.start - 1] == "\r" else "\n"
