"""The configuration files of a commit, in a folder that stands for the work tree."""

from __future__ import annotations

import os

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.workspace.changes import commit_of, top
from caption_qa_action.workspace.git import contents, git

# What a configuration is called, and what it can extend.
_SUFFIXES = (".yml", ".yaml", ".toml")
_LINK = "120000"


class Snapshot(NamedTuple):
    """`root` is the top of the work tree as a real path, `folder` has the files of the commit."""

    commit: str
    root: str
    folder: str

    def locate(self, path: str) -> str:
        """Where what a path of the work tree names is, as the commit has it; a path outside is itself."""
        inside = self.name_of(path)
        return path if inside is None else os.path.normpath(os.path.join(self.folder, inside))

    def name_of(self, path: str) -> str | None:
        """The name of a path in the repository; None outside of it."""
        folder, name = os.path.split(os.path.abspath(path))
        real = os.path.join(os.path.realpath(folder), name)
        prefix = os.path.join(self.root, "")
        if not os.path.join(real, "").startswith(prefix):
            return None
        return real[len(prefix) :]

    def write(self, path: str) -> str:
        """Write a file as the commit has it, if it has it; where it is."""
        location = self.locate(path)
        if location != path and not os.path.lexists(location):
            name = (self.name_of(path) or "").replace(os.sep, "/")
            _write(self.folder, _blobs(self.commit, (name,)))
        return location


def take(reference: str, folder: str) -> Snapshot:
    """Write the configuration files of a commit into an empty folder. Raises CaptionQaError."""
    root = top()
    commit = commit_of(reference)
    if not commit or reference.startswith("-"):
        raise UsageError(
            f"--config-from: there is no commit {quote(reference, 100)}; fetch it first"
        )
    _write(folder, _blobs(commit, ()))
    # The search for a configuration ends where a repository begins.
    os.makedirs(os.path.join(folder, ".git"), exist_ok=True)
    return Snapshot(commit, root, os.path.realpath(folder))


def _blobs(commit: str, names: tuple[str, ...]) -> dict[str, str]:
    """The files of a commit that are of these names, or can be a configuration where there are none."""
    found = {}
    for line in git("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0"):
        about, _, raw = line.partition(b"\t")
        name = os.fsdecode(raw)
        if not about or not (name in names if names else name.endswith(_SUFFIXES)):
            continue
        mode, kind, blob = about.decode("ascii").split(" ")
        if mode == _LINK and (
            names or name.rpartition("/")[2].startswith((".caption-qa.", "pyproject"))
        ):
            raise UsageError(
                f"--config-from: {quote(name, 200)} is a symbolic link in {commit[:12]}, and only regular "
                "files are read there"
            )
        if kind == "blob" and mode != _LINK:
            found[name] = blob
    return found


def _write(folder: str, blobs: dict[str, str]) -> None:
    missing = set(blobs)
    for name, data in contents(blobs):
        location = os.path.join(folder, name)
        os.makedirs(os.path.dirname(location), exist_ok=True)
        with open(location, "wb") as file:
            file.write(data)
        missing.discard(name)
    if missing:
        raise UsageError(
            f"--config-from: this clone lacks {quote(min(missing), 200)} of the commit; fetch it first"
        )
