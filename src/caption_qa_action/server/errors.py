"""Failures as the contract has them: one envelope, and a code for each."""

from __future__ import annotations

import json
import math
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from caption_qa_action.core.text import printable
from caption_qa_action.server.contract import ERRORS, Details


class ApiError(HTTPException):
    """A failure that is answered as `{"error": {"code", "message", "details"}}`.

    `status` is that of the code where it is not given; `raw_details` is JSON made elsewhere.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        details: Details | None = None,
        raw_details: bytes = b"",
        status: int = 0,
        retry_after: float = 0,
        headers: dict[str, str] | None = None,
    ) -> None:
        headers = dict(headers or {})
        if retry_after:
            headers["Retry-After"] = str(math.ceil(retry_after))
        super().__init__(status or ERRORS[code][0], message, headers)
        self.code = code
        self.message = message
        self.raw_details = raw_details or (json.dumps(details).encode() if details else b"")


def envelope(error: ApiError) -> Response:
    """The answer for a failure."""
    body = json.dumps({"code": error.code, "message": error.message}).encode()
    if error.raw_details:
        body = body[:-1] + b', "details": ' + error.raw_details + b"}"
    return Response(
        b'{"error": ' + body + b"}",
        error.status_code,
        dict(error.headers or {}),
        media_type="application/json",
    )


async def on_error(request: Request, error: Exception) -> Response:
    """The envelope for our own errors, and for those of the framework."""
    if isinstance(error, ApiError):
        return envelope(error)
    if isinstance(error, RequestValidationError):
        return envelope(ApiError("bad_request", _misfit(error)))
    assert isinstance(error, HTTPException)
    return envelope(_known(error, request))


def _known(error: HTTPException, request: Request) -> ApiError:
    headers = dict(error.headers or {})
    if error.status_code == 404:
        return ApiError("not_found", "There is no such route.")
    if error.status_code == 405:
        allowed = ", ".join(_methods(request))
        message = f"This route takes {allowed}."
        return ApiError("method_not_allowed", message, headers={"Allow": allowed})
    status = error.status_code
    code = "bad_request" if status < 500 else "internal_error"
    return ApiError(code, f"{HTTPStatus(status).phrase}: {error.detail}", headers=headers)


def _methods(request: Request) -> list[str]:
    """Every method of a path; each is a route of its own, and the framework names the first only."""
    path = request.scope["path"]
    every: list[Route] = request.app.state.routes
    # A path that is written out is that route, though it fits one with an identifier, too.
    routes = [each for each in every if each.path == path]
    routes = routes or [each for each in every if each.path_regex.match(path)]
    found = {method for each in routes for method in each.methods or ()}
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def _misfit(error: RequestValidationError) -> str:
    """What is wrong with a request, without repeating what it held."""
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return "The body is not valid JSON."
    place = ".".join(printable(str(step))[:60] for step in first["loc"])
    return f"{place}: {printable(str(first['msg']))[:200]}."


def answered(code: str, message: str, details: bytes = b"") -> ApiError:
    """The error that a worker has answered with."""
    status = 413 if code == "payload_too_large" else 0
    return ApiError(code, message, raw_details=details, status=status)
