"""What has changed, asked of git in such a way that only what is known to be unchanged is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.workspace.git import git, names

# The user's taste changes no answer.
_RAW = ("--raw", "-z", "--no-abbrev", "--find-renames")
_REGULAR = "100"


class Entry(NamedTuple):
    """One changed file: its name now, `""` when it is gone, and before, with its old contents.

    `status` is git's letter; `blob` names the old contents, `""` where there were none to compare
    with.
    """

    name: str
    old_name: str
    blob: str
    status: str


class Changes(NamedTuple):
    """What has changed in a work tree, or in its index, against a commit.

    `root` is the top of the work tree as a real path; names are relative to it. What is not tracked
    has no entry: nobody knows what it was like before.
    """

    base: str
    root: str
    entries: tuple[Entry, ...]
    tracked: frozenset[str]

    def by_name(self) -> Mapping[str, Entry]:
        """The entries of what is there now."""
        return {entry.name: entry for entry in self.entries if entry.name}

    def key(self, location: str) -> str:
        """A file's name relative to the root, `""` when it is outside."""
        folder, name = os.path.split(os.path.abspath(location))
        path = os.path.join(os.path.realpath(folder), name)
        prefix = os.path.join(self.root, "")
        return path[len(prefix) :].replace(os.sep, "/") if path.startswith(prefix) else ""


class Unknown(CaptionQaError):
    """It cannot be known what has changed; the message says why."""


def changed_since(reference: str) -> Changes:
    """What the work tree has that the commit where it left `reference` has not.

    `REF..` stands for that commit itself. Raises Unknown.
    """
    root = top()
    base = _base(reference)
    try:
        listing = git("diff", *_RAW, base, "--")
        return _changes(base, root, listing)
    except UsageError:
        raise
    except CaptionQaError as error:
        raise Unknown(str(error)) from error


def staged() -> Changes:
    """What the index has that the last commit has not. Raises Unknown."""
    root = top()
    base = commit_of("HEAD") or git("hash-object", "-t", "tree", "--stdin").decode().strip()
    listing = git("diff-index", "--cached", *_RAW, base, "--")
    return _changes(base, root, listing)


def top() -> str:
    """The top of the work tree, as a real path. Raises Unknown."""
    try:
        top = os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n"))
    except CaptionQaError as error:
        raise Unknown(str(error).partition("\n")[0]) from error
    return os.path.realpath(top)


def _base(reference: str) -> str:
    """The commit to compare with."""
    name = reference.removesuffix("..")
    if not name or name.startswith("-"):
        raise UsageError(f"--changed-since: {quote(reference)} is no name of a commit")
    commit = commit_of(name)
    if not commit:
        raise _no_commit()
    if name != reference:
        return commit
    try:
        return git("merge-base", commit, "HEAD").decode().strip()
    except CaptionQaError:
        raise _no_common_commit() from None


# What is compared with is named by whoever shows the reason.
def _no_commit() -> Unknown:
    if not commit_of("HEAD"):
        return Unknown("there is no commit yet")
    shallow = " (this clone is shallow)" if _is_shallow() else ""
    return Unknown(f"there is no such commit here{shallow}; fetch it first")


def _no_common_commit() -> Unknown:
    if not commit_of("HEAD"):
        return Unknown("there is no commit yet on this branch")
    shallow = "; this clone is shallow: fetch more of it" if _is_shallow() else ""
    return Unknown(f"HEAD has no commit in common with it{shallow}")


def commit_of(name: str) -> str:
    """The commit of a name, `""` where there is none."""
    try:
        found = git("rev-parse", "--quiet", "--verify", "--end-of-options", f"{name}^{{commit}}")
    except CaptionQaError:
        return ""
    return found.decode().strip()


def _is_shallow() -> bool:
    try:
        return git("rev-parse", "--is-shallow-repository").startswith(b"true")
    except CaptionQaError:
        return False


def _changes(base: str, root: str, listing: bytes) -> Changes:
    tracked = git("ls-files", "-z", "--full-name", "--", ":/")
    return Changes(base, root, tuple(_entries(listing)), frozenset(names(tracked)))


def _entries(listing: bytes) -> Iterator[Entry]:
    """The entries of `git diff --raw -z` (git-diff(1), "raw output format")."""
    fields = iter(listing.split(b"\0"))
    for field in fields:
        if not field.startswith(b":"):
            continue
        old_mode, new_mode, blob, _, status = field[1:].decode("ascii").split(" ")
        old_name = os.fsdecode(next(fields))
        name = os.fsdecode(next(fields)) if status[0] in "RC" else old_name
        if status[0] == "D" or (not new_mode.startswith(_REGULAR) and status[0] != "U"):
            name = ""
        comparable = old_mode.startswith(_REGULAR) and blob.strip("0")
        yield Entry(name, old_name, blob if comparable else "", status[0])
        if status[0] == "R":
            yield Entry("", old_name, blob, "D")
