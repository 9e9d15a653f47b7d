"""The lines of a MicroDVD file, and their frames as times."""

from __future__ import annotations

import re
from fractions import Fraction

from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import plural, quote
from caption_qa_action.formats._time_faults import fault_in_brackets

_LINE = r"[ \t\ufeff]*(\{([0-9]{1,9})\}[ \t]*\{([0-9]{0,9})\})(.*)"
_NO_FRAME = r"(?![A-Za-z]:)[^{}]{0,40}"
_DAMAGED = (
    rf"[ \t\ufeff]*(\{{{_NO_FRAME}\}}[ \t]*\{{[0-9]{{1,9}}\}}|\{{[0-9]{{1,9}}\}}[ \t]*\{{{_NO_FRAME}\}}"
    r"|\{[^{}:]{0,20}\}?[ \t]*\{?[^{}:]{0,20}\})(.*)"
)
# Codes for the look of all cues; words behind them are text of none.
DEFAULT_LINE = r"[ \t\ufeff]*\{DEFAULT\}(?:[ \t]*\{(?:[A-Za-z]:[^{}]*)?\})*[ \t]*"
_RATE = r"[ \t]*([0-9]{1,3}(?:[.,][0-9]{1,9})?)[ \t]*(?:fps)?[ \t]*"
# The rate of films on NTSC video, which MicroDVD's own files mostly have.
_USUAL_RATE = Fraction(24_000, 1001)
# Rates of NTSC video are written as rounded decimals.
_NTSC_RATES = tuple(Fraction(rate * 1000, 1001) for rate in (24, 30, 48, 60, 120))


def frame_rate(written: str) -> Fraction | None:
    """The frames a second that a decimal number means; None when no video has such a rate."""
    rate = Fraction(written.replace(",", "."))
    for exact in _NTSC_RATES:
        if abs(rate - exact) < Fraction(1, 200):
            return exact
    return rate if 1 <= rate <= 1000 else None


class Reader:
    """What a text comes to; `guessed` are the cues with a time that could not be read."""

    def __init__(self, text: str, rate: Fraction | None) -> None:
        self.text = text
        self.cues: list[Cue] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.header: dict[str, str] = {}
        self.guessed: set[int] = set()
        self._rate = rate if rate is not None and rate > 0 else None
        self._endless: list[Cue] = []
        self._untimed: list[Span] = []

    def read(self) -> None:
        text = self.text
        for match in re.finditer(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)", text):
            if match.start() < len(text):
                self._read_line(match[1], match.start(), match.end())
        self._set_open_ends()
        if self._untimed:
            span = Span(self._untimed[0].start, self._untimed[-1].end)
            what = plural(len(self._untimed), "line")
            message = f"{what} without frame numbers: no player shows this text"
            self.problems.append(Problem("orphan_text", span, message))
        if self.cues and self._rate is None:
            self._complain_of_rate()

    def _read_line(self, line: str, start: int, next_start: int) -> None:
        match = re.match(_LINE, line)
        if match:
            if not self.cues and not self.header and self._read_header(match, start, next_start):
                return
            self._add_cue(match, start, next_start)
        elif not line.strip(" \t\ufeff"):
            if self.cues and self.cues[-1].block_end == start:
                self.cues[-1].block_end = next_start
            else:
                self.blocks.append(Block("blank", Span(start, next_start)))
        elif re.fullmatch(DEFAULT_LINE, line):
            self.blocks.append(Block("style", Span(start, next_start)))
        else:
            damaged = re.match(_DAMAGED, line)
            if damaged and re.search("[0-9]", damaged[1]):
                self._add_damaged(damaged, start, next_start)
            else:
                self._untimed.append(Span(start, start + len(line)))
                self.blocks.append(Block("junk", Span(start, next_start)))

    def _read_header(self, match: re.Match[str], start: int, next_start: int) -> bool:
        """Whether a line states the frame rate."""
        written = re.fullmatch(_RATE, match[4])
        if not written or int(match[2]) > 1 or int(match[3] or 0) > 1:
            return False
        rate = frame_rate(written[1])
        if rate is None:
            return False
        self._rate = rate
        self.header["frame rate"] = written[1]
        self.blocks.append(Block("header", Span(start, next_start)))
        return True

    def _add_cue(self, match: re.Match[str], start: int, next_start: int) -> None:
        start_ms = self._ms(int(match[2]))
        end_ms = self._ms(int(match[3])) if match[3] else start_ms
        cue = self._append(match, 4, start_ms, end_ms, start, next_start)
        if not match[3]:
            self._endless.append(cue)

    def _add_damaged(self, match: re.Match[str], start: int, next_start: int) -> None:
        before = self.cues[-1].end_ms if self.cues else 0
        cue = self._append(match, 2, before, before + GUESSED_MS, start, next_start)
        self.guessed.add(cue.number)
        message = f"{quote(match[1])} is no pair of frame numbers{fault_in_brackets(match[1])}; MicroDVD wants {{start}}{{end}}"
        self.problems.append(Problem("invalid_timestamp", cue.timing_span, message, "unparseable"))

    def _append(
        self,
        match: re.Match[str],
        text: int,
        start_ms: int,
        end_ms: int,
        start: int,
        next_start: int,
    ) -> Cue:
        cue = Cue(
            len(self.cues) + 1,
            "",
            start_ms,
            end_ms,
            start,
            start + match.start(1),
            start + match.end(1),
            start + match.start(text),
            start + match.end(text),
            next_start,
        )
        self.cues.append(cue)
        return cue

    def _ms(self, frame: int) -> int:
        rate = self._rate or _USUAL_RATE
        return (2000 * frame * rate.denominator + rate.numerator) // (2 * rate.numerator)

    def _set_open_ends(self) -> None:
        """A cue without an end is shown until the next one."""
        for cue in self._endless:
            following = self.cues[cue.number] if cue.number < len(self.cues) else None
            if following and following.start_ms > cue.start_ms:
                cue.end_ms = following.start_ms
            else:
                cue.end_ms = cue.start_ms + GUESSED_MS
                self.guessed.add(cue.number)

    def _complain_of_rate(self) -> None:
        first = self.cues[0]
        message = (
            "the file does not say how many frames a second has; 23.976 is taken, and with another rate "
            "all cues come at the wrong time"
        )
        newline = "\r\n" if "\r\n" in self.text else "\n" if "\r" not in self.text else "\r"
        edit = Edit(Span(first.block_start, first.block_start), f"{{1}}{{1}}23.976{newline}")
        fix = Fix("say that it is 23.976", (edit,))
        code = "microdvd_frame_rate_missing"
        self.problems.append(Problem(code, first.timing_span, message, "", fix))
