"""Keys, quota and bursts in one SQLite file, which several processes may share.

A secret has 256 random bits, so its plain SHA-256 cannot be reversed by guessing; salt and a slow hash
protect passwords, which people choose. A key is found by the first characters of its secret, which are
shown everywhere, and the hashes are compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.server.contract import SCOPES, SECRET_PREFIX, SHOWN_CHARACTERS

# "CapQ": https://www.sqlite.org/pragma.html#pragma_application_id
_APPLICATION = 0x43617051
_VERSION = 1
# How long to wait for another process that writes, which takes it a millisecond; our choice.
_BUSY_SECONDS = 1.0
_TABLES = """
CREATE TABLE account (user_key TEXT NOT NULL);
CREATE TABLE api_keys (
  key_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  secret_sha256 BLOB NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  tokens REAL,
  refilled_at REAL
);
CREATE INDEX api_keys_by_prefix ON api_keys (prefix);
CREATE TABLE runs (day TEXT PRIMARY KEY, used INTEGER NOT NULL);
CREATE TABLE reservations (id INTEGER PRIMARY KEY, day TEXT NOT NULL, expires_at REAL NOT NULL);
"""
NAME_CHARACTERS = 100


class Key(NamedTuple):
    """An API key, without its secret. Times are Unix seconds; `revoked_at` is 0 while it is in use."""

    key_id: str
    name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: int
    revoked_at: int = 0


class Reservation(NamedTuple):
    """A run that may still succeed or fail."""

    number: int
    day: str


class Exhausted(Exception):
    """No run is left today; `for_good` is false when one in progress may yet give its run back."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__(for_good)
        self.for_good = for_good


