"""Secrets that no message, log, cache or debugger shows by accident."""

from __future__ import annotations

import hmac
import os
from typing import NoReturn

from caption_qa_action.core.errors import UsageError

MASK = "********"


class Secret:
    """A key or token. Only `reveal` gives it away; it is shown as asterisks and cannot be stored."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself, for a header or to be shown once."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not to be stored or sent to another process")


def from_environment(variable: str) -> Secret | None:
    """The secret in an environment variable; None where it is unset or empty.

    Raises UsageError for what no header can hold.
    """
    value = os.environ.get(variable, "").strip()
    if not value:
        return None
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise UsageError(
            f"{variable} holds characters that no key has; copy the key again, without line breaks"
        )
    return Secret(value)
