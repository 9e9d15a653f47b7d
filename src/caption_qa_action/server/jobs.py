"""Jobs that extract captions from videos or render them into one, and the artifacts that they make.

A job is taken by one process for some seconds at a time; when that process is killed, another takes it up.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.server.database import Database

EXTRACT, RENDER = "extract", "render"
QUEUED, PROCESSING, COMPLETED, FAILED, CANCELLED = (
    "queued",
    "processing",
    "completed",
    "failed",
    "cancelled",
)
ENDED = (COMPLETED, FAILED, CANCELLED)
# A job whose process is killed each time is not tried for ever; our choice.
_MOST_ATTEMPTS = 3
_JOB = "job_id, kind, media_id, request, state, attempts, error_code, error_message, created_at, finished_at"
_ARTIFACT = "artifact_id, job_id, filename, mime_type, size_bytes, created_at, expires_at"


class Job(NamedTuple):
    """A job; `request` is the JSON of what was asked for, `finished_at` 0 until it has ended."""

    job_id: str
    kind: str
    media_id: str
    request: str
    state: str
    attempts: int
    error_code: str
    error_message: str
    created_at: int
    finished_at: int


class Artifact(NamedTuple):
    """A file that a job has made."""

    artifact_id: str
    job_id: str
    filename: str
    mime_type: str
    size_bytes: int
    created_at: int
    expires_at: int


class MadeFile(NamedTuple):
    """A file that a job has made, before it is kept."""

    location: str
    filename: str
    mime_type: str


def create(database: Database, kind: str, media_id: str, request: str) -> Job:
    """A job that waits."""
    job = Job(
        "job_" + secrets.token_hex(8),
        kind,
        media_id,
        request,
        QUEUED,
        0,
        "",
        "",
        int(database.clock()),
        0,
    )
    with database.transaction():
        database.connection.execute(
            f"INSERT INTO jobs ({_JOB}, lease_until) VALUES ({'?, ' * 10}0)", job
        )
    return job


def find(database: Database, job_id: str) -> Job | None:
    """A job by its identifier."""
    row = database.connection.execute(
        f"SELECT {_JOB} FROM jobs WHERE job_id = ?", (job_id,)
    ).fetchone()
    return row and Job(*row)


def claim(database: Database, seconds: float) -> Job | None:
    """The job that waits longest, taken for so many seconds."""
    now = database.clock()
    with database.transaction():
        row = database.connection.execute(
            f"SELECT {_JOB} FROM jobs WHERE state IN (?, ?) AND lease_until <= ?"
            " ORDER BY rowid LIMIT 1",
            (QUEUED, PROCESSING, now),
        ).fetchone()
        if row is None:
            return None
        job = Job(*row)
        if job.attempts >= _MOST_ATTEMPTS:
            _end(database, job, FAILED, "unavailable", "the server stopped while it worked on it")
            return None
        database.connection.execute(
            "UPDATE jobs SET state = ?, attempts = attempts + 1, lease_until = ? WHERE job_id = ?",
            (PROCESSING, now + seconds, job.job_id),
        )
    return job._replace(state=PROCESSING, attempts=job.attempts + 1)


def renew(database: Database, job: Job, seconds: float) -> bool:
    """Keep a job for so many seconds more; False when it was cancelled."""
    with database.transaction():
        cursor = database.connection.execute(
            "UPDATE jobs SET lease_until = ? WHERE job_id = ? AND state = ?",
            (database.clock() + seconds, job.job_id, PROCESSING),
        )
    return cursor.rowcount == 1


def give_back(database: Database, job: Job) -> None:
    """Let another process do a job that this one has no time for."""
    with database.transaction():
        database.connection.execute(
            "UPDATE jobs SET state = ?, lease_until = 0, attempts = attempts - 1"
            " WHERE job_id = ? AND state = ?",
            (QUEUED, job.job_id, PROCESSING),
        )


def fail(database: Database, job: Job, code: str, message: str) -> None:
    """End a job that came to nothing."""
    with database.transaction():
        _end(database, job, FAILED, code, message)


def finish(
    database: Database, job: Job, made: list[MadeFile], keep_seconds: float
) -> list[Artifact]:
    """End a job with what it has made; `[]` when it was cancelled meanwhile. Raises OSError."""
    now = int(database.clock())
    kept = []
    with database.transaction():
        if not _end(database, job, COMPLETED, "", ""):
            return []
        os.makedirs(os.path.join(database.folder, "artifacts"), mode=0o700, exist_ok=True)
        for file in made:
            artifact = Artifact(
                "art_" + secrets.token_hex(8),
                job.job_id,
                file.filename,
                file.mime_type,
                os.path.getsize(file.location),
                now,
                now + int(keep_seconds),
            )
            os.replace(file.location, path(database, artifact))
            database.connection.execute(
                f"INSERT INTO artifacts ({_ARTIFACT}) VALUES (?, ?, ?, ?, ?, ?, ?)", artifact
            )
            kept.append(artifact)
    return kept


def cancel(database: Database, job_id: str) -> bool:
    """End a job that has not ended yet; False for one that has."""
    job = find(database, job_id)
    if job is None:
        return False
    with database.transaction():
        return _end(database, job, CANCELLED, "", "")


def artifacts(database: Database, job_id: str) -> list[Artifact]:
    """What a job has made and is still kept."""
    rows = database.connection.execute(
        f"SELECT {_ARTIFACT} FROM artifacts WHERE job_id = ? AND expires_at > ? ORDER BY rowid",
        (job_id, database.clock()),
    )
    return [Artifact(*row) for row in rows]


def find_artifact(database: Database, artifact_id: str) -> Artifact | None:
    """An artifact that is still kept."""
    row = database.connection.execute(
        f"SELECT {_ARTIFACT} FROM artifacts WHERE artifact_id = ? AND expires_at > ?",
        (artifact_id, database.clock()),
    ).fetchone()
    return row and Artifact(*row)


def path(database: Database, artifact: Artifact) -> str:
    """Where an artifact lies; the identifier was made here."""
    return os.path.join(database.folder, "artifacts", artifact.artifact_id)


def sweep(database: Database, keep_seconds: float) -> None:
    """Delete what is not kept any longer."""
    now = database.clock()
    with database.transaction():
        rows = database.connection.execute(
            f"DELETE FROM artifacts WHERE expires_at <= ? RETURNING {_ARTIFACT}", (now,)
        ).fetchall()
        database.connection.execute(
            f"DELETE FROM jobs WHERE state IN ({', '.join('?' * len(ENDED))}) AND finished_at <= ?",
            (*ENDED, now - 2 * keep_seconds),
        )
    for row in rows:
        try:
            os.unlink(path(database, Artifact(*row)))
        except FileNotFoundError:
            pass


def described(job: Job, made: list[Artifact]) -> Mapping[str, object]:
    """A job as JSON."""
    from caption_qa_action.server.models import shown_time

    error = {"code": job.error_code, "message": job.error_message} if job.error_code else None
    return {
        "jobId": job.job_id,
        "kind": job.kind,
        "mediaId": job.media_id,
        "status": job.state,
        "createdAt": shown_time(job.created_at),
        "finishedAt": shown_time(job.finished_at) if job.finished_at else None,
        "error": error,
        "artifacts": [
            {
                "artifactId": each.artifact_id,
                "filename": each.filename,
                "mimeType": each.mime_type,
                "sizeBytes": each.size_bytes,
                "url": f"/api/v1/artifacts/{each.artifact_id}",
                "expiresAt": shown_time(each.expires_at),
            }
            for each in made
        ],
    }


def _end(database: Database, job: Job, state: str, code: str, message: str) -> bool:
    cursor = database.connection.execute(
        "UPDATE jobs SET state = ?, error_code = ?, error_message = ?, finished_at = ?"
        " WHERE job_id = ? AND state IN (?, ?)",
        (state, code, message, int(database.clock()), job.job_id, QUEUED, PROCESSING),
    )
    return cursor.rowcount == 1
