"""Reading damaged SRT line by line: every cue is kept, every deviation is named.

A blank line ends the text of a cue unless what follows is neither index nor timing line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from caption_qa_action.core.clock import known_times
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats._arrows import as_guess
from caption_qa_action.formats.srt.lines import (
    BLANK,
    EXACT_TIMING,
    NUMBER,
    SPACES,
    Head,
    Line,
    find_heads,
    find_lost_block,
    number_in,
    read_lines,
    shown_lines,
    split_inline_index,
)
from caption_qa_action.formats.srt.timing import Timing, read_exact_timing, read_timing


class Recovery:
    """What has been read of a text so far; `read` adds what a damaged part of it holds.

    `guessed` are the numbers of the cues with a time that could not be read.
    """

    __slots__ = ("text", "cues", "blocks", "problems", "guessed")

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.guessed: set[int] = set()

    def read(self, start: int, stop: int) -> None:
        """Read `text[start:stop]`; `start` follows a blank line, or is that of the text.

        Text before the first timing line goes on with the last cue, where there is one.
        """
        lines = read_lines(self.text, start, stop)
        heads = find_heads(self.text, lines, self.cues)
        leading = lines[: heads[0].first] if heads else lines
        self._take_leading(leading)
        for position, head in enumerate(heads):
            following = heads[position + 1].first if position + 1 < len(heads) else len(lines)
            noted = len(self.problems)
            above = lines[heads[position - 1].timing_line + 1 : head.first] if position else leading
            if position or (self.cues and shown_lines(leading)):
                self._note_separator(above, lines[head.first])
            self._take_cue(lines, head, following)
            self._note_head(lines, head)
            if head.is_guess:
                self.problems[noted:] = as_guess(self.problems[noted:])

    def _take_leading(self, lines: Sequence[Line]) -> None:
        """Lines before the first timing line: more text of the cue before, or text of no cue."""
        if not lines:
            return
        if not self.cues:
            if shown_lines(lines):
                self._take_orphans(lines)
            else:
                self.blocks.append(Block("blank", _span(lines)))
            return
        cue = self.cues[-1]
        lost = find_lost_block(self.text, lines, cue.identifier, after_blank=True)
        more, orphans = lines[:lost], lines[lost:]
        shown = shown_lines(more)
        if shown:
            gap = Span(self._end_of_last_line(cue), shown[0].start)
            self.problems.append(_blank_line_in_cue(gap, cue.number))
            if cue.text_end == cue.text_start:
                cue.text_start = shown[0].start
            cue.text_end = shown[-1].end
            self._note_inner_blanks(more, cue.number)
        if more:
            cue.block_end = more[-1].next_start
        if orphans:
            self._take_orphans(orphans)

    def _take_orphans(self, lines: Sequence[Line]) -> None:
        """Lines that belong to no cue."""
        shown = shown_lines(lines)
        self.problems.append(
            Problem(
                "orphan_text",
                Span(shown[0].start, shown[-1].end),
                f"{plural(len(shown), 'line')} without a timing line: no player shows this text",
            )
        )
        self.blocks.append(Block("junk", _span(lines)))

    def _take_cue(self, lines: Sequence[Line], head: Head, following: int) -> None:
        """Read one cue: its head, and the lines up to the head of the following one."""
        timing_line = lines[head.timing_line]
        timing_start, timing = self._timing(timing_line)
        identifier = self._identifier(lines, head)
        body = lines[head.timing_line + 1 : following]
        lost = find_lost_block(self.text, body, identifier, after_blank=False)
        body, orphans = body[:lost], body[lost:]
        number = len(self.cues) + 1
        text_start = text_end = timing_line.next_start
        shown = shown_lines(body)
        if shown:
            if body[0].kind == BLANK:
                gap = Span(body[0].start, shown[0].start)
                self.problems.append(_blank_line_in_cue(gap, number))
                text_start = shown[0].start
            text_end = shown[-1].end
        elif body and not (following < len(lines) and all(line.kind == SPACES for line in body)):
            # As in a file without damage, blanks below the times are the text of a cue that shows nothing.
            text_end = max([text_start, *(line.end for line in takewhile(_is_spaces, body))])
        start_ms, end_ms = self._times(timing, number)
        self.cues.append(
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
                body[-1].next_start if body else timing_line.next_start,
                timing.settings,
            )
        )
        self.problems += timing.problems
        if shown:
            self._note_inner_blanks(body, number)
        if orphans:
            self._take_orphans(orphans)

    def _timing(self, line: Line) -> tuple[int, Timing]:
        """Where the times of a timing line begin, and what they are."""
        raw = self.text[line.start : line.end]
        if line.kind == EXACT_TIMING:
            return line.start, read_exact_timing(raw)
        inline, times = split_inline_index(raw)
        start = line.start + len(inline)
        newline = self._newline_at(line)
        timing = read_timing(times, start, newline)
        if timing is None:
            from caption_qa_action.formats.srt.salvage import salvage

            timing = salvage(times, start, newline)
        return start, timing

    def _identifier(self, lines: Sequence[Line], head: Head) -> str:
        if head.index_line < 0:
            return head.inline_index
        line = lines[head.index_line]
        return self.text[line.start : line.end].strip(" \t\ufeff")

    def _times(self, timing: Timing, number: int) -> tuple[int, int]:
        """The times of a cue; where one is not known, a guess that touches the cue before."""
        start, end = timing.start_ms, timing.end_ms
        if timing.is_guess or start is None or end is None:
            self.guessed.add(number)
        return known_times(start, end, self.cues[-1].end_ms if self.cues else 0)

    def _end_of_last_line(self, cue: Cue) -> int:
        """Where the last line of a cue, with its line end, ends."""
        end = cue.text_end if cue.text_end > cue.text_start else cue.timing_end
        match = re.compile(r"\r\n|\r|\n").match(self.text, end)
        return match.end() if match else end

    def _note_head(self, lines: Sequence[Line], head: Head) -> None:
        """What is wrong with the index of the cue that was read last."""
        cue = self.cues[-1]
        timing = lines[head.timing_line]
        newline = self._newline_at(timing)
        if head.inline_index:
            span = Span(timing.start, cue.timing_start)
            fix = _safe("put the number on a line of its own", span, head.inline_index + newline)
            message = f"the number {quote(cue.identifier)} stands on the timing line"
            self.problems.append(Problem("bad_index", span, message, "inline", fix))
        elif head.index_line < 0:
            span = Span(timing.start, timing.end)
            at = Span(timing.start, timing.start)
            fix = _safe(f"number the cue {cue.number}", at, f"{cue.number}{newline}")
            message = f"cue {cue.number} has no number above its timing line"
            self.problems.append(Problem("missing_index", span, message, "", fix))
        else:
            self._note_index(lines[head.index_line], timing, cue)

    def _note_index(self, index: Line, timing: Line, cue: Cue) -> None:
        span = Span(index.start, index.end)
        if index.next_start != timing.start:
            gap = Span(index.next_start, timing.start)
            fix = _safe("remove the blank line below the number", gap, "")
            message = (
                f"a blank line separates the number {quote(cue.identifier)} from its timing line"
            )
            self.problems.append(Problem("bad_index", span, message, "separated", fix))
        elif index.kind != NUMBER:
            in_turn = number_in(cue.identifier) == cue.number
            edit = Edit(span, str(cue.number))
            # Another number may be text that has lost its place.
            fix = Fix(f"number the cue {cue.number}", (edit,), in_turn)
            message = f"{quote(cue.identifier)} is not a whole number"
            self.problems.append(Problem("bad_index", span, message, "not_a_number", fix))

    def _note_inner_blanks(self, body: Sequence[Line], number: int) -> None:
        """Blank lines between lines of text of one cue."""
        seen = bool(body) and body[0].kind == SPACES  # text, though nobody sees it
        blank: Line | None = None
        for line in body:
            if line.kind == BLANK:
                if seen and blank is None:
                    blank = line
            elif line.kind != SPACES:
                if blank is not None:
                    gap = Span(blank.start, line.start)
                    self.problems.append(_blank_line_in_cue(gap, number))
                seen, blank = True, None

    def _note_separator(self, body: Sequence[Line], first: Line) -> None:
        """What is wrong between the lines below a timing line and `first`, which begins the next cue."""
        if self.cues[-1].block_end != first.start:  # there is text of no cue between them
            return
        tail: list[Line] = []
        for line in reversed(body):
            if line.kind not in (BLANK, SPACES):
                break
            tail.append(line)
        if not tail:
            at = Span(first.start, first.start)
            fix = _safe("insert a blank line", at, self._newline_at(first))
            message = "there is no blank line before this cue, so players show it as text of the cue above"
            span = Span(first.start, first.end)
            self.problems.append(Problem("missing_blank_line", span, message, "", fix))
        elif not any(line.kind == BLANK for line in tail):
            self._note_spaces(tail[::-1])

    def _note_spaces(self, lines: Sequence[Line]) -> None:
        """Lines between two cues that look blank and are not."""
        for line in lines:
            if line.kind == SPACES:
                span = Span(line.start, line.end)
                message = "the line between two cues holds blanks, so it is not empty"
                fix = _safe("empty the line", span, "")
                self.problems.append(Problem("whitespace_separator", span, message, "", fix))

    def _newline_at(self, line: Line) -> str:
        """The line end of a line; that of the line before for the last line of a file."""
        text = self.text
        if line.next_start > line.end:
            return text[line.end : line.next_start]
        if text.endswith("\r\n", 0, line.start):
            return "\r\n"
        return "\r" if text.endswith("\r", 0, line.start) else "\n"


def _is_spaces(line: Line) -> bool:
    return line.kind == SPACES


def _span(lines: Sequence[Line]) -> Span:
    return Span(lines[0].start, lines[-1].next_start)


def _safe(title: str, span: Span, replacement: str) -> Fix:
    return Fix(title, (Edit(span, replacement),), True)


def _blank_line_in_cue(gap: Span, number: int) -> Problem:
    return Problem(
        "blank_line_in_cue",
        gap,
        f"a blank line inside the text of cue {number}: some players drop what follows it",
        "",
        Fix("remove the blank line", (Edit(gap, ""),)),
    )
