"""Who may: the key, its scope and its burst, then the size of the body, before any of it is read."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, cast

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message, Receive

from caption_qa_action.core.text import quote
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.contract import BODY_LIMIT_BYTES, Details, Limits
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.plans import Plan, Plans
from caption_qa_action.server.store import Key

# In the OpenAPI document, where users see them, and from there in force.
SCOPE_FIELD = "x-required-scope"
FEATURES_FIELD = "x-required-features"


class KeyedRoute(APIRoute):
    """A route that only a key with its scope may use.

    FastAPI reads the body before it asks any dependency, so this stands before FastAPI.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        assert self.openapi_extra is not None
        scope = str(self.openapi_extra[SCOPE_FIELD])
        features: tuple[str, ...] = tuple(self.openapi_extra[FEATURES_FIELD])

        async def guarded(request: Request) -> Response:
            limits, async_store = limits_of(request), store_of(request)
            key = await _admitted(request, async_store, limits)
            request.state.plan = plan = _plan_of(key, request)
            require_scope(request, scope)
            for feature in features:
                if feature not in plan.features:
                    details: Details = {"missingFeature": feature}
                    raise ApiError("forbidden", "Missing feature.", details=details)
            most_bytes, seconds = self.body_limits(limits)
            _check_declared_size(request, most_bytes)
            bounded = _bounded(request.receive, most_bytes, seconds)
            return await handle(Request(request.scope, bounded))

        return guarded

    @staticmethod
    def body_limits(limits: Limits) -> tuple[int, float]:
        """How large a body may be, and how many seconds it may take to arrive."""
        return BODY_LIMIT_BYTES, limits.body_seconds


class LargeRoute(KeyedRoute):
    """A route that takes a whole video."""

    @staticmethod
    def body_limits(limits: Limits) -> tuple[int, float]:
        """How large a body may be, and how many seconds it may take to arrive."""
        return limits.media_bytes, limits.media_seconds


def store_of(request: Request) -> AsyncStore:
    return cast(AsyncStore, request.app.state.async_store)


def limits_of(request: Request) -> Limits:
    return cast(Limits, request.app.state.limits)


def key_of(request: Request) -> Key:
    """The key that a request was admitted with."""
    return cast(Key, request.state.key)


def plan_of(request: Request) -> Plan:
    """The plan of the key that a request was admitted with."""
    return cast(Plan, request.state.plan)


def require_scope(request: Request, scope: str) -> None:
    """Raise ApiError unless a key and its plan have a scope."""
    if scope not in key_of(request).scopes or scope not in plan_of(request).scopes:
        raise ApiError("forbidden", "Missing scope.", details={"missingScope": scope})


def pool_of(request: Request) -> str:
    """What the runs of a request are counted under."""
    return plan_of(request).pool(key_of(request).key_id)


def _plan_of(key: Key, request: Request) -> Plan:
    plans: Plans = request.app.state.plans
    plan = plans.of(key.plan)
    if plan is None:
        message = (
            f"The plan of this key, {quote(key.plan)}, is not defined on this server any more."
        )
        raise ApiError("forbidden", message)
    return plan


async def _admitted(request: Request, async_store: AsyncStore, limits: Limits) -> Key:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise _unauthorized()
    admitted = await async_store.admit(secret.strip(), limits.burst, limits.burst_seconds)
    if admitted is None:
        raise _unauthorized()
    key, wait = admitted
    request.state.key = key
    if wait:
        message = "Too many requests with this key; wait, then go on more slowly."
        raise ApiError("rate_limited", message, retry_after=wait)
    return key


def _unauthorized() -> ApiError:
    # RFC 6750, section 3: the answer names the scheme.
    headers = {"WWW-Authenticate": "Bearer"}
    return ApiError("unauthorized", "Missing or invalid API key.", headers=headers)


def _check_declared_size(request: Request, most_bytes: int) -> None:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most_bytes:
        raise too_large(most_bytes)


def too_large(most_bytes: int) -> ApiError:
    """The error for a body over the limit."""
    message = f"The request is larger than {most_bytes / 2**20:g} MiB; split the file."
    return ApiError("payload_too_large", message)


def _bounded(receive: Receive, most_bytes: int, seconds: float) -> Receive:
    """`receive` that gives up on a body that is too large or too slow."""
    end = time.monotonic() + seconds
    size = 0

    async def bounded() -> Message:
        nonlocal size
        try:
            message = await asyncio.wait_for(receive(), max(0, end - time.monotonic()))
        except TimeoutError:
            text = f"The request did not arrive within {seconds:g} seconds."
            raise ApiError("bad_request", text, headers={"Connection": "close"}) from None
        size += len(message.get("body", b""))
        if size > most_bytes:
            raise too_large(most_bytes)
        return message

    return bounded
