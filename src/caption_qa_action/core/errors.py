"""Everything that can go wrong outside a caption file, as one tree.

CaptionQaError
├── UsageError          a wrong argument                     exit 2 before anything is read
├── ConfigError         a wrong configuration                exit 2 before anything is read
└── FileError           one file could not be checked        the run goes on, then exit 2
    ├── ReadError       it cannot be read or decoded
    ├── WriteError      it cannot be written
    ├── RuleCrashed     a rule raised: a bug of ours
    ├── FixFailed       a fix would have broken the file
    └── EngineError     the engine gave no report

A bad caption is never an error of this tree: it is a finding.
"""

from __future__ import annotations


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
        return f"{self.path}: {self.message}"


class ReadError(FileError):
    """A file cannot be read."""


class WriteError(FileError):
    """A file cannot be written."""


class RuleCrashed(FileError):
    """A rule raised on a file; the message names the rule and asks for a report."""


class FixFailed(FileError):
    """A fix would have damaged a file, so the file was left alone."""


class EngineError(FileError):
    """The engine gave no report for a file."""
