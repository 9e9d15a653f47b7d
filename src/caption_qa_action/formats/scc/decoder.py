"""A decoder of CEA-608 that remembers what was on screen, and when.

Source: 47 CFR 79.101, https://www.law.cornell.edu/cfr/text/47/79.101
"""

from __future__ import annotations

from caption_qa_action.core.timeline import Placement, Run, Style
from caption_qa_action.formats.scc import codes as codes

_COLUMNS = 32
_ROWS = 15
# A caption whose ends are farther apart from the middle is set to the left.
_CENTERED_COLUMNS = 4

Rows = dict[int, dict[int, tuple[str, Style]]]


class Caption:
    """Rows of characters; the offsets of its first and last code; the frames of its start and end."""

    __slots__ = ("rows", "first", "last", "start", "end")

    def __init__(self) -> None:
        self.rows: Rows = {}
        self.first = self.last = -1
        self.start = self.end = -1

    def runs(self) -> tuple[Run, ...]:
        """Its text by looks, the rows from top to bottom; blanks at the edges are left out."""
        runs: list[Run] = []
        for row in sorted(self.rows):
            line = _line(self.rows[row])
            if line and runs:
                runs[-1] = runs[-1]._replace(text=runs[-1].text + "\n")
            for text, style in line:
                if runs and runs[-1].style == style:
                    runs[-1] = runs[-1]._replace(text=runs[-1].text + text)
                else:
                    runs.append(Run(text, style))
        return tuple(runs)

    def placement(self) -> Placement:
        """Where it is on screen."""
        filled = {row: cells for row, cells in self.rows.items() if _line(cells)}
        if not filled:
            return Placement()
        bottom = max(filled)
        vertical = "bottom" if bottom >= 11 else "middle" if min(filled) > 5 else "top"
        row = {"bottom": _ROWS - bottom, "top": min(filled) - 1}.get(vertical, 0)
        sides = [(min(cells), _COLUMNS - 1 - max(cells)) for cells in filled.values()]
        if all(abs(left - right) <= _CENTERED_COLUMNS for left, right in sides):
            return Placement(vertical=vertical, row=row)
        right = all(right <= 1 < left for left, right in sides)
        return Placement("right" if right else "left", vertical, row=row)


def _line(cells: dict[int, tuple[str, Style]]) -> list[tuple[str, Style]]:
    """The characters of a row with their looks."""
    seen = [column for column, (text, _) in sorted(cells.items()) if text not in (" ", "\u00a0")]
    if not seen:
        return []
    line: list[tuple[str, Style]] = []
    style = cells[seen[0]][1]
    for column in range(seen[0], seen[-1] + 1):
        text, look = cells.get(column, (" ", style))
        # A blank looks like what is before it, so that it makes no run of its own.
        style = style if text == " " and not look.underline else look
        line.append((text, style))
    return line


