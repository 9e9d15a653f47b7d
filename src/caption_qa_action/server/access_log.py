"""One line of log for each request, and an answer also when this server fails.

A line holds nothing that came from outside: the route and not the path, the identifier of the key and
not the key, never captions. An exception is logged by its kind and place, since its message may quote
what was sent.
"""

from __future__ import annotations

import logging
import time
import traceback

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from caption_qa_action.server.errors import ApiError, envelope
from caption_qa_action.server.store import Key

LOG = logging.getLogger("caption_qa_action.server")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Journal:
    """Middleware around everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        status = 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        # Whoever asks for the head of an answer gets that of GET; the server leaves out the body.
        inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._app(inner, receive, noting)
        except Exception as error:
            LOG.error("bug: %s", _place(error))
            if not status:
                answer = ApiError("internal_error", "The server failed; this is a bug of it.")
                await envelope(answer)(scope, receive, noting)
        finally:
            LOG.info("%s %s %d %d ms %s", *_line(scope["method"], inner, status, started))


def _line(method: str, scope: Scope, status: int, started: float) -> tuple[str, str, int, int, str]:
    method = method if method in _METHODS else "-"
    route = getattr(scope.get("route"), "path", "-")
    key = scope.get("state", {}).get("key")
    took = round((time.monotonic() - started) * 1000)
    return method, route, status, took, key.key_id if isinstance(key, Key) else "-"


def _place(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    return f"{type(error).__name__} in {where}"
