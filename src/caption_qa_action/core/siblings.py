"""Other files that hold the same captions in another language, read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from caption_qa_action.core.annotations import Generic, TypeVar
from caption_qa_action.core.errors import FileError

# What a sibling is once it is read: a `Document`, which knows siblings and is therefore not named here.
_Read = TypeVar("_Read")


class Sibling(Generic[_Read]):
    """Another file of the same family; `language` is the one that its name states.

    It is read and parsed when its document is first asked for. Where that fails, `reason` says why.
    """

    __slots__ = ("path", "language", "reason", "_read", "_document")

    def __init__(self, path: str, language: str, read: Callable[[], _Read]) -> None:
        self.path = path
        self.language = language
        self.reason = ""
        self._read: Callable[[], _Read] | None = read
        self._document: _Read | None = None

    @property
    def is_read(self) -> bool:
        """Whether its document was asked for."""
        return self._read is None

    @property
    def document(self) -> _Read | None:
        """The file, parsed; None when it cannot be read."""
        if self._read is not None:
            read, self._read = self._read, None
            try:
                self._document = read()
            except FileError as error:
                self.reason = error.message
        return self._document


def no_siblings() -> tuple[()]:
    """The siblings of a document that is not a file among others."""
    return ()
