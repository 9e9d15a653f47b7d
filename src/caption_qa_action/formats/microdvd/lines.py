"""The lines of a MicroDVD file, and their frames as times."""

from __future__ import annotations

import re
from fractions import Fraction

from caption_qa_action.core.clock import GUESSED_MS
from caption_qa_action.core.document import Block, Cue
from caption_qa_action.core.source import Edit, Fix, Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.formats._reader import LineReader
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


class Reader(LineReader):
    """What a text comes to; `header` has the rate that it states."""

    def __init__(self, text: str, rate: Fraction | None) -> None:
        super().__init__(text)
        self.header: dict[str, str] = {}
        self._rate = rate if rate is not None and rate > 0 else None
        self._endless: list[Cue] = []

    def read(self) -> None:
        for line, block in self.lines():
            self._read_line(line, block)
        for cue in self._endless:
            self.end_with_the_next(cue)
        self.name_untimed("without frame numbers: no player shows this text")
        if self.cues and self._rate is None:
            self._complain_of_rate()

    def _read_line(self, line: str, block: Span) -> None:
        match = re.match(_LINE, line)
        if match:
            if not self.cues and not self.header and self._read_header(match, block):
                return
            self._add_cue(match, block)
        elif not line.strip(" \t\ufeff"):
            self.add_blank(block)
        elif re.fullmatch(DEFAULT_LINE, line):
            self.blocks.append(Block("style", block))
        else:
            damaged = re.match(_DAMAGED, line)
            if damaged and re.search("[0-9]", damaged[1]):
                self._add_damaged(damaged, block)
            else:
                self.add_untimed(line, block)

    def _read_header(self, match: re.Match[str], block: Span) -> bool:
        """Whether a line states the frame rate."""
        written = re.fullmatch(_RATE, match[4])
        if not written or int(match[2]) > 1 or int(match[3] or 0) > 1:
            return False
        rate = frame_rate(written[1])
        if rate is None:
            return False
        self._rate = rate
        self.header["frame rate"] = written[1]
        self.blocks.append(Block("header", block))
        return True

    def _add_cue(self, match: re.Match[str], block: Span) -> None:
        start_ms = self._ms(int(match[2]))
        end_ms = self._ms(int(match[3])) if match[3] else start_ms
        cue = self._append(match, 4, start_ms, end_ms, block)
        if not match[3]:
            self._endless.append(cue)

    def _add_damaged(self, match: re.Match[str], block: Span) -> None:
        before = self.cues[-1].end_ms if self.cues else 0
        cue = self._append(match, 2, before, before + GUESSED_MS, block)
        self.guessed.add(cue.number)
        message = f"{quote(match[1])} is no pair of frame numbers{fault_in_brackets(match[1])}; MicroDVD wants {{start}}{{end}}"
        self.problems.append(Problem("invalid_timestamp", cue.timing_span, message, "unparseable"))

    def _append(
        self, match: re.Match[str], text: int, start_ms: int, end_ms: int, block: Span
    ) -> Cue:
        start = block.start
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
            block.end,
        )
        self.cues.append(cue)
        return cue

    def _ms(self, frame: int) -> int:
        rate = self._rate or _USUAL_RATE
        return (2000 * frame * rate.denominator + rate.numerator) // (2 * rate.numerator)

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
