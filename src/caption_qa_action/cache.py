"""Entries that cost something to make, kept on disk between runs, whole and for a while.

An entry is bytes under a key, which is a hash of everything that the bytes depend on. Its file begins
with a line that holds the layout and a checksum over key and content. Several processes may use one
folder; it is this user's alone unless it was there before. An entry that is damaged, too old or too
large is as good as none, and so is a folder that cannot be read or written: nothing here raises for what
the disk holds.

Kept are the answers of a remote engine, configurations that were validated, and what files came to in a check.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from filelock import BaseFileLock

# What entries are about; each kind has a folder of its own.
KINDS = ("config", "findings", "remote")
# A new layout of entries does not read the old ones.
LAYOUT = 2
# Our choice: longer than most branches live.
KEPT_DAYS = 30
# Our choice: far more than the answer about any file that a server takes.
LIMIT_BYTES = 32 * 1024 * 1024
# Our choice for the entries of one kind: the findings of some 200,000 files, and little on any disk of today.
LIMIT_OF_KIND_BYTES = 256 * 1024 * 1024
_SUFFIX, _LOCK_SUFFIX, _TEMPORARY_SUFFIX = ".entry", ".lock", ".tmp"
_HEADER_BYTES = len(f"{LAYOUT} \n") + 64
# Our choice: longer than a server is waited for. A process that is killed gives its locks back at once;
# one that is halted must not halt the others for ever.
_WAIT_SECONDS = 300.0

# A link is not followed: in a folder that others can write to it may lead anywhere. A pipe must not
# block. Windows has neither flag.
_CAREFUL = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def cache_folder(kind: str) -> str | None:
    """The folder of one kind of entries; None when nothing is to be kept.

    `CAPTION_QA_NO_CACHE` holds `0`, the kinds that are not kept, with commas, or anything else for all of them.
    """
    unwanted = os.environ.get("CAPTION_QA_NO_CACHE", "0")
    kinds = unwanted.split(",")
    if unwanted not in ("", "0") and (kind in kinds or not set(kinds) <= set(KINDS)):
        return None
    own = os.environ.get("CAPTION_QA_CACHE_DIR")
    if own:
        return os.path.join(own, kind)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        # A relative path is to be ignored: XDG Base Directory Specification 0.8,
        # https://specifications.freedesktop.org/basedir-spec/latest/
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return os.path.join(base, "caption-qa", kind) if os.path.isabs(base) else None


def entry_key(parts: Sequence[str | bytes]) -> str:
    """The key of an entry: a hash of everything that its content depends on."""
    from hashlib import sha256

    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


class Cache:
    """A folder of entries; without a folder nothing is found or kept."""

    __slots__ = ("_folder", "_is_swept", "_limit_bytes", "failure")

    def __init__(self, folder: str | None, limit_bytes: int = LIMIT_OF_KIND_BYTES) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._is_swept = False
        self.failure = ""

    def load(self, key: str) -> bytes | None:
        """The content of an entry; None when there is none that is whole and of late."""
        if self._folder is None:
            return None
        try:
            with open(self._path(key), "rb", opener=_open_carefully) as file:
                status = os.fstat(file.fileno())
                if not stat.S_ISREG(status.st_mode) or status.st_mtime < _oldest():
                    return None
                header = file.read(_HEADER_BYTES)
                content = file.read(LIMIT_BYTES + 1)
        except (OSError, ValueError):
            return None
        if len(content) > LIMIT_BYTES or header != _header(key, content):
            return None
        return content

    def store(self, key: str, content: bytes) -> None:
        """Keep an entry, unless it is too large. Where that fails, `failure` says why."""
        if self._folder is None or len(content) > LIMIT_BYTES:
            return
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            self._write(key, _header(key, content) + content)
        except OSError as error:
            reason = error.strerror or str(error)
            self.failure = f"{self._folder}: cannot be written: {reason[:1].lower()}{reason[1:]}"
            return
        self._drop_old(self._folder)

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

    def _write(self, key: str, data: bytes) -> None:
        """Put a file in the place of an entry as a whole, also in that of a link. Raises OSError.

        A file that a crash of the machine cut short is found by its checksum, so none is synchronised.
        """
        from caption_qa_action.atomic import rename

        # In a folder that others share, on purpose, they may read it as far as the umask allows.
        # Its name cannot be guessed, and the file must be new: nobody can have put a link there.
        temporary = self._path(f"{key[:16]}-{os.urandom(8).hex()}", _TEMPORARY_SUFFIX)
        try:
            with open(os.open(temporary, _CREATE, 0o666), "wb") as file:
                file.write(data)
            rename(temporary, self._path(key))
        except BaseException:  # KeyboardInterrupt too must leave nothing behind
            with suppress(OSError):
                os.unlink(temporary)
            raise

    def _lock(self, key: str) -> BaseFileLock | None:
        """The lock of an entry, taken; None without one."""
        if self._folder is None:
            return None
        from filelock import FileLock

        # A lock stays as an empty file, so entries share those of the first two digits of their names.
        lock = FileLock(self._path(key[:2], _LOCK_SUFFIX), timeout=_WAIT_SECONDS)
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)
            lock.acquire()
        except (OSError, RuntimeError):
            # No permission, waited too long (`Timeout` is an OSError), or a file system that has no locks, which
            # filelock reports by a RuntimeError.
            return None
        return lock

    def _path(self, name: str, suffix: str = _SUFFIX) -> str:
        return os.path.join(self._folder or "", name + suffix)

    def _drop_old(self, folder: str) -> None:
        """Remove what is too old to be used, and of the rest the oldest where there is too much, once a run."""
        if self._is_swept:
            return
        self._is_swept = True
        kept = 0
        oldest = _oldest()
        for written, size, path in sorted(_own_files(folder), reverse=True):
            kept += size
            if written < oldest or kept > self._limit_bytes:
                with suppress(OSError):  # another process may be faster
                    os.unlink(path)


def _own_files(folder: str) -> Iterator[tuple[float, int, str]]:
    """The files of a folder that are ours: when each was written (seconds since the epoch), its size, its path."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((_SUFFIX, _LOCK_SUFFIX, _TEMPORARY_SUFFIX)):
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    yield status.st_mtime, status.st_size, entry.path


