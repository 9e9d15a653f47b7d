"""Projects: each holds revisions of caption files, by language and role, counted from 1."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Sequence

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.server import files
from caption_qa_action.server.database import Database

NAME_CHARACTERS = 200
# "Ready/empty projects": the contract, on the list of projects.
READY, EMPTY = "ready", "empty"
CAPTIONS = "captions"
_COLUMNS = "ir_revision, language, role, filename, cues, sha256, created_at"


class Revision(NamedTuple):
    """A file of a project as it was pushed; `ir_revision` counts all files of the project from 1."""

    ir_revision: int
    language: str
    role: str
    filename: str
    cues: int
    sha256: str
    created_at: int


class Project(NamedTuple):
    """A project and its revisions, the newest last."""

    project_id: str
    name: str
    created_at: int
    revisions: tuple[Revision, ...]

    @property
    def status(self) -> str:
        """Whether there is something in it."""
        return READY if self.revisions else EMPTY

    def newest(self, language: str | None = None, role: str | None = None) -> Revision | None:
        """The newest revision, of a language and a role where they are given."""
        fitting = [
            each
            for each in self.revisions
            if language in (None, each.language) and role in (None, each.role)
        ]
        return fitting[-1] if fitting else None


def create(database: Database, name: str) -> Project:
    """A new, empty project. Raises UsageError for a name that is none or taken."""
    name = name.strip()
    if not name or len(name) > NAME_CHARACTERS or not name.isprintable():
        raise UsageError(f"a project's name has 1 to {NAME_CHARACTERS} printable characters")
    project = Project(str(uuid.uuid4()), name, int(database.clock()), ())
    with database.transaction():
        taken = database.connection.execute("SELECT 1 FROM projects WHERE name = ?", (name,))
        if taken.fetchone():
            raise UsageError("a project of this name exists already")
        database.connection.execute(
            "INSERT INTO projects (project_id, name, created_at) VALUES (?, ?, ?)", project[:3]
        )
    return project


def every(database: Database) -> list[Project]:
    """Every project, in the order in which they were made."""
    rows = database.connection.execute(
        "SELECT project_id, name, created_at FROM projects ORDER BY rowid"
    ).fetchall()
    return [Project(row[0], row[1], row[2], _revisions(database, row[0])) for row in rows]


def find(database: Database, project_id: str) -> Project | None:
    """A project by its identifier."""
    row = database.connection.execute(
        "SELECT project_id, name, created_at FROM projects WHERE project_id = ?", (project_id,)
    ).fetchone()
    return row and Project(row[0], row[1], row[2], _revisions(database, project_id))


def delete(database: Database, project_id: str) -> bool:
    """Delete a project with its files; False when there is none of this identifier."""
    with database.transaction():
        cursor = database.connection.execute(
            "DELETE FROM projects WHERE project_id = ?", (project_id,)
        )
    if cursor.rowcount != 1:
        return False
    files.remove(_folder(database, project_id))
    return True


def push(
    database: Database,
    project_id: str,
    data: bytes,
    *,
    language: str,
    role: str,
    filename: str,
    cues: int,
) -> Revision | None:
    """The revision of a file: the newest of its language and role if it is the same, else a new one.

    None when there is no such project. Raises OSError when the file cannot be written.
    """
    digest = hashlib.sha256(data).hexdigest()
    with database.transaction():
        project = find(database, project_id)
        if project is None:
            return None
        newest = project.newest(language, role)
        if newest is not None and newest.sha256 == digest:
            return newest
        number = len(project.revisions) + 1
        revision = Revision(number, language, role, filename, cues, digest, int(database.clock()))
        files.write(_folder(database, project_id), str(number), data)
        database.connection.execute(
            f"INSERT INTO revisions (project_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (project_id, *revision),
        )
    return revision


def content(database: Database, project_id: str, revision: Revision) -> bytes:
    """The bytes of a revision. Raises ReadError where they are gone."""
    return files.read(_folder(database, project_id), str(revision.ir_revision))


def _revisions(database: Database, project_id: str) -> tuple[Revision, ...]:
    rows: Sequence[Sequence[object]] = database.connection.execute(
        f"SELECT {_COLUMNS} FROM revisions WHERE project_id = ? ORDER BY ir_revision",
        (project_id,),
    ).fetchall()
    return tuple(Revision(*row) for row in rows)  # type: ignore[arg-type]


def _folder(database: Database, project_id: str) -> str:
    return os.path.join(database.folder, "projects", str(uuid.UUID(project_id)))
