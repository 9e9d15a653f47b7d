"""Keys, quota and bursts in one SQLite file, which several processes may share.

A secret has 256 random bits, so its plain SHA-256 cannot be reversed by guessing; salt and a slow hash
protect passwords, which people choose. A key is found by the first characters of its secret, which are
shown everywhere, and the hashes are compared in constant time.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.server.contract import SCOPES, SECRET_PREFIX, SHOWN_CHARACTERS
from caption_qa_action.server.database import Database

NAME_CHARACTERS = 100


class Key(NamedTuple):
    """An API key, without its secret. Times are Unix seconds; `revoked_at` is 0 while it is in use.

    `plan` is `""` for the usual one.
    """

    key_id: str
    name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: int
    revoked_at: int = 0
    plan: str = ""


class Reservation(NamedTuple):
    """A run that may still succeed or fail."""

    number: int
    pool: str
    day: str


class Exhausted(Exception):
    """No run is left today; `for_good` is false when one in progress may yet give its run back."""

    def __init__(self, *, for_good: bool) -> None:
        super().__init__(for_good)
        self.for_good = for_good


class Store(Database):
    """The keys and the quota of a database."""

    def user_key(self) -> str:
        """The name of the account: one database is one account."""
        row = self.connection.execute("SELECT user_key FROM account").fetchone()
        return str(row[0])

    def create_key(self, name: str, scopes: Sequence[str], plan: str = "") -> tuple[Key, str]:
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
            int(self.clock()),
            plan=plan,
        )
        with self.transaction():
            self.connection.execute(
                "INSERT INTO api_keys (key_id, name, prefix, secret_sha256, scopes, created_at, plan)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    key.key_id,
                    name,
                    key.prefix,
                    _hash(secret),
                    " ".join(granted),
                    key.created_at,
                    plan,
                ),
            )
        return key, secret

    def every_key(self) -> list[Key]:
        """Every key, the revoked too, in the order in which they were made."""
        rows = self.connection.execute(f"SELECT {_COLUMNS} FROM api_keys ORDER BY rowid")
        return [_key(row) for row in rows]

    def revoke(self, key_id: str) -> bool:
        """End a key at once, in every process; False when none in use has this identifier."""
        with self.transaction():
            cursor = self.connection.execute(
                "UPDATE api_keys SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL",
                (int(self.clock()), key_id),
            )
        return cursor.rowcount == 1

    def set_plan(self, key_id: str, plan: str) -> bool:
        """Give a key another plan, in every process; False when none in use has this identifier."""
        with self.transaction():
            cursor = self.connection.execute(
                "UPDATE api_keys SET plan = ? WHERE key_id = ? AND revoked_at IS NULL",
                (plan, key_id),
            )
        return cursor.rowcount == 1

    def find(self, secret: str) -> Key | None:
        """The key in use that has this secret."""
        hashed = _hash(secret)
        rows = self.connection.execute(
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
        with self.transaction():
            now = self.clock()
            # Of a new key both are null. A clock that was set back gives nothing.
            tokens, refilled_at = self.connection.execute(
                "SELECT coalesce(tokens, ?), coalesce(refilled_at, ?) FROM api_keys"
                " WHERE key_id = ?",
                (burst, now, key_id),
            ).fetchone()
            tokens = min(float(burst), tokens + max(0.0, now - refilled_at) * rate)
            if tokens < 1:
                return float((1 - tokens) / rate)
            self.connection.execute(
                "UPDATE api_keys SET tokens = ?, refilled_at = ? WHERE key_id = ?",
                (tokens - 1, now, key_id),
            )
        return 0

    def used_today(self, pool: str) -> int:
        """How many runs of a pool succeeded on this UTC day."""
        return self._used(pool, self.today())

    def reserve(self, pool: str, cap: int, seconds: float) -> Reservation:
        """Keep one of today's runs for at most `seconds`. Raises Exhausted."""
        with self.transaction():
            now, day = self.clock(), self.today()
            # Of a server that was killed in the middle of a run.
            self.connection.execute("DELETE FROM reservations WHERE expires_at < ?", (now,))
            used = self._used(pool, day)
            (reserved,) = self.connection.execute(
                "SELECT count(*) FROM reservations WHERE pool = ? AND day = ?", (pool, day)
            ).fetchone()
            if used + reserved >= cap:
                raise Exhausted(for_good=used >= cap)
            cursor = self.connection.execute(
                "INSERT INTO reservations (pool, day, expires_at) VALUES (?, ?, ?)",
                (pool, day, now + seconds),
            )
            assert cursor.lastrowid is not None
            return Reservation(cursor.lastrowid, pool, day)

    def settle(self, reservation: Reservation, *, counts: bool) -> int:
        """End a reservation, as a run that counts or not; how many were used of its pool on its day."""
        with self.transaction():
            _, pool, day = reservation
            self.connection.execute(
                "DELETE FROM reservations WHERE id = ? AND pool = ? AND day = ?", reservation
            )
            if counts:
                self.connection.execute(
                    "INSERT INTO pools (pool, day, used) VALUES (?, ?, 1)"
                    " ON CONFLICT (pool, day) DO UPDATE SET used = used + 1",
                    (pool, day),
                )
            return self._used(pool, day)

    def _used(self, pool: str, day: str) -> int:
        row = self.connection.execute(
            "SELECT used FROM pools WHERE pool = ? AND day = ?", (pool, day)
        ).fetchone()
        return int(row[0]) if row else 0


_COLUMNS = "key_id, name, prefix, scopes, created_at, coalesce(revoked_at, 0), plan"


def _key(row: Sequence[object]) -> Key:
    key_id, name, prefix, scopes, created_at, revoked_at, plan = row
    assert isinstance(created_at, int)
    assert isinstance(revoked_at, int)
    granted = tuple(str(scopes).split())
    return Key(str(key_id), str(name), str(prefix), granted, created_at, revoked_at, str(plan))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()
