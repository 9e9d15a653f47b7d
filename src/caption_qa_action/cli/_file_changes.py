"""Files of a repository that a command writes or changes: shown as a diff, or written as a whole."""

from __future__ import annotations

from caption_qa_action.cli._terminal import print_line
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import printable
from caption_qa_action.regular import read_regular

# What people write by hand is smaller.
_MOST_BYTES = 10_000_000


class Change(NamedTuple):
    """A file as it is (None where there is none) and as it shall be (None: it is left as it is)."""

    path: str
    old: str | None
    new: str | None
    why: str


def read_text(path: str) -> str:
    """The text of a file, with its line ends. Raises UsageError when it cannot be read."""
    try:
        return read_regular(path, _MOST_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{path} cannot be read: {reason}") from error


def write(change: Change) -> None:
    """Write the new content, and print that it was written. Raises WriteError."""
    from caption_qa_action.files.write import write_atomic

    assert change.new is not None
    write_atomic(change.path, change.new.encode(), parents=True)
    verb = "wrote" if change.old is None else "changed"
    print_line(f"{verb} {change.path}: {change.why}")


def diff(change: Change) -> str:
    """What would change, as a patch that a terminal can show."""
    from caption_qa_action.core.alignment import unified_diff

    old = (change.old or "").splitlines(keepends=True)
    new = (change.new or "").splitlines(keepends=True)
    before = f"a/{change.path}" if change.old is not None else "/dev/null"
    lines = unified_diff(old, new, before, f"b/{change.path}")
    return "".join(printable(line.rstrip("\r\n")) + "\n" for line in lines)
