"""Regular files inside of a folder, and nothing that could wait or never end; pipes that somebody reads; and the work tree of a folder."""

from __future__ import annotations

import errno
import os
import stat
import time

# A pipe must not wait for a writer. Windows has no such flag, and no such files.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
NOT_REGULAR = "is not a regular file"
# So long a named pipe waits for someone who reads it, and so long it looks whether someone does.
_READER_SECONDS, _PAUSE_SECONDS = 10.0, 0.05


def read_regular(path: str, limit_bytes: int) -> bytes:
    """The bytes of a regular file. Raises OSError, also for what is no such file, or is larger."""
    with open(path, "rb", buffering=0, opener=lambda name, flags: os.open(name, _FLAGS)) as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, NOT_REGULAR)
        data = b"".join(iter(lambda: file.read(limit_bytes + 1), b""))
    if len(data) > limit_bytes:
        raise OSError(errno.EFBIG, f"is larger than {limit_bytes} bytes")
    return data


def open_pipe(path: str) -> int:
    """The descriptor of a named pipe to write into. Raises OSError where nobody opens it to read within some seconds.

    A program that reads it and was started at the same time may come a moment later.
    """
    end = time.monotonic() + _READER_SECONDS
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() >= end:
                raise OSError(errno.ENXIO, "nobody reads the pipe") from error
        else:
            os.set_blocking(descriptor, True)
            return descriptor
        time.sleep(_PAUSE_SECONDS)


def is_inside(path: str, folder: str) -> bool:
    """Whether what a path leads to, links followed, is in a folder and not in its `.git`."""
    top = os.path.join(os.path.realpath(folder), "")
    real = os.path.join(os.path.realpath(path), "")
    if not os.path.normcase(real).startswith(os.path.normcase(top)):
        return False
    return ".git" not in real[len(top) :].lower().split(os.sep)


def leads_out(path: str) -> bool:
    """Whether a path that stands in the repository leads out of it, or into its `.git`, as by a symbolic link.

    Where there is no repository, the current folder takes its place.
    """
    here = os.getcwd()
    top = work_tree(here) or os.path.realpath(here)
    stands_inside = os.path.abspath(path).startswith(os.path.join(top, ""))
    return stands_inside and not is_inside(path, top)


def is_regular(path: str) -> bool:
    """Whether a path leads to a regular file, which is not opened to find out."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def work_tree(folder: str) -> str:
    """The root of the git work tree that a folder is in, `""` when it is in none."""
    root = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(root, ".git")):
        parent = os.path.dirname(root)
        if parent == root:
            return ""
        root = parent
    return root
