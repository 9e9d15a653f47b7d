"""The JSON of the API, as the OpenAPI document shows it. Names and shapes are those of the contract.

Whatever is not in the contract is an addition, which clients of the hosted service ignore.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caption_qa_action.core.text import printable
from caption_qa_action.server.contract import DEFAULT_SCOPE, SCOPES
from caption_qa_action.server.store import NAME_CHARACTERS, Key

Severity = Literal["info", "warning", "error"]
Status = Literal["ready", "will_adapt", "needs_attention", "failed"]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class Place(BaseModel):
    """A place in the file that was sent; lines and columns count from 1, the end is exclusive."""

    line: Number
    column: Number
    endLine: Number
    endColumn: Number


class Edit(Place):
    """What to put in a place."""

    replacement: str


class Fix(BaseModel):
    """How a finding can be mended; a safe fix changes neither visible text nor times."""

    title: str
    safe: bool
    edits: list[Edit]
    encoding: str = ""


class Related(BaseModel):
    """Another place that explains a finding."""

    line: Number
    column: Number
    message: str


class Diagnostic(Place):
    """A finding in the file that was sent; cues count from 1, and it may be outside of them."""

    code: str
    severity: Severity
    message: str
    cueIndex: int | None
    startMs: int | None
    endMs: int | None
    fix: Fix | None
    related: list[Related]
    url: str


class Fixed(BaseModel):
    """Something that was changed, and in which output."""

    model_config = ConfigDict(populate_by_name=True)

    code: str
    message: str
    cueIndex: int | None
    where: Annotated[Literal["output", "aidedOutput"], Field(alias="in")]


class Report(BaseModel):
    """What was found and done; the score is 100 for a file without findings.

    `suppressed` are findings that comments of the file itself suppress; it is left out without any.
    """

    diagnostics: list[Diagnostic]
    summary: str
    fixes: list[Fixed]
    score: Annotated[int, Field(ge=0, le=100)]
    suppressed: list[Diagnostic] = []


class Suggestion(BaseModel):
    """A finding that the preset does not enforce."""

    code: str
    cueIndex: int | None


class Delivery(BaseModel):
    """What became of a file."""

    report: Report
    format: str
    output: str
    aidedOutput: str
    aidedSameAsDelivery: bool
    suggestions: list[Suggestion]
    deliveryStatus: Status
    aidedStatus: Status


class ProcessReply(Delivery):
    """A delivery, and how many runs are left today; with a project, the revision that was exported."""

    remainingApiRunsToday: Count
    projectId: str | None = None
    irRevision: Number | None = None


class Quotas(BaseModel):
    """The successful runs of a UTC day."""

    v1DailySuccessCap: Count
    remainingToday: Count


class Account(BaseModel):
    """The account: one database is one account, which has no e-mail address."""

    userKey: str
    tier: str
    email: str
    features: list[str]
    quotas: Quotas


class KeyEntry(BaseModel):
    """A key without its secret."""

    keyId: str
    prefix: str
    name: str
    scopes: list[str]
    createdAt: str


def misfit(error: ValidationError) -> str:
    """What is wrong with a JSON body, without repeating what it held."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return "The body is not valid JSON."
    place = ".".join(printable(str(step))[:60] for step in first["loc"])
    return f"{place or 'body'}: {printable(first['msg'])[:200]}."


def shown_time(seconds: float) -> str:
    """A time as the API writes it: UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def key_entry(key: Key) -> dict[str, Any]:
    """A key as it is listed."""
    return {
        "keyId": key.key_id,
        "prefix": key.prefix,
        "name": key.name,
        "scopes": list(key.scopes),
        "createdAt": shown_time(key.created_at),
    }


class Usage(BaseModel):
    """Today's quota, and the keys that share it."""

    cap: Count
    usedToday: Count
    remainingToday: Count
    keys: list[KeyEntry]


class Keys(BaseModel):
    """The keys in use."""

    keys: list[KeyEntry]


class NewKey(BaseModel):
    """A key to be made. It can have no scope that the key which makes it does not have."""

    model_config = ConfigDict(strict=True)

    name: Annotated[str, Field(min_length=1, max_length=NAME_CHARACTERS)]
    scopes: Annotated[
        list[Literal[SCOPES]],  # type: ignore[valid-type]
        Field(min_length=1, max_length=len(SCOPES)),
    ] = [DEFAULT_SCOPE]


class CreatedKey(KeyEntry):
    """A new key. This is the only time that its secret is shown."""

    secret: str


class RevokedKey(BaseModel):
    """A key that is of no use any more."""

    keyId: str
    revoked: bool


class ErrorBody(BaseModel):
    """What went wrong."""

    code: str
    message: str
    details: dict[str, Any] = {}


class ErrorReply(BaseModel):
    """The answer to whatever failed."""

    error: ErrorBody


class Health(BaseModel):
    """That the server works."""

    status: Literal["ok"]
