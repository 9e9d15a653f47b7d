"""Tables of Whisper and whisper.cpp: a line for each cue, its times in whole milliseconds between separators."""

from __future__ import annotations

import re

from caption_qa_action.core.clock import known_times
from caption_qa_action.core.document import Block, Cue, Tag
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._reader import Found
from caption_qa_action.formats._seconds import Number, read_times
from caption_qa_action.formats._time_readings import fault_and_reading

TIME = r"[ ]*+([0-9]{1,12}+)(\.[0-9]{1,12}+)?[ ]*+"


class TableDialect:
    """A row of a table: times that `separator` parts, and text without markup."""

    def __init__(self, separator: str) -> None:
        self._separator = separator

    def plain(self, raw: str) -> str:
        return raw

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        start, _, end = timing.partition(self._separator)
        end_offset = offset + len(timing) - len(end)
        return Span(offset, offset + len(start)), Span(end_offset, end_offset + len(end))


class TableReader(Found):
    """Reads a table row by row."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._numbers: list[Number] = []

    def add_blank_lines(self) -> int:
        """Where the first line is that is not blank."""
        leading = re.match(r"(?:[ \t]*(?:\r\n|\r|\n))*", self.text)
        if leading and leading[0]:
            self.blocks.append(Block("blank", Span(*leading.span())))
        return leading.end() if leading else 0

    def add_row(self, start: Span, end: Span, text: Span, block: Span) -> None:
        """A cue, from where its times, its text and the whole of it stand."""
        number = len(self.cues) + 1
        start_ms, end_ms = known_times(
            self._time(start, number, "start"),
            self._time(end, number, "end"),
            self.cues[-1].end_ms if self.cues else 0,
        )
        places = (block.start, start.start, end.end, text.start, text.end, block.end)
        self.cues.append(Cue(number, "", start_ms, end_ms, *places))

    def add_stray_line(self, line: Span, block: Span, message: str) -> None:
        """A line that is no row; `message` says of its text what is missing."""
        written = self.text[slice(*line)]
        self.blocks.append(Block("junk" if written.strip("\ufeff \t") else "blank", block))
        if written.strip("\ufeff \t"):
            self.problems.append(Problem("orphan_text", line, f"{quote(written)} {message}"))

    def finish(self) -> None:
        """Reads times that are seconds, once all are known, and puts what was noticed in order."""
        if self.cues:
            times = read_times(self.cues, self._numbers, self.guessed, "invalid_timestamp")
            self.problems = sorted((*self.problems, *times), key=lambda problem: problem.span)

    def _time(self, span: Span, number: int, name: str) -> int | None:
        """The milliseconds of a field; a guess or None, and a problem, where it cannot be read."""
        written = self.text[slice(*span)]
        match = re.fullmatch(TIME, written)
        if match is None:
            self.guessed.add(number)
            reason, guessed_ms = fault_and_reading(written)
            message = f"the time {quote(written)} is no whole number of milliseconds{reason}"
            self.problems.append(Problem("invalid_timestamp", span, message, "unparseable"))
            return guessed_ms
        ms = int(match[1]) + bool(match[2] and match[2][1] >= "5")
        title = f"the {name} of cue {number}"
        self._numbers.append(
            Number(number, name == "end", match[1] + (match[2] or ""), span, title)
        )
        if written != match[1] and not match[2]:
            message = f"the time {quote(written)} should be a whole number of milliseconds"
            fix = Fix(f"write {ms}", (Edit(span, str(ms)),), safe=True)
            self.problems.append(Problem("invalid_timestamp", span, message, "whitespace", fix))
        return ms
