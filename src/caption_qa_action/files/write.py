"""Files replaced as a whole: whatever fails, the old content is there or the new, never a part."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from functools import cache

from caption_qa_action.atomic import rename
from caption_qa_action.core.errors import WriteError
from caption_qa_action.files.temporary import create, folder_for, new_path, sweep
from caption_qa_action.regular import leads_out, open_pipe

_LEADS_OUT = (
    "cannot be written: it leads out of the repository, or into its .git, by a symbolic link; "
    "give the path that it leads to"
)


def write_atomic(path: str, data: bytes, *, parents: bool = False) -> None:
    """Replace the content of `path`, or create it; with `parents`, its folders too.

    The mode and, where allowed, the owner of an existing file are kept. A symbolic link stays, and
    the file that it leads to is replaced; not where a link in the repository leads out of it, which nobody
    sees who names the link or writes a file of a usual name. What is no regular file (`/dev/stdout`, a named pipe) is
    written into; a pipe that nobody reads is not. Raises WriteError, and then the old content is still there.
    """
    try:
        if leads_out(path):
            raise WriteError(path, _LEADS_OUT)
        target = os.path.realpath(path)
        if parents:
            os.makedirs(os.path.dirname(target), exist_ok=True)
        # The path itself, not the target: /dev/stdout may lead to a pipe, which has no name.
        old = _stat(path)
        if old is None:
            _replace(target, data, None)
        elif stat.S_ISDIR(old.st_mode):
            raise WriteError(path, "cannot be written: it is a folder")
        elif not os.access(path, os.W_OK):
            raise WriteError(path, "cannot be written: the file is read-only")
        elif stat.S_ISREG(old.st_mode) and not path.startswith(("/dev/", "/proc/")):
            _replace(target, data, old)
        else:
            with open(open_pipe(path) if stat.S_ISFIFO(old.st_mode) else path, "wb") as file:
                file.write(data)
    except FileNotFoundError as error:
        raise WriteError(path, "cannot be written: its folder does not exist") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WriteError(path, f"cannot be written: {reason[:1].lower()}{reason[1:]}") from error


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _replace(target: str, data: bytes, old: os.stat_result | None) -> None:
    beside = os.path.dirname(target)
    # A new file gets what its folder hands on to new files: its group, and who may read it.
    folder = beside if old is None else folder_for(target)
    _sweep_once(folder)
    try:
        _replace_from(folder, target, data, old)
    except OSError as error:
        # One file system can be mounted twice, and is not left to rename a file.
        if folder == beside or error.errno not in (errno.EXDEV, errno.EACCES, errno.EPERM):
            raise
        _replace_from(beside, target, data, old)


def _replace_from(folder: str, target: str, data: bytes, old: os.stat_result | None) -> None:
    temporary = new_path(folder)
    try:
        with open(create(temporary), "wb") as file:
            if old is not None:
                _keep_ownership(temporary, old)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if os.name != "nt":  # which renames no open file
                rename(temporary, target)
        if os.name == "nt":
            rename(temporary, target)
    except BaseException:  # KeyboardInterrupt too must leave nothing behind
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def sweep_for(paths: Iterable[str]) -> None:
    """Remove what runs that were killed have left where these files would be replaced."""
    folders = {os.path.dirname(os.path.realpath(path)): os.path.realpath(path) for path in paths}
    for target in folders.values():
        _sweep_once(folder_for(target))


# What was left behind is removed once in each folder, by whichever process comes there first.
@cache
def _sweep_once(folder: str) -> None:
    sweep(folder)


def _keep_ownership(temporary: str, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except OSError:
            pass  # only root can give files away
    # After chown, which takes the set-user-id bits away.
    os.chmod(temporary, stat.S_IMODE(old.st_mode))
