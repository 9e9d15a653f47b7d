"""What a server answers: JSON that fits a model, or an error that names what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from caption_qa_action.core.errors import (
    BadReply,
    EngineError,
    QuotaExceeded,
    Refused,
    Unavailable,
)
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import printable

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    M = TypeVar("M", bound=BaseModel)

# What a server writes is quoted up to here; our choice.
_QUOTED_CHARACTERS = 300

# The remedy for an error code with its details; "" where there is none.
Remedy = Callable[[str, Mapping[str, object]], str]


class Reply(NamedTuple):
    """A reply that came whole; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    host: str = "the server"

    def read(self, model: type[M]) -> M:
        """The body as a model. Raises BadReply when it is no JSON or does not fit."""
        from pydantic import ValidationError

        try:
            return model.model_validate_json(self.body)
        except ValidationError as error:
            raise BadReply("", self._misfit(error), status=self.status) from error

    def _misfit(self, error: ValidationError) -> str:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"] == "json_invalid":
            kind = printable(self.headers.get("content-type", "")[:60]) or "of no type"
            return f"the answer of {self.host} is no complete JSON ({len(self.body)} bytes, {kind})"
        place = printable(".".join(str(step) for step in first["loc"])[:60])
        where = (
            f"{place}: " if place else ""
        )  # nowhere when the answer as a whole is something else
        return f"the answer of {self.host} is not what it should be: {where}{first['msg']}"


def refusal(reply: Reply, remedy_for: Remedy | None = None) -> EngineError:
    """The error that a reply with a failing status stands for.

    Both APIs send `{"error": {"code", "message", "details"}}`; whatever else comes, from a proxy for
    instance, is known by its status alone.
    """
    code, message, details = _envelope(reply.body)
    shown = f"{reply.host} answers {reply.status}"
    if code:
        shown += f" {printable(code[:60])}"
    if message:
        shown += f": {printable(message[:_QUOTED_CHARACTERS]).rstrip('. ')}"
    remedy = remedy_for(code, details) if remedy_for is not None else ""
    if remedy:
        shown += f"; {remedy}"
    if code.lower() == "quota_exceeded":
        kind: type[EngineError] = QuotaExceeded
    elif reply.status in (408, 425, 429) or (reply.status >= 500 and reply.status != 501):
        kind = Unavailable
    elif reply.status < 400:
        kind = BadReply
    else:
        kind = Refused
    return kind("", shown, status=reply.status, code=code, details=details)


def _envelope(body: bytes) -> tuple[str, str, Mapping[str, object]]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return "", "", {}
    error = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(error, dict):
        return "", "", {}
    code, message, details = error.get("code"), error.get("message"), error.get("details")
    return (
        code if isinstance(code, str) else "",
        message if isinstance(message, str) else "",
        details if isinstance(details, dict) else {},
    )


def retry_after(reply: Reply) -> float | None:
    """The seconds that a reply asks to wait; None where it does not ask.

    `Retry-After` holds seconds or a date (RFC 9110, section 10.2.3); the transcription API has
    `retry_after_seconds` in its body.
    """
    header = reply.headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,9}", header):
        return float(header)
    if header:
        wait = _until(header)
        if wait is not None:
            return wait
    found = re.search(rb'"retry_after_seconds"\s*:\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)', reply.body)
    return float(found[1]) if found else None


def _until(date: str) -> float | None:
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
