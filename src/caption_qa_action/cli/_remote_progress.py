"""How far a request to a server is, on a line of the terminal."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

from caption_qa_action.cli._terminal import StatusLine, duration
from caption_qa_action.core.text import printable

_MEGABYTE = 10**6


class Exchange:
    """Shows what a server is asked, how much was sent and received, how fast, and how long the rest takes.

    `clock` counts seconds.
    """

    __slots__ = ("_clock", "_line", "_doing", "_start")

    def __init__(self, stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._line = StatusLine(stream, at_once=True, clock=clock)
        self._doing = ""
        self._start = clock()

    def show(self, host: str, doing: str, done: int = 0, total: int = 0) -> None:
        """Show a step of a request: so many bytes of so many."""
        if doing == "sending" and done >= total:
            # All of it is there: what takes time now is the answer.
            doing, done, total = "asking", 0, 0
        is_new = doing != self._doing
        if is_new:
            self._doing, self._start = doing, self._clock()
        self._line.write(lambda: f"{doing} {printable(host)}{self._bytes(done, total)}", now=is_new)

    def clear(self) -> None:
        """Leave the line empty for other output."""
        self._doing = ""
        self._line.clear()

    def _bytes(self, done: int, total: int) -> str:
        """How much of how much, how fast, and how long the rest takes; nothing for less than a megabyte."""
        if max(done, total) < _MEGABYTE:
            return ""
        of = f" of {total / _MEGABYTE:.1f}" if total else ""
        parts = [f": {done / _MEGABYTE:.1f}{of} MB"]
        seconds = self._clock() - self._start
        if done and seconds >= 1:
            rate = done / seconds
            parts.append(f"{rate / _MEGABYTE:.1f} MB a second")
            if total:
                parts.append(f"{duration((total - done) / rate)} left")
        return ", ".join(parts)
