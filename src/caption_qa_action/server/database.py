"""The SQLite file of a server: opened, made ready and brought up to date; several processes may share it."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import quote

# "CapQ": https://www.sqlite.org/pragma.html#pragma_application_id
_APPLICATION = 0x43617051
# How long to wait for another process that writes, which takes it a millisecond; our choice.
_BUSY_SECONDS = 1.0
# What each version adds to the one before. A published version is never edited; a change is one more.
_VERSIONS = (
    """
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
""",
    # Plans: runs are counted by pool, which is that of a plan or of a key.
    """
ALTER TABLE api_keys ADD COLUMN plan TEXT NOT NULL DEFAULT '';
CREATE TABLE pools (
  pool TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (pool, day)
);
INSERT INTO pools SELECT 'self_hosted', day, used FROM runs;
DROP TABLE runs;
DROP TABLE reservations;
CREATE TABLE reservations (
  id INTEGER PRIMARY KEY, pool TEXT NOT NULL, day TEXT NOT NULL, expires_at REAL NOT NULL
);
""",
    # Projects with their revisions; the webhook, and what it has still to be sent.
    """
CREATE TABLE projects (project_id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL);
CREATE TABLE revisions (
  project_id TEXT NOT NULL REFERENCES projects (project_id) ON DELETE CASCADE,
  ir_revision INTEGER NOT NULL,
  language TEXT NOT NULL,
  role TEXT NOT NULL,
  filename TEXT NOT NULL,
  cues INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (project_id, ir_revision)
);
CREATE TABLE webhook (
  id INTEGER PRIMARY KEY CHECK (id = 1), url TEXT NOT NULL, secret TEXT NOT NULL, updated_at INTEGER NOT NULL
);
CREATE TABLE deliveries (
  delivery_id TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at REAL NOT NULL,
  outcome TEXT NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX deliveries_by_time ON deliveries (state, next_at);
""",
    """
CREATE TABLE templates (
  template_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  script TEXT NOT NULL,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
);
""",
    """
CREATE TABLE media (
  media_id TEXT PRIMARY KEY,
  filename TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  state TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE TABLE jobs (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  media_id TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  error_code TEXT NOT NULL,
  error_message TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  lease_until REAL NOT NULL
);
CREATE INDEX jobs_by_state ON jobs (state, lease_until);
CREATE TABLE artifacts (
  artifact_id TEXT PRIMARY KEY,
  job_id TEXT NOT NULL,
  filename TEXT NOT NULL,
  mime_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE INDEX artifacts_by_job ON artifacts (job_id);
""",
)


class Database:
    """An open database. Raises UsageError where the file cannot be used.

    `clock` gives Unix seconds. One thread at a time may use it.
    """

    def __init__(
        self, path: str, *, clock: Callable[[], float] = time.time, create: bool = True
    ) -> None:
        self.clock = clock
        self._path = path
        # What is too large for rows lies beside the database; its names are made here, never by a client.
        self.folder = os.path.abspath(path) + ".files"
        try:
            if create:  # for its owner alone, also before SQLite opens it
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            elif not os.path.exists(path):
                raise UsageError(f"there is no database {quote(path, 200)}; pass --db FILE")
            self.connection = sqlite3.connect(
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
        self.connection.close()

    def today(self) -> str:
        """The UTC day, as in 2026-01-31."""
        return datetime.fromtimestamp(self.clock(), UTC).date().isoformat()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and no other process writes meanwhile."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def _prepare(self) -> None:
        """Make the tables in an empty file. Raises UsageError for a file of something else."""
        self._use_wal()
        # A crash of the machine may lose the last transactions, never the database.
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute("PRAGMA foreign_keys = ON")
        with self.transaction():
            application, version = self._pragma("application_id"), self._pragma("user_version")
            tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if application != _APPLICATION and (application or tables):
                raise UsageError(f"{quote(self._path, 200)} is the database of another program")
            if version > len(_VERSIONS):
                raise UsageError(f"{quote(self._path, 200)} is of a newer caption-qa; upgrade it")
            for statements in _VERSIONS[version:]:
                for statement in statements.split(";\n"):
                    self.connection.execute(statement)
            if not application:
                user_key = "usr_" + secrets.token_hex(8)
                self.connection.execute("INSERT INTO account (user_key) VALUES (?)", (user_key,))
                self.connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            self.connection.execute(f"PRAGMA user_version = {len(_VERSIONS)}")

    def _use_wal(self) -> None:
        # Changing the mode of a new file does not wait for another process that does the same.
        for attempt in range(50):
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or attempt == 49:
                    raise
                time.sleep(0.02)

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])
