"""A terminal that remembers what was written to it."""

from __future__ import annotations

import io


class Terminal(io.StringIO):
    """A terminal; its width is that of `COLUMNS`."""

    def isatty(self) -> bool:
        return True

    def screen(self) -> str:
        """What is on the line now."""
        return self.getvalue().split("\r")[-1].replace("\x1b[K", "")

    def lines(self) -> list[str]:
        """Everything that the line has been, one after the other."""
        return [each.partition("\x1b[K")[0] for each in self.getvalue().split("\r")[1:]]


class Clock:
    """Seconds that pass when a test says so."""

    now = 100.0

    def __call__(self) -> float:
        return self.now