class Store:
    """An open database. Raises UsageError where the file cannot be used.

    `clock` gives Unix seconds. One thread at a time may use it.
    """

    def __init__(
        self, path: str, *, clock: Callable[[], float] = time.time, create: bool = True
    ) -> None:
        self._clock = clock
        self._path = path
        try:
            if create:  # for its owner alone, also before SQLite opens it
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            elif not os.path.exists(path):
                raise UsageError(f"there is no database {quote(path, 200)}; pass --db FILE")
            self._db = sqlite3.connect(
                os.path.abspath(path),
                timeout=_BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise UsageError(f"cannot use the database {quote(path, 200)}: {reason}") from error

    def close(self) -> None:
        self._db.close()

    def user_key(self) -> str:
        """The name of the account: one database is one account."""
        row = self._db.execute("SELECT user_key FROM account").fetchone()
        return str(row[0])

    def create_key(self, name: str, scopes: Sequence[str]) -> tuple[Key, str]:
        """A new key and its secret, which is kept nowhere. Raises UsageError."""
        name = name.strip()
        if not name or len(name) > NAME_CHARACTERS or not name.isprintable():
            raise UsageError(f"a key's name has 1 to {NAME_CHARACTERS} printable characters")
        for scope in scopes:
            if scope not in SCOPES:
                raise UsageError(f"no scope {quote(scope)}; there are {', '.join(SCOPES)}")
        if not scopes:
            raise UsageError("a key needs at least one scope")
        secret = SECRET_PREFIX + secrets.token_hex(32)
        granted = tuple(scope for scope in SCOPES if scope in scopes)
        key = Key(
            "key_" + secrets.token_hex(8),
            name,
            secret[:SHOWN_CHARACTERS],
            granted,
            int(self._clock()),
        )
        with self._transaction():
            self._db.execute(
                "INSERT INTO api_keys (key_id, name, prefix, secret_sha256, scopes, created_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (key.key_id, name, key.prefix, _hash(secret), " ".join(granted), key.created_at),
            )
        return key, secret

    def every_key(self) -> list[Key]:
        """Every key, the revoked too, in the order in which they were made."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM api_keys ORDER BY rowid")
        return [_key(row) for row in rows]

    def revoke(self, key_id: str) -> bool:
        """End a key at once, in every process; False when none in use has this identifier."""
        with self._transaction():
            cursor = self._db.execute(
                "UPDATE api_keys SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL",
                (int(self._clock()), key_id),
            )
        return cursor.rowcount == 1

    def find(self, secret: str) -> Key | None:
        """The key in use that has this secret."""
        hashed = _hash(secret)
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, secret_sha256 FROM api_keys"
            " WHERE prefix = ? AND revoked_at IS NULL",
            (secret[:SHOWN_CHARACTERS],),
        )
        found = None
        for *row, expected in rows.fetchall():
            if hmac.compare_digest(hashed, expected):
                found = _key(row)
        return found

    def admit(self, key_id: str, burst: int, seconds: float) -> float:
        """Take one request from a key's burst: 0, or the seconds after which there is one again."""
        if not burst:
            return 0
        rate = burst / seconds
        with self._transaction():
            now = self._clock()
            # Of a new key both are null. A clock that was set back gives nothing.
            tokens, refilled_at = self._db.execute(
                "SELECT coalesce(tokens, ?), coalesce(refilled_at, ?) FROM api_keys"
                " WHERE key_id = ?",
                (burst, now, key_id),
            ).fetchone()
            tokens = min(float(burst), tokens + max(0.0, now - refilled_at) * rate)
            if tokens < 1:
                return float((1 - tokens) / rate)
            self._db.execute(
                "UPDATE api_keys SET tokens = ?, refilled_at = ? WHERE key_id = ?",
                (tokens - 1, now, key_id),
            )
        return 0

    def used_today(self) -> int:
        """How many runs succeeded on this UTC day."""
        return self._used(self._today())

    def reserve(self, cap: int, seconds: float) -> Reservation:
        """Keep one of today's runs for at most `seconds`. Raises Exhausted."""
        with self._transaction():
            now, day = self._clock(), self._today()
            # Of a server that was killed in the middle of a run.
            self._db.execute("DELETE FROM reservations WHERE expires_at < ?", (now,))
            used = self._used(day)
            (reserved,) = self._db.execute(
                "SELECT count(*) FROM reservations WHERE day = ?", (day,)
            ).fetchone()
            if used + reserved >= cap:
                raise Exhausted(for_good=used >= cap)
            cursor = self._db.execute(
                "INSERT INTO reservations (day, expires_at) VALUES (?, ?)", (day, now + seconds)
            )
            assert cursor.lastrowid is not None
            return Reservation(cursor.lastrowid, day)

    def settle(self, reservation: Reservation, *, counts: bool) -> int:
        """End a reservation, as a run that counts or not; how many were used on its day."""
        with self._transaction():
            number, day = reservation
            self._db.execute("DELETE FROM reservations WHERE id = ? AND day = ?", (number, day))
            if counts:
                self._db.execute("INSERT OR IGNORE INTO runs (day, used) VALUES (?, 0)", (day,))
                self._db.execute("UPDATE runs SET used = used + 1 WHERE day = ?", (day,))
            return self._used(day)

    def _used(self, day: str) -> int:
        row = self._db.execute("SELECT used FROM runs WHERE day = ?", (day,)).fetchone()
        return int(row[0]) if row else 0

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).date().isoformat()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, and no other process writes meanwhile."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _prepare(self) -> None:
        """Make the tables in an empty file. Raises UsageError for a file of something else."""
        self._use_wal()
        # A crash of the machine may lose the last transactions, never the database.
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            application = self._pragma("application_id")
            empty = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            if application == 0 and empty:
                for statement in _TABLES.split(";\n"):
                    self._db.execute(statement)
                user_key = "usr_" + secrets.token_hex(8)
                self._db.execute("INSERT INTO account (user_key) VALUES (?)", (user_key,))
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            elif application != _APPLICATION:
                raise UsageError(f"{quote(self._path, 200)} is the database of another program")
            elif self._pragma("user_version") != _VERSION:
                raise UsageError(f"{quote(self._path, 200)} is of a newer caption-qa; upgrade it")

    def _use_wal(self) -> None:
        # Changing the mode of a new file does not wait for another process that does the same.
        for attempt in range(50):
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or attempt == 49:
                    raise
                time.sleep(0.02)

    def _pragma(self, name: str) -> int:
        return int(self._db.execute(f"PRAGMA {name}").fetchone()[0])


_COLUMNS = "key_id, name, prefix, scopes, created_at, coalesce(revoked_at, 0)"


def _key(row: Sequence[object]) -> Key:
    key_id, name, prefix, scopes, created_at, revoked_at = row
    assert isinstance(created_at, int)
    assert isinstance(revoked_at, int)
    return Key(
        str(key_id), str(name), str(prefix), tuple(str(scopes).split()), created_at, revoked_at
    )


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()