class Kept(NamedTuple):
    """What is kept of one kind: how many entries, and their bytes."""

    kind: str
    folder: str
    entries: int
    size: int


def kept() -> list[Kept]:
    """What is kept, by kind; nothing where the user wants nothing kept."""
    found = []
    for kind in KINDS:
        folder = cache_folder(kind)
        if folder is not None:
            files = list(_own_files(folder))
            entries = sum(path.endswith(_SUFFIX) for _, _, path in files)
            found.append(Kept(kind, folder, entries, sum(size for _, size, _ in files)))
    return found


def clear(kind: str) -> int:
    """Remove the entries of a kind, and nothing else that is in their folder; how many there were.

    Raises OSError for one that cannot be removed.
    """
    folder = cache_folder(kind)
    removed = 0
    for _, _, path in list(_own_files(folder)) if folder is not None else ():
        with suppress(FileNotFoundError):
            os.unlink(path)
            removed += path.endswith(_SUFFIX)
    return removed


def _open_carefully(path: str, flags: int) -> int:
    return os.open(path, flags | _CAREFUL)


def _oldest() -> float:
    """The time (seconds since the epoch) before which an entry must not have been written."""
    return time.time() - KEPT_DAYS * 86_400


def _header(key: str, content: bytes) -> bytes:
    """The first line of an entry; it differs for another layout, key or content."""
    from hashlib import sha256

    digest = sha256(f"{key}\n".encode())
    digest.update(content)
    return f"{LAYOUT} {digest.hexdigest()}\n".encode()
