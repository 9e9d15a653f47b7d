"""Files that take the place of others when they are finished: where they lie, and whose they are.

A run that is killed leaves its file behind. It is known by its name and by its lock, which goes with the process
that held it, so the next run that writes in the same place removes it.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress

from caption_qa_action.regular import read_regular, work_tree

_NAME = r"\.caption-qa-[0-9a-f]{16}\.tmp"
_CREATE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
# Where there are no locks, a file of nobody is known by its age: no file takes an hour to write.
_DEAD_SECONDS = 3_600


def new_path(folder: str) -> str:
    """The path of a new file in a folder; whoever creates it is to remove it, whatever happens."""
    # Short, since the name of what it replaces may be as long as a name can be.
    return os.path.join(folder, f".caption-qa-{os.urandom(8).hex()}.tmp")


def create(path: str) -> int:
    """Open a new file, locked for as long as it is open; its descriptor."""
    # 0o666 is narrowed by the umask, as for every new file.
    descriptor = os.open(path, _CREATE, 0o666)
    _lock(descriptor)
    return descriptor


def folder_for(target: str) -> str:
    """Where the file lies that will take the place of another one.

    In the git directory, if that is on the same file system and can be written to: there nobody sees it, and no
    repository can have put a file with such a name. Else beside the other one.
    """
    beside = os.path.dirname(target)
    root = work_tree(beside or os.curdir)
    directory = _git_directory(root) if root else ""
    try:
        if directory and os.stat(directory).st_dev == os.stat(target).st_dev:
            return directory if os.access(directory, os.W_OK | os.X_OK) else beside
    except OSError:
        pass
    return beside


def _git_directory(root: str) -> str:
    """The git directory of a work tree; of a linked one and of a submodule, the one that its file names."""
    path = os.path.join(root, ".git")
    try:
        if stat.S_ISDIR(os.lstat(path).st_mode):
            return path
        content = read_regular(path, 4_096)
    except OSError:
        return ""
    if not content.startswith(b"gitdir: "):
        return ""
    named = os.path.join(root, os.fsdecode(content[8:].rstrip(b"\r\n")))
    return os.path.realpath(named) if os.path.isfile(os.path.join(named, "HEAD")) else ""


def sweep(folder: str) -> None:
    """Remove what runs that are dead have left in a folder; what cannot be removed stays."""
    with suppress(OSError), os.scandir(folder or os.curdir) as entries:
        for entry in entries:
            if re.fullmatch(_NAME, entry.name):
                with suppress(OSError):
                    _remove_dead(entry.path)


def _remove_dead(path: str) -> None:
    descriptor = os.open(path, _OPEN)
    try:
        status = os.fstat(descriptor)
        own = not hasattr(os, "geteuid") or status.st_uid in (
            os.geteuid(),
            os.stat(os.path.dirname(path)).st_uid,
        )
        is_dead = stat.S_ISREG(status.st_mode) and own and _is_dead(descriptor, status.st_mtime)
    finally:
        os.close(descriptor)
    if is_dead:
        os.unlink(path)


def _is_dead(descriptor: int, written_at: float) -> bool:
    locked = _lock(descriptor)
    if locked is not None:
        return locked
    import time

    return time.time() - written_at > _DEAD_SECONDS


def _lock(descriptor: int) -> bool | None:
    """Lock an open file: whether nobody else has; None where there are no locks."""
    try:
        import fcntl
    except ImportError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
