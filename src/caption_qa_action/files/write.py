"""Files replaced as a whole: whatever fails, the old content is there or the new, never a part."""

from __future__ import annotations

import os
import stat

from caption_qa_action.atomic import rename
from caption_qa_action.core.errors import WriteError


def write_atomic(path: str, data: bytes, *, parents: bool = False) -> None:
    """Replace the content of `path`, or create it; with `parents`, its folders too.

    The mode and, where allowed, the owner of an existing file are kept. A symbolic link stays, and
    the file that it leads to is replaced. What is no regular file (`/dev/stdout`, a named pipe) is
    written into. Raises WriteError, and then the old content is still there.
    """
    try:
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
            with open(path, "wb") as file:
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
    # Short, since the file's own name may be as long as a name can be.
    name = f".caption-qa-{os.urandom(8).hex()}.tmp"
    temporary = os.path.join(os.path.dirname(target), name)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        # 0o666 is narrowed by the umask, as for every new file.
        with open(os.open(temporary, flags, 0o666), "wb") as file:
            if old is not None:
                _keep_ownership(temporary, old)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        rename(temporary, target)
    except BaseException:  # KeyboardInterrupt too must leave nothing behind
        try:
            os.unlink(temporary)
        except OSError:
            pass
        raise


def _keep_ownership(temporary: str, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except OSError:
            pass  # only root can give files away
    # After chown, which takes the set-user-id bits away.
    os.chmod(temporary, stat.S_IMODE(old.st_mode))
