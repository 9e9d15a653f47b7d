"""Entries that cost something to make, kept between runs: whole, for a while, for this user alone.

Several processes may use one folder. An entry that is damaged is as good as none, and so is a folder
that cannot be written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import WriteError
from caption_qa_action.files.write import write_atomic

if TYPE_CHECKING:
    from filelock import BaseFileLock

# A new layout of entries does not read the old ones.
LAYOUT = 1
# Our choice: longer than most branches live.
KEPT_DAYS = 30
LIMIT_BYTES = 64 * 1024 * 1024
_SUFFIX, _LOCK_SUFFIX = ".entry", ".lock"
# Our choice: longer than a server is waited for. A process that is killed gives its locks back at once;
# one that is halted must not halt the others for ever.
_WAIT_SECONDS = 300.0


def entry_key(parts: Sequence[str | bytes]) -> str:
    """The name of an entry: a hash of everything that its content depends on."""
    digest = sha256(f"{LAYOUT}\n".encode())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """A folder of entries; without a folder nothing is found or kept."""

    __slots__ = ("_folder", "failure")

    def __init__(self, folder: str | None) -> None:
        self._folder = folder
        self.failure = ""
        if folder is not None:
            self._drop_old(folder)

    def load(self, key: str) -> bytes | None:
        """The content of an entry; None when there is none that is whole."""
        if self._folder is None:
            return None
        try:
            with open(self._path(key), "rb") as file:
                data = file.read(LIMIT_BYTES + 1)
        except (OSError, ValueError):
            return None
        checksum, _, content = data.partition(b"\n")
        return content if checksum == sha256(content).hexdigest().encode() else None

    def store(self, key: str, content: bytes) -> None:
        """Keep an entry. Where that fails, `failure` says why."""
        if self._folder is None or len(content) > LIMIT_BYTES // 2:
            return
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            checksum = sha256(content).hexdigest().encode()
            write_atomic(self._path(key), checksum + b"\n" + content)
        except WriteError as error:
            self.failure = f"{error.path}: {error.message}"
        except OSError as error:
            self.failure = f"{self._folder}: {error.strerror}"

    @contextmanager
    def making(self, key: str) -> Iterator[None]:
        """Make an entry while no other process, or thread, makes the same one.

        Whoever had to wait looks for the entry again. Where no lock can be had, none is waited for.
        """
        lock = self._lock(key)
        try:
            yield
        finally:
            if lock is not None:
                lock.release()

    def _lock(self, key: str) -> BaseFileLock | None:
        """The lock of an entry, taken; None without one."""
        if self._folder is None:
            return None
        from filelock import FileLock

        # A lock stays as an empty file, so entries share those of the first two digits of their names.
        lock = FileLock(os.path.join(self._folder, key[:2] + _LOCK_SUFFIX), timeout=_WAIT_SECONDS)
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            lock.acquire()
        except (OSError, NotImplementedError):
            # No permission, waited too long (`Timeout` is an OSError), or a file system without locks,
            # of which filelock says that flock is not implemented there.
            return None
        return lock

    def _path(self, key: str) -> str:
        return os.path.join(self._folder or "", key + _SUFFIX)

    def _drop_old(self, folder: str) -> None:
        oldest = time.time() - KEPT_DAYS * 86_400
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    ours = entry.name.endswith((_SUFFIX, _LOCK_SUFFIX, ".tmp"))
                    if ours and entry.stat(follow_symlinks=False).st_mtime < oldest:
                        os.unlink(entry.path)
        except OSError:
            pass  # another process was faster, or there is nothing yet
