"""What a viewer can read of a text, by some limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.reading import halves, limit_for, reading_language
from caption_qa_action.core.timeline import Event


class ReadingLimits(NamedTuple):
    """What a viewer can read: the limits, resolved for a file.

    `spoken` is the language of the file, `words` the one whose words decide where to break. `speed`
    is whether the reading speed is mended too, `keeps_breaks` whether the author's breaks stay where lines
    fit.
    """

    spoken: str
    words: str
    columns: Mapping[str, float]
    common_columns: float
    lines: int
    cps: Mapping[str, float]
    common_cps: float
    min_ms: int
    max_ms: int
    min_gap_ms: int
    speed: bool
    keeps_breaks: bool = False


class Reader:
    """Measures texts by some limits, each of them once: trials and rounds ask again about most texts of a file."""

    __slots__ = (
        "limits",
        "_ascii_width",
        "_counted",
        "_needed_ms",
        "_long_lines",
        *ReadingLimits._fields,
    )
    spoken: str
    words: str
    columns: Mapping[str, float]
    common_columns: float
    lines: int
    cps: Mapping[str, float]
    common_cps: float
    min_ms: int
    max_ms: int
    min_gap_ms: int
    speed: bool
    keeps_breaks: bool

    def __init__(self, limits: ReadingLimits) -> None:
        self.limits = limits
        for name, value in zip(limits._fields, limits, strict=True):
            setattr(self, name, value)
        self._counted: dict[str, str] = {}
        # What is ASCII alone is read as the language of the file.
        self._ascii_width = self.width_of("")
        self._needed_ms: dict[str, int] = {}
        self._long_lines: dict[str, int] = {}

    def counted(self, text: str) -> str:
        """The language whose way of counting a text has."""
        if text.isascii():
            return self.spoken
        found = self._counted.get(text)
        if found is None:
            found = self._counted[text] = reading_language(self.spoken, text)
        return found

    def halves(self, text: str) -> int:
        """How long a text is, in halves of a character."""
        return halves(self.counted(text), text)

    def width_of(self, text: str) -> int:
        """The most halves of a character that a line of this text may have; 0 for any."""
        counted = self.counted(text)
        return max(0, int(2 * limit_for(counted, self.common_columns, self.columns)))

    def long_lines(self, text: str) -> int:
        """How many lines are too long."""
        found = self._long_lines.get(text)
        if found is None:
            found = self._long_lines[text] = sum(map(self._is_long, text.split("\n")))
        return found

    def _is_long(self, line: str) -> bool:
        # No text is longer than its characters are many.
        if line.isascii() and len(line) * 2 <= (self._ascii_width or len(line) * 2):
            return False
        shown = line.strip(" \t")
        width = self.width_of(shown)
        return 0 < width < self.halves(shown)

    def extra_lines(self, text: str) -> int:
        """How many lines there are too many; those that show nothing do not count."""
        if not self.lines or text.count("\n") < self.lines:
            return 0
        lines = sum(1 for line in text.split("\n") if not shows_nothing(line))
        return max(0, lines - self.lines)

    def needed_ms(self, text: str) -> int:
        """The shortest time in which a text can be read."""
        found = self._needed_ms.get(text)
        if found is None:
            counted = self.counted(text)
            limit = limit_for(counted, self.common_cps, self.cps)
            found = -int(-halves(counted, text) * 500 // limit) if limit > 0 else 0
            self._needed_ms[text] = found
        return found

    def is_fast(self, event: Event) -> bool:
        """Whether an event is gone before it can be read."""
        shown_ms = event.end_ms - event.start_ms
        return 0 < shown_ms < self.needed_ms(event.text)

    def faults(self, event: Event) -> Iterator[str]:
        """The codes of what is wrong with how an event reads, as far as this reader mends it."""
        text = event.text
        if self.long_lines(text):
            yield "line_too_long"
        if self.extra_lines(text):
            yield "too_many_lines"
        if self.speed and self.is_fast(event):
            yield "reading_speed_high"