class Decoder:
    """Takes code after code; `captions` are those that were shown."""

    def __init__(self) -> None:
        self.captions: list[Caption] = []
        self.lost: list[Caption] = []
        # Text of the other channel, and text that no caption is made of.
        self.unheard: list[str] = []
        self.unshown: list[str] = []
        self.mode = ""
        self.depth = 0
        self.channel = 0
        self.listening = True
        self.loaded = Caption()
        self.shown: Caption | None = None
        self.row, self.column = 15, 0
        self.style = Style()
        self.before: tuple[int, int] | None = None

    def take(self, first: int, second: int, offset: int, frame: int) -> None:
        """One pair of bytes without parity bits, its place in the text, and when it is sent."""
        if first < 0x10:
            self.before = None
            if first == 0:
                first, second = second, 0
            if 0 < first < 0x10:
                return  # extended data services: not captions
        if first >= 0x20:
            self.before = None
            shown = codes.character(first) + (codes.character(second) if second >= 0x20 else "")
            if not self.listening:
                self.unheard.append(shown)
            elif self.mode == "text":
                self.unshown.append(shown)
            else:
                for character in shown:
                    self._put(character, offset, frame)
            return
        if first < 0x10:
            return
        if self.before == (first, second):
            self.before = None  # control codes are sent twice
            return
        self.before = (first, second)
        channel = 2 if first & 0x08 else 1
        self.channel = self.channel or channel
        self.listening = channel == self.channel
        if not self.listening:
            self.unheard.append("")
        else:
            self._control(first & 0x17, second, offset, frame)

    def finish(self, frame: int) -> None:
        """No code comes any more."""
        self._end_shown(frame)
        if self.loaded.rows:
            self.lost.append(self.loaded)

    def _control(self, first: int, second: int, offset: int, frame: int) -> None:
        special = codes.special(first, second)
        extended = codes.extended(first, second)
        mid_row = codes.mid_row(first, second, self.style)
        preamble = codes.preamble(first, second)
        if first in (0x14, 0x15) and 0x20 <= second < 0x30:
            self._command(second, offset, frame)
        elif self.mode == "text":
            return
        elif special:
            self._put(special, offset, frame)
        elif extended:
            self.column = max(0, self.column - 1)
            self._put(extended, offset, frame)
        elif mid_row is not None:
            self._put(" ", offset, frame)
            self.style = mid_row
        elif preamble:
            row, self.column, self.style = preamble
            if self.mode != "roll":
                self.row = row
        elif first == 0x17 and 0x21 <= second <= 0x23:
            self.column = min(_COLUMNS - 1, self.column + second - 0x20)

    def _command(self, second: int, offset: int, frame: int) -> None:
        if second == codes.RESUME_LOADING:
            self._switch("pop", frame)
            self._mark(self.loaded, offset)
        elif second in codes.ROLL_UP:
            if self.mode != "roll":
                self._switch("roll", frame)
                self._end_shown(frame)
            self.row, self.column = 15, 0
        elif second == codes.RESUME_DIRECT:
            self._switch("paint", frame)
            self._end_shown(frame)
        elif second in (codes.TEXT_RESTART, codes.RESUME_TEXT):
            self.mode = "text"
        elif second == codes.ERASE_DISPLAYED:
            self._end_shown(frame)
        elif second == codes.ERASE_LOADED:
            if self.loaded.rows:
                self.lost.append(self.loaded)
            self.loaded = Caption()
        elif second == codes.CARRIAGE_RETURN and self.mode == "roll":
            self._end_shown(frame)
            self.column, self.style = 0, Style()
        elif second == codes.END_OF_CAPTION:
            self._show(offset, frame)
        elif second == codes.BACKSPACE:
            self.column = max(0, self.column - 1)
            self._cells().pop(self.column, None)
        elif second == codes.DELETE_TO_END:
            cells = self._cells()
            for column in [column for column in cells if column >= self.column]:
                del cells[column]

    def _switch(self, mode: str, frame: int) -> None:
        if self.mode == "roll" and mode != "roll":
            self._end_shown(frame)
        self.mode = mode

    def _show(self, offset: int, frame: int) -> None:
        """Swap the memories: what was loaded comes on screen."""
        self._end_shown(frame)
        caption, self.loaded = self.loaded, Caption()
        self.mode = "pop"
        if caption.rows:
            caption.last = max(caption.last, offset)
            caption.start = frame
            self.shown = caption

    def _end_shown(self, frame: int) -> None:
        caption, self.shown = self.shown, None
        if caption and caption.rows:
            caption.end = frame
            self.captions.append(caption)

    def _caption(self, frame: int) -> Caption:
        """The caption that characters go to."""
        if self.mode in ("roll", "paint"):
            if self.shown is None:
                self.shown = Caption()
                self.shown.start = frame
            return self.shown
        return self.loaded

    def _cells(self) -> dict[int, tuple[str, Style]]:
        live = self.mode in ("roll", "paint")
        caption = self.shown if live else self.loaded
        return caption.rows.get(self.row, {}) if caption else {}

    def _put(self, text: str, offset: int, frame: int) -> None:
        if text == " " and self.mode in ("roll", "paint") and self.shown is None:
            self.column = min(_COLUMNS - 1, self.column + 1)
            return
        caption = self._caption(frame)
        self._mark(caption, offset)
        caption.rows.setdefault(self.row, {})[self.column] = text, self.style
        self.column = min(_COLUMNS - 1, self.column + 1)

    def _mark(self, caption: Caption, offset: int) -> None:
        if caption.first < 0:
            caption.first = offset
        caption.last = offset
