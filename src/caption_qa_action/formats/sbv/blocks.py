"""The cues of an SBV or SubViewer 2 file, line by line.

A cue begins at a timing line: anywhere when its times are exact or nothing but times stands on it, after a blank line
when it is damaged. A blank line ends its text unless what follows is no timing line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from caption_qa_action.core.clock import known_times
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural
from caption_qa_action.formats._arrows import LINE_OF_TIMES, as_guess, is_line_of_times
from caption_qa_action.formats._reader import Found
from caption_qa_action.formats._stray_text import orphan
from caption_qa_action.formats.sbv.timing import (
    EXACT,
    SUBVIEWER,
    is_unlike,
    looks_like_timing,
    read_timing,
)

_NAMES = (
    r"information|title|author|source|prg|program|filepath|delay|cd track|comment"
    r"|end information|subtitle|colf|style|size|font"
)
_HEADER = rf"(?i)[ \t\ufeff]*\[(?:{_NAMES})\]"
_ENTRY = rf"(?i)\[({_NAMES})\]((?:(?!,\[(?:{_NAMES})\])[^\r\n])*+),?"
# What begins and ends a part of the header, and has no value.
_HEADINGS = ("information", "end information", "subtitle")
# Two exact times at the beginning of a line, whatever follows them.
_EXACT_TIMES = rf"[ \t]*{EXACT}(?![0-9])"
_BLANK, _SPACES, _TEXT, _TIMING, _DAMAGED = range(5)


class _Line(NamedTuple):
    start: int
    end: int
    next_start: int
    kind: int


class Reader(Found):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        # What the header of a SubViewer file states, names in lower case.
        self.header: dict[str, str] = {}

    def read(self) -> None:
        if not self._read_exact():
            self._read_line_by_line()

    def _read_exact(self) -> bool:
        """Read a file of exact cues alone, the fast way; False, and nothing read, for any other."""
        text = self.text
        crlf = text.count("\r\n")
        if crlf != text.count("\r") or crlf not in (0, text.count("\n")):
            return False
        newline = "\r\n" if crlf else "\n"
        step, size = len(newline), len(text)
        match_head = re.compile(f"{EXACT}{newline}").match
        timing = re.compile(f"{LINE_OF_TIMES}|^{_EXACT_TIMES}")
        find = text.find
        cues: list[Cue] = []
        position = 0
        while position < size:
            match = match_head(text, position)
            if match is None:
                return False
            start = match.end()
            end = find(newline * 2, start - step)
            if end < 0:
                end = block_end = size
                if start < size and text.endswith(newline):
                    end -= step
            else:
                block_end = end + 2 * step
                while text.startswith(newline, block_end):
                    block_end += step
            end = max(start, end)
            if end > start and text[end - 1] in " \t":
                last = max(start, text.rfind("\n", start, end) + 1)
                if not text[last:end].strip(" \t"):
                    return False
            if find(":", start, end) >= 0 and timing.search(text, start, end):
                return False
            h, m, s, ms, end_h, end_m, end_s, end_ms = map(int, match.groups())
            cues.append(
                Cue(
                    len(cues) + 1,
                    "",
                    ((h * 60 + m) * 60 + s) * 1000 + ms,
                    ((end_h * 60 + end_m) * 60 + end_s) * 1000 + end_ms,
                    position,
                    position,
                    start - step,
                    start,
                    end,
                    block_end,
                )
            )
            position = block_end
        self.cues = cues
        return bool(cues)

    def _read_line_by_line(self) -> None:
        lines = self._lines()
        heads, guesses = self._heads(lines)
        self._take_leading(lines[: heads[0]] if heads else lines)
        for position, head in enumerate(heads):
            following = heads[position + 1] if position + 1 < len(heads) else len(lines)
            noted = len(self.problems)
            if position:
                self._note_separator(lines[heads[position - 1] + 1 : head], lines[head])
            self._take_cue(lines[head], lines[head + 1 : following])
            if head in guesses:
                self.problems[noted:] = as_guess(self.problems[noted:])

    def _lines(self) -> list[_Line]:
        text = self.text
        lines: list[_Line] = []
        add = lines.append
        size = len(text)
        exact = re.compile(f"(?:{EXACT}|{SUBVIEWER})$").match
        has_exact_times = re.compile(_EXACT_TIMES).match
        for match in re.finditer(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)", text):
            start, end = match.span(1)
            if start == size:
                break
            line = match[1]
            if not line:
                kind = _BLANK
            elif not line.strip(" \t"):
                kind = _SPACES
            elif line.count(":") < 2:
                kind = _TEXT
            elif is_line_of_times(line):
                kind = _TIMING
            elif not re.search(",|;|-->", line):
                kind = _TEXT
            elif exact(line) or (has_exact_times(line) and looks_like_timing(line)):
                kind = _TIMING
            else:
                kind = _DAMAGED if looks_like_timing(line) else _TEXT
            add(_Line(start, end, match.end(), kind))
        return lines

    def _heads(self, lines: Sequence[_Line]) -> tuple[list[int], set[int]]:
        """The lines that begin a cue; and those among them that stand in a text, written unlike the times of the file.

        Right below good times such a line is the text of a cue that would have none without it.
        """
        heads: list[int] = []
        guesses: set[int] = set()
        free = True  # whether a line stands below a blank one, the start of the file or its header
        for position, line in enumerate(lines):
            is_text = False
            if heads and not free and self._is_unlike(line):
                is_text = heads[-1] == position - 1 and not self._is_unlike(lines[position - 1])
                if not is_text and not self._is_unlike(lines[heads[0]]):
                    guesses.add(position)
            if (line.kind == _TIMING and not is_text) or (line.kind == _DAMAGED and free):
                heads.append(position)
            free = line.kind in (_BLANK, _SPACES) or (not heads and self._is_header(line))
        return heads, guesses

    def _is_unlike(self, line: _Line) -> bool:
        return line.kind == _TIMING and is_unlike(self.text[line.start : line.end])

    def _is_header(self, line: _Line) -> bool:
        return re.match(_HEADER, self.text[line.start : line.end]) is not None

    def _take_leading(self, lines: Sequence[_Line]) -> None:
        """Lines before the first timing line: a SubViewer header, or text of no cue."""
        if not lines:
            return
        span = Span(lines[0].start, lines[-1].next_start)
        shown = [line for line in lines if line.kind not in (_BLANK, _SPACES)]
        if not shown:
            self.blocks.append(Block("blank", span))
        elif any(map(self._is_header, shown)):
            self.blocks.append(Block("header", span))
            for line in shown:
                self._take_header(line)
        else:
            self.blocks.append(Block("junk", span))
            message = (
                f"{plural(len(shown), 'line')} without a timing line: no player shows this text"
            )
            place = Span(shown[0].start, shown[-1].end)
            self.problems.append(Problem("orphan_text", place, message))

    def _take_header(self, line: _Line) -> None:
        """Keep what a line of the header states; what stands before and behind that is text of no cue."""
        text, position = self.text, line.start
        where = "in the header and is no part of it"
        found = [orphan(text, position, line.end, where)]
        if self._is_header(line):
            found = []
            for entry in re.compile(_ENTRY).finditer(text, line.start, line.end):
                found.append(orphan(text, position, entry.start(), where))
                name, position = entry[1].lower(), entry.end()
                if name in _HEADINGS:
                    found.append(orphan(text, *entry.span(2), where))
                else:
                    self.header.setdefault(name, entry[2].strip(" \t"))
            found.append(orphan(text, position, line.end, where))
        self.problems += filter(None, found)

    def _take_cue(self, head: _Line, body: Sequence[_Line]) -> None:
        number = len(self.cues) + 1
        timing = read_timing(
            self.text[head.start : head.end],
            head.start,
            self.text[head.end : head.next_start] or "\n",
        )
        if timing.problem:
            is_shown = self._is_below_text(head) and timing.problem.fix is not None
            detail = "below_text" if is_shown else timing.problem.detail
            self.problems.append(timing.problem._replace(detail=detail))
        text_start = text_end = head.next_start
        shown = [line for line in body if line.kind not in (_BLANK, _SPACES)]
        if shown:
            if body[0].kind == _BLANK:
                self._note_blank(Span(body[0].start, shown[0].start), number)
                text_start = shown[0].start
            text_end = shown[-1].end
            self._note_inner_blanks(body, number)
        before_ms = self.cues[-1].end_ms if self.cues else 0
        start_ms, end_ms = known_times(timing.start_ms, timing.end_ms, before_ms)
        if timing.is_guess:
            self.guessed.add(number)
        self.cues.append(
            Cue(
                number,
                "",
                start_ms,
                end_ms,
                head.start,
                head.start,
                head.end,
                text_start,
                text_end,
                body[-1].next_start if body else head.next_start,
                timing.text,
            )
        )

    def _is_below_text(self, head: _Line) -> bool:
        """Whether damaged times stand right below text, where they are read as more of it."""
        if not self.cues or re.compile(_EXACT_TIMES).match(self.text, head.start):
            return False
        above = self.cues[-1]
        gap = self.text[above.text_end : head.start]
        return above.text_start < above.text_end and gap in ("\n", "\r\n", "\r")

    def _note_inner_blanks(self, body: Sequence[_Line], number: int) -> None:
        blank: _Line | None = None
        seen = False
        for line in body:
            if line.kind == _BLANK:
                if seen and blank is None:
                    blank = line
            elif line.kind != _SPACES:
                if blank is not None:
                    self._note_blank(Span(blank.start, line.start), number)
                seen, blank = True, None

    def _note_blank(self, gap: Span, number: int) -> None:
        message = f"a blank line inside the text of cue {number}: what follows it is lost"
        fix = Fix("remove the blank line", (Edit(gap, ""),))
        self.problems.append(Problem("blank_line_in_cue", gap, message, "", fix))

    def _note_separator(self, body: Sequence[_Line], following: _Line) -> None:
        """What is wrong between the lines of a cue and the timing line below them."""
        tail: list[_Line] = []
        for line in reversed(body):
            if line.kind not in (_BLANK, _SPACES):
                break
            tail.append(line)
        if not tail:
            place = Span(following.start, following.start)
            fix = Fix("insert a blank line", (Edit(place, self._newline(following)),), True)
            span = Span(following.start, following.end)
            message = "there is no blank line before this cue"
            self.problems.append(Problem("missing_blank_line", span, message, "", fix))
        elif all(line.kind == _SPACES for line in tail):
            for line in reversed(tail):
                span = Span(line.start, line.end)
                fix = Fix("empty the line", (Edit(span, ""),), True)
                message = "the line between two cues holds blanks, so it is not empty"
                self.problems.append(Problem("whitespace_separator", span, message, "", fix))

    def _newline(self, line: _Line) -> str:
        """The line end above a line."""
        if self.text.endswith("\r\n", 0, line.start):
            return "\r\n"
        return self.text[line.start - 1 : line.start] or "\n"
