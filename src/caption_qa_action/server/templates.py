"""Export templates as they are kept: a name, a script, and how often it was replaced."""

from __future__ import annotations

import secrets

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.server.database import Database

NAME_CHARACTERS = 200
# So many are kept; our choice, so that a key cannot fill a disk.
MOST_TEMPLATES = 500
_COLUMNS = "template_id, name, script, revision, created_at, updated_at"


class Template(NamedTuple):
    """A template; `revision` counts from 1 and grows with each replacement."""

    template_id: str
    name: str
    script: str
    revision: int
    created_at: int
    updated_at: int


class Changed(Exception):
    """Somebody has replaced a template since the revision that was named; this is the one it has now."""

    def __init__(self, revision: int) -> None:
        super().__init__(revision)
        self.revision = revision


def checked_name(name: str) -> str:
    """A name as it is kept. Raises UsageError for one that is none."""
    name = name.strip()
    if not name or len(name) > NAME_CHARACTERS or not name.isprintable():
        raise UsageError(f"a template's name has 1 to {NAME_CHARACTERS} printable characters")
    return name


def every(database: Database) -> list[Template]:
    """Every template, in the order in which they were made."""
    rows = database.connection.execute(f"SELECT {_COLUMNS} FROM templates ORDER BY rowid")
    return [Template(*row) for row in rows]


def find(database: Database, template_id: str) -> Template | None:
    """A template by its identifier."""
    row = database.connection.execute(
        f"SELECT {_COLUMNS} FROM templates WHERE template_id = ?", (template_id,)
    ).fetchone()
    return row and Template(*row)


def create(database: Database, name: str, script: str) -> Template:
    """Keep a new template. Raises UsageError where there are too many."""
    now = int(database.clock())
    template = Template("tpl_" + secrets.token_hex(8), name, script, 1, now, now)
    with database.transaction():
        (number,) = database.connection.execute("SELECT count(*) FROM templates").fetchone()
        if number >= MOST_TEMPLATES:
            raise UsageError(f"there are {MOST_TEMPLATES} templates already; delete one first")
        database.connection.execute(
            f"INSERT INTO templates ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", template
        )
    return template


def update(
    database: Database, template_id: str, name: str, script: str, revision: int | None
) -> Template | None:
    """Replace a template; None when there is none. Raises Changed when it is not at `revision`."""
    with database.transaction():
        old = find(database, template_id)
        if old is None:
            return None
        if revision is not None and revision != old.revision:
            raise Changed(old.revision)
        new = old._replace(
            name=name or old.name,
            script=script or old.script,
            revision=old.revision + 1,
            updated_at=int(database.clock()),
        )
        database.connection.execute(
            "UPDATE templates SET name = ?, script = ?, revision = ?, updated_at = ?"
            " WHERE template_id = ?",
            (new.name, new.script, new.revision, new.updated_at, template_id),
        )
    return new


def delete(database: Database, template_id: str) -> bool:
    """Delete a template; False when there is none of this identifier."""
    with database.transaction():
        cursor = database.connection.execute(
            "DELETE FROM templates WHERE template_id = ?", (template_id,)
        )
    return cursor.rowcount == 1
