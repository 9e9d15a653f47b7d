"""TSV of Whisper (.tsv): a line for each cue, with its start, its end and its text between tabs.

The times are whole milliseconds. The first line is `start`, `end`, `text`; by it alone the format is
known, since tables of all kinds have the suffix. A cue has one line of text, and no markup.

Source: OpenAI Whisper, `WriteTSV`, https://github.com/openai/whisper/blob/main/whisper/utils.py
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue, Document, Tag
from caption_qa_action.core.format import Format
from caption_qa_action.core.source import Edit, Fix, Problem, Source, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._seconds import Number, read_times
from caption_qa_action.formats._time_faults import fault

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

_HEADER = "start\tend\ttext"
# Each with the blanks and the line ends after it.
_LINE = r"([^\r\n]+)(?:\r\n|\r|\n|\Z)(?:[ \t]*(?:\r\n|\r|\n))*"
_TIME = r"[ ]*+([0-9]{1,12}+)(\.[0-9]{1,12}+)?[ ]*+"


class _TsvDialect:
    def plain(self, raw: str) -> str:
        return raw

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        start, _, end = timing.partition("\t")
        end_offset = offset + len(timing) - len(end)
        return Span(offset, offset + len(start)), Span(end_offset, end_offset + len(end))


class _Reader:
    """What a text comes to; `guessed` are the cues with a time that could not be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.guessed: set[int] = set()
        self.numbers: list[Number] = []

    def read(self) -> None:
        leading = re.match(r"(?:[ \t]*(?:\r\n|\r|\n))*", self.text)
        if leading and leading[0]:
            self.blocks.append(Block("blank", Span(*leading.span())))
        for match in re.compile(_LINE).finditer(self.text, leading.end() if leading else 0):
            self._read_line(match)
        if self.cues:
            times = read_times(self.cues, self.numbers, self.guessed, "invalid_timestamp")
            self.problems = sorted((*self.problems, *times), key=lambda problem: problem.span)

    def _read_line(self, match: re.Match[str]) -> None:
        line, block = match[1], Span(*match.span())
        start, end, text = (*line.split("\t", 2), "", "")[:3]
        if line.count("\t") >= 2 and (text.strip() or re.fullmatch(_TIME, start)):
            if not self.cues and line.lstrip("\ufeff").lower().startswith(_HEADER):
                self.blocks.append(Block("header", block))
            else:
                self._add_cue(start, end, Span(*match.span(1)), block)
            return
        self.blocks.append(Block("junk" if line.strip("\ufeff \t") else "blank", block))
        if line.strip("\ufeff \t"):
            message = f"{quote(line)} has no start, end and text between tabs: it is in no cue"
            self.problems.append(Problem("orphan_text", Span(*match.span(1)), message))

    def _add_cue(self, start: str, end: str, line: Span, block: Span) -> None:
        number = len(self.cues) + 1
        timing_end = line.start + len(start) + 1 + len(end)
        start_ms = self._time(start, line.start, number, "start")
        end_ms = self._time(end, timing_end - len(end), number, "end")
        if start_ms is None:
            before_ms = self.cues[-1].end_ms if self.cues else 0
            start_ms = before_ms if end_ms is None else min(before_ms, end_ms)
        if end_ms is None:
            end_ms = start_ms + GUESSED_MS
        self.cues.append(
            Cue(
                number,
                "",
                start_ms,
                end_ms,
                block.start,
                line.start,
                timing_end,
                timing_end + 1,
                line.end,
                block.end,
            )
        )

    def _time(self, written: str, offset: int, number: int, name: str) -> int | None:
        """The milliseconds of a field; None, and a problem, where it cannot be read."""
        span = Span(offset, offset + len(written))
        match = re.fullmatch(_TIME, written)
        if match is None:
            self.guessed.add(number)
            message = (
                f"the time {quote(written)} is no whole number of milliseconds{fault(written)}"
            )
            self.problems.append(Problem("invalid_timestamp", span, message, "unparseable"))
            return None
        ms = int(match[1]) + bool(match[2] and match[2][1] >= "5")
        title = f"the {name} of cue {number}"
        self.numbers.append(Number(number, name == "end", match[1] + (match[2] or ""), span, title))
        if written != match[1] and not match[2]:
            message = f"the time {quote(written)} should be a whole number of milliseconds"
            fix = Fix(f"write {ms}", (Edit(span, str(ms)),), safe=True)
            self.problems.append(Problem("invalid_timestamp", span, message, "whitespace", fix))
        return ms


def sniff(text: str) -> bool:
    """Whether the first line that is not blank names the three columns."""
    start = text[:1024].lstrip("\ufeff \r\n").lower()
    return re.match(f"{_HEADER}[ \t]*(?:[\r\n]|\\Z)", start) is not None


def parse(source: Source) -> Document:
    """The document in a TSV source; never raises."""
    reader = _Reader(source.text)
    reader.read()
    return Document(
        source,
        FORMAT.traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        _TsvDialect(),
        guessed=frozenset(reader.guessed),
    )


def to_timeline(document: Document) -> Timeline:
    """What a TSV document shows when."""
    from caption_qa_action.formats._plain_timeline import plain_timeline

    return plain_timeline(document)


def _retime(written: str, ms: int) -> str | None:
    return str(ms) if re.fullmatch("[0-9]{1,12}", written) else None


FORMAT = Format(
    FormatTraits(
        "tsv",
        "TSV",
        shared_suffixes=(".tsv",),
        is_line_based=True,
        beginnings=("start\tend\ttext",),
        cues_are_separable=True,
        retime=_retime,
        blanks_are_visible=True,
        shows_character_references=True,
    ),
    sniff,
    parse,
    to_timeline,
)
