"""Who watches how far a request is."""

from __future__ import annotations

import os
from typing import BinaryIO, Protocol, cast


class Watch(Protocol):
    """Is shown each step of a request, and called when there is no more to see."""

    def show(self, host: str, doing: str, done: int = 0, total: int = 0) -> None:
        """`doing` is `asking`, `sending` or `receiving`; so many bytes of so many, 0 where that is not known."""

    def clear(self) -> None:
        """The request is over, or something else is to be shown."""


def watched(file: BinaryIO, host: str, watch: Watch) -> BinaryIO:
    """A file that reports how much of it was read, to be sent to a host."""
    return cast("BinaryIO", _Watched(file, host, watch))


class _Watched:
    """Reads as the file does."""

    def __init__(self, file: BinaryIO, host: str, watch: Watch) -> None:
        self._file = file
        self._host = host
        self._watch = watch
        self._total = os.fstat(file.fileno()).st_size

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._file.read(size)
        self._watch.show(self._host, "sending", self._file.tell(), self._total)
        return data

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)
