"""Everything that can go wrong outside a caption file, as one tree.

CaptionQaError
├── UsageError          a wrong argument                     exit 2 before anything is read
├── ConfigError         a wrong configuration                exit 2 before anything is read
└── FileError           one file could not be checked        the run goes on, then exit 2
    ├── ReadError       it cannot be read or decoded
    ├── OverTime        it takes longer than it may
    ├── NoCaptions      it is of another kind that has the same suffix: skipped, not a failure
    ├── WriteError      it cannot be written
    ├── FixFailed       a fix would have broken the file
    └── EngineError     the engine, or another service, gave no answer
        ├── Unavailable     it cannot be reached, or is too busy
        ├── TimedOut        it did not answer in time
        ├── Refused         it says no: to the key, or to what was sent
        ├── QuotaExceeded   it says no until tomorrow
        └── BadReply        what it answers cannot be used

A bad caption is never an error of this tree: it is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core.annotations import Self

# Why a file is skipped whose suffix caption files share with others.
NO_CAPTIONS = "it holds no captions, as other files of this suffix"
_PICTURES = "it holds pictures of captions (VobSub) and no text"
_VOBSUB = b"\0\0\x01\xba"  # an MPEG program stream
# Why a file of a folder is skipped that is named like captions.
NOT_REGULAR = "not a regular file"
LINK = "a symbolic link"
DANGLING = f"{LINK} that leads nowhere"
# Whoever has such a file may think that it was checked: reports for people name it.
UNEXPECTED_SKIPS = frozenset((NO_CAPTIONS, _PICTURES, NOT_REGULAR, LINK, DANGLING))


class CaptionQaError(Exception):
    """The base of every error that the command line turns into one clear line."""


class UsageError(CaptionQaError):
    """A wrong argument; the message says what to pass instead."""


class ConfigError(CaptionQaError):
    """A wrong configuration: where it is, and which key.

    `line` and `column` count from 1; 0 means that the place is not known.
    """

    def __init__(
        self, message: str, *, path: str = "", line: int = 0, column: int = 0, key: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column
        self.key = key

    def __str__(self) -> str:
        where = self.path
        if where and self.line:
            where += f":{self.line}:{self.column}"
        subject = f"{self.key}: " if self.key else ""
        return f"{where}: {subject}{self.message}" if where else f"{subject}{self.message}"


class FileError(CaptionQaError):
    """One file could not be checked, written or mended; `path` is its name as shown."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


def why_no_captions(head: bytes) -> str:
    """Why a file is skipped that holds no captions, by its first bytes."""
    return _PICTURES if head.startswith(_VOBSUB) else NO_CAPTIONS


class OverTime(FileError):
    """A file takes longer than it may."""

    def __init__(self, path: str, seconds: int) -> None:
        super().__init__(path, over_time(seconds))
        self.seconds = seconds

    def __reduce__(self) -> tuple[type[Self], tuple[str, int]]:
        return type(self), (self.path, self.seconds)


def over_time(seconds: int) -> str:
    """Why a file is not checked that takes longer than it may."""
    return f"it takes longer than {seconds} s (limits.seconds_per_file)"


class ReadError(FileError):
    """A file cannot be read."""


class NoCaptions(FileError):
    """A file holds no captions, and its suffix does not promise any: others have it too."""

    def __init__(self, path: str, head: bytes = b"") -> None:
        super().__init__(path, why_no_captions(head))
        self.head = head[: len(_VOBSUB)]

    def __reduce__(self) -> tuple[type[Self], tuple[str, bytes]]:
        return type(self), (self.path, self.head)  # so that a process pool can hand it on


class WriteError(FileError):
    """A file cannot be written."""


class FixFailed(FileError):
    """A fix would have damaged a file, so the file was left alone."""


class EngineError(FileError):
    """An engine or service gave no answer; `path` is `""` where no file is concerned.

    `status` is that of HTTP, 0 where none came. `code` and `details` are what the server sent, as it
    sent it: hostile text. `may_be_done`: whether what was asked for may have been done all the same.
    """

    may_be_done = False

    def __init__(
        self,
        path: str,
        message: str,
        *,
        status: int = 0,
        code: str = "",
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(path, message)
        self.status = status
        self.code = code
        self.details: Mapping[str, object] = details or {}

    def about(self, path: str) -> Self:
        """The same error, about a file."""
        return type(self)(
            path, self.message, status=self.status, code=self.code, details=self.details
        )


class Unavailable(EngineError):
    """The service cannot be reached, is too busy, or failed; another time it may work."""


class TimedOut(EngineError):
    """The service did not answer in time."""


class Refused(EngineError):
    """The service says no: to the key, to its scopes, or to what was sent."""


class QuotaExceeded(EngineError):
    """The quota is used up; more is to be had tomorrow."""


class BadReply(EngineError):
    """What the service answers cannot be used: cut off, no JSON, too large, or from elsewhere."""
