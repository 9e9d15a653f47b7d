"""Videos as they are uploaded: a row for each, and a file beside the database, whose size is what has come.

A part is appended where the file ends, so that an upload which broke off goes on from there.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from typing import BinaryIO

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.server.database import Database

UPLOADING, READY = "uploading", "ready"
# Our choice: a part fits into a request like every other.
PART_BYTES = 4 * 1024 * 1024
MOST_MEDIA = 500
_COLUMNS = "media_id, filename, mime_type, size_bytes, state, sha256, created_at, expires_at"


class Media(NamedTuple):
    """A video. `size_bytes` is what was declared, 0 where nothing was; `sha256` is known once it is ready."""

    media_id: str
    filename: str
    mime_type: str
    size_bytes: int
    state: str
    sha256: str
    created_at: int
    expires_at: int


class Offset(Exception):
    """A part does not begin where the upload ends; `received` is how much has come."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def create(
    database: Database, filename: str, mime_type: str, size_bytes: int, keep_seconds: float
) -> Media:
    """A new upload, of which nothing has come. Raises UsageError where there are too many, OSError."""
    now = int(database.clock())
    media_id = "med_" + secrets.token_hex(8)
    media = Media(
        media_id, filename, mime_type, size_bytes, UPLOADING, "", now, now + int(keep_seconds)
    )
    location = path(database, media)
    try:
        _insert(database, media, location)
    except BaseException:
        _remove(location)  # of what is not in the database nothing would be deleted later
        raise
    return media


def _insert(database: Database, media: Media, location: str) -> None:
    with database.transaction():
        (number,) = database.connection.execute("SELECT count(*) FROM media").fetchone()
        if number >= MOST_MEDIA:
            raise UsageError(f"there are {MOST_MEDIA} videos already; delete one first")
        database.connection.execute(
            f"INSERT INTO media ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", media
        )
        os.makedirs(_folder(database), mode=0o700, exist_ok=True)
        descriptor = os.open(location, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(descriptor)


def find(database: Database, media_id: str) -> Media | None:
    """A video that is still kept."""
    row = database.connection.execute(
        f"SELECT {_COLUMNS} FROM media WHERE media_id = ? AND expires_at > ?",
        (media_id, database.clock()),
    ).fetchone()
    return row and Media(*row)


def received(database: Database, media: Media) -> int:
    """How much of a video has come."""
    return os.path.getsize(path(database, media))


def append(database: Database, media: Media, offset: int, data: bytes, most_bytes: int) -> int:
    """Add a part; how much has come now. Raises Offset, UsageError for more than may come, OSError."""
    with database.transaction():  # so that no other process adds one meanwhile
        here = received(database, media)
        if offset != here:
            raise Offset(here)
        if here + len(data) > (media.size_bytes or most_bytes):
            raise UsageError("more has come than was declared")
        with open(path(database, media), "ab") as file:
            file.write(data)
    return here + len(data)


def fill(database: Database, media: Media, source: BinaryIO) -> None:
    """Take all of a video at once, or none of it. Raises OSError."""
    location = path(database, media)
    try:
        with open(location, "wb") as file:
            shutil.copyfileobj(source, file, 1024 * 1024)
    except OSError:
        os.truncate(location, 0)  # a disk without room needs it at once
        delete(database, media.media_id)
        raise


def complete(database: Database, media: Media) -> Media:
    """Everything has come. Raises Offset where it has not."""
    here = received(database, media)
    if not here or media.size_bytes not in (0, here):
        raise Offset(here)
    with open(path(database, media), "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with database.transaction():
        database.connection.execute(
            "UPDATE media SET state = ?, sha256 = ?, size_bytes = ? WHERE media_id = ?",
            (READY, digest, here, media.media_id),
        )
    return media._replace(state=READY, sha256=digest, size_bytes=here)


def delete(database: Database, media_id: str) -> bool:
    """Delete a video with its file; False where there is none."""
    media = find(database, media_id)
    if media is None:
        return False
    with database.transaction():
        database.connection.execute("DELETE FROM media WHERE media_id = ?", (media_id,))
    _remove(path(database, media))
    return True


def sweep(database: Database) -> None:
    """Delete what is not kept any longer."""
    with database.transaction():
        rows = database.connection.execute(
            f"DELETE FROM media WHERE expires_at <= ? RETURNING {_COLUMNS}", (database.clock(),)
        ).fetchall()
    for row in rows:
        _remove(path(database, Media(*row)))


def path(database: Database, media: Media) -> str:
    """Where a video lies; the identifier was made here."""
    return os.path.join(_folder(database), media.media_id)


def _folder(database: Database) -> str:
    return os.path.join(database.folder, "media")


def _remove(location: str) -> None:
    try:
        os.unlink(location)
    except FileNotFoundError:
        pass
