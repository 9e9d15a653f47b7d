"""Routes of the contract that a server without accounts, videos and templates has no business offering.

They answer 501 to those who might use them, and 401 or 403 to everybody else.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, Request, Response

from caption_qa_action.server.auth import KeyedRoute
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.openapi import failures, needs

# Methods, path below /api/v1, scope, features. The contract lists exports:read and exports:write for a group
# of routes; what reads needs the first, what writes or starts something the second.
ROUTES = (
    ("POST", "/media/upload", "exports:write", ()),
    ("POST", "/media/upload/complete", "exports:write", ()),
    ("POST", "/media/{mediaId}/complete", "exports:write", ()),
    ("POST", "/media/complete", "exports:write", ()),
    ("POST", "/jobs/extract", "exports:write", ("caption_extract",)),
    ("POST", "/jobs/render", "exports:write", ("caption_render",)),
    ("GET", "/jobs/{jobId}", "exports:read", ()),
    ("DELETE", "/jobs/{jobId}", "exports:write", ()),
    ("GET", "/artifacts/{artifactId}", "exports:read", ()),
)


def router() -> APIRouter:
    """Every route that is not offered."""
    made = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["not offered"])
    for method, path, scope, features in ROUTES:
        made.add_api_route(
            path,
            _not_offered,
            methods=[method],
            response_class=Response,
            summary="Not offered by this server",
            operation_id=_identifier(method, path),
            responses={200: {"description": "never"}, **failures("not_implemented", keyed=True)},
            openapi_extra=needs(scope, *features) | {"parameters": _parameters(path)},
        )
    return made


async def _not_offered(request: Request) -> Response:
    """Answers 501 `not_implemented`."""
    raise ApiError(
        "not_implemented",
        "This server checks and delivers captions; it does not offer this route.",
    )


def _parameters(path: str) -> list[dict[str, object]]:
    """The variable parts of a path, for the document."""
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", path)
    ]


def _identifier(method: str, path: str) -> str:
    parts = path.replace("{", "").replace("}", "").replace("-", "/").split("/")
    return method.lower() + "".join(part[:1].upper() + part[1:] for part in parts)
