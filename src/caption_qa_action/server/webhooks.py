"""The webhook: where receipts of exports go, and those that have still to be sent.

A receipt is written into the database together with what it is about, so that nothing is lost when the server
ends; it is sent from there, again and again with growing pauses, at least once.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.server.database import Database

EVENT = "export_complete"
SIGNATURE_HEADER = "X-CaptionPass-Signature"
# The first time and six more, each pause five times the one before: within nine hours, with pauses from ten
# seconds on. Our choice; "retries are best-effort": the contract.
MOST_ATTEMPTS = 7
_GROWTH = 5
# So many are remembered once they were sent or given up; our choice.
_REMEMBERED = 1000
_SHOWN_CHARACTERS = 10
_COLUMNS = "delivery_id, body, state, attempts, outcome, created_at"


class Webhook(NamedTuple):
    """Where receipts go and the secret that signs them."""

    url: str
    secret: str
    updated_at: int

    @property
    def masked_secret(self) -> str:
        """Enough of the secret to recognise it."""
        return self.secret[:_SHOWN_CHARACTERS] + "…"


class Delivery(NamedTuple):
    """A receipt: `state` is pending, delivered or failed; `outcome` is that of the last attempt."""

    delivery_id: str
    body: bytes
    state: str
    attempts: int
    outcome: str
    created_at: int


class Artifact(NamedTuple):
    """What was exported."""

    preset: str
    export_id: str
    filename: str


def find(database: Database) -> Webhook | None:
    """The webhook, if one is set."""
    row = database.connection.execute("SELECT url, secret, updated_at FROM webhook").fetchone()
    return row and Webhook(*row)


def put(database: Database, url: str, *, rotate: bool) -> tuple[Webhook, bool]:
    """Send receipts to an address; with whether its secret is new."""
    with database.transaction():
        before = find(database)
        is_new = rotate or before is None
        secret = "whsec_" + secrets.token_hex(32) if before is None or rotate else before.secret
        webhook = Webhook(url, secret, int(database.clock()))
        database.connection.execute(
            "INSERT OR REPLACE INTO webhook (id, url, secret, updated_at) VALUES (1, ?, ?, ?)",
            webhook,
        )
    return webhook, is_new


def delete(database: Database) -> bool:
    """Send no receipts any more, also none of those that wait; False where no webhook was set."""
    with database.transaction():
        cursor = database.connection.execute("DELETE FROM webhook")
        database.connection.execute("DELETE FROM deliveries WHERE state = 'pending'")
    return cursor.rowcount == 1


def receipt(project_id: str, ir_revision: int, artifacts: Sequence[Artifact]) -> bytes:
    """The body of an event as the contract has it."""
    return json.dumps(
        {
            "event": EVENT,
            "receipt": {
                "version": 1,
                "kind": "single_export",
                "projectId": project_id,
                "irRevision": ir_revision,
                "artifacts": [
                    {"preset": each.preset, "exportId": each.export_id, "filename": each.filename}
                    for each in artifacts
                ],
            },
        }
    ).encode()


def enqueue(database: Database, body: bytes) -> bool:
    """Have a receipt sent; False where no webhook is set."""
    if find(database) is None:
        return False
    now = database.clock()
    with database.transaction():
        database.connection.execute(
            "INSERT INTO deliveries (delivery_id, body, state, attempts, next_at, outcome, created_at)"
            " VALUES (?, ?, 'pending', 0, ?, '', ?)",
            ("whd_" + secrets.token_hex(8), body, now, int(now)),
        )
        database.connection.execute(
            "DELETE FROM deliveries WHERE state != 'pending' AND rowid <="
            " (SELECT max(rowid) FROM deliveries) - ?",
            (_REMEMBERED,),
        )
    return True


def claim(database: Database, seconds: float) -> tuple[Webhook, Delivery] | None:
    """A receipt that is due, which no other process sends for so many seconds."""
    webhook, now = find(database), database.clock()
    if webhook is None:
        return None
    with database.transaction():
        row = database.connection.execute(
            f"SELECT {_COLUMNS} FROM deliveries WHERE state = 'pending' AND next_at <= ?"
            " ORDER BY next_at, rowid LIMIT 1",
            (now,),
        ).fetchone()
        if row is None:
            return None
        database.connection.execute(
            "UPDATE deliveries SET next_at = ?, attempts = attempts + 1 WHERE delivery_id = ?",
            (now + seconds, row[0]),
        )
    delivery = Delivery(*row)
    return webhook, delivery._replace(attempts=delivery.attempts + 1)


def note(
    database: Database, delivery: Delivery, outcome: str, *, delivered: bool, first_wait: float
) -> None:
    """Record how an attempt ended, and when the next one is."""
    state = "delivered" if delivered else "pending"
    if not delivered and delivery.attempts >= MOST_ATTEMPTS:
        state = "failed"
    wait = first_wait * _GROWTH ** (delivery.attempts - 1)
    with database.transaction():
        database.connection.execute(
            "UPDATE deliveries SET state = ?, outcome = ?, next_at = ? WHERE delivery_id = ?",
            (state, outcome, database.clock() + wait, delivery.delivery_id),
        )


def latest(database: Database, number: int = 20) -> list[Delivery]:
    """The newest receipts, the last one first."""
    rows = database.connection.execute(
        f"SELECT {_COLUMNS} FROM deliveries ORDER BY rowid DESC LIMIT ?", (number,)
    )
    return [Delivery(*row) for row in rows]
