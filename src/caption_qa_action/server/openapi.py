"""The OpenAPI document: what FastAPI makes of the routes, and what they need and answer besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from caption_qa_action.delivery.profiles import PROFILES, WARN_ONLY
from caption_qa_action.presets import DEFAULT, names
from caption_qa_action.server import models
from caption_qa_action.server.auth import FEATURES_FIELD, SCOPE_FIELD
from caption_qa_action.server.contract import ERRORS
from caption_qa_action.server.samples import failure

# Of every route that needs a key.
_KEYED = ("unauthorized", "forbidden", "rate_limited", "payload_too_large", "unavailable")
_FILE = {
    "type": "string",
    "format": "binary",
    "description": "The captions, in any format that is read; the name matters: "
    "its suffix, and a language as in talk.de.srt.",
}


def form_body(fields: dict[str, Any]) -> dict[str, Any]:
    """The body of a request that sends a caption file with some fields."""
    schema = {"type": "object", "required": ["file"], "properties": {"file": _FILE, **fields}}
    encoding = {"file": {"contentType": "application/octet-stream"}}
    content = {"multipart/form-data": {"schema": schema, "encoding": encoding}}
    return {"content": content, "required": True}


PROCESS_FORM = form_body(
    {
        "preset": {"type": "string", "enum": names(), "default": DEFAULT},
        "fixProfile": {"type": "string", "enum": list(PROFILES), "default": WARN_ONLY},
        "projectId": {
            "type": "string",
            "description": "Our own: the file becomes the newest revision of this project, and a receipt of "
            "the export goes to the webhook. Needs the scope exports:write, too.",
        },
        "language": {"type": "string", "description": "of that revision, where the name has none"},
        "role": {"type": "string", "description": "of that revision; default: captions"},
    }
)

_BYTES = {"type": "string", "format": "binary"}
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "seconds"}}


def needs(scope: str, *features: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a route requires of a key and of its plan, for the document and for `auth`."""
    extra: dict[str, Any] = {
        SCOPE_FIELD: scope,
        FEATURES_FIELD: ["API_V1", *features],
        "security": [{"key": []}],
    }
    if body is not None:
        extra["requestBody"] = body
    return extra


def failures(
    *codes: str, keyed: bool = False, more: tuple[int, ...] = ()
) -> dict[int | str, dict[str, Any]]:
    """The answers for error codes, by status; with `keyed` also those of every route with a key."""
    texts: dict[int, dict[str, str]] = {}
    for code in dict.fromkeys((*codes, *(_KEYED if keyed else ()))):
        status, when = ERRORS[code]
        texts.setdefault(status, {})[code] = when
    for status in more:
        texts[status] = {"payload_too_large": "the engine refuses a file of this size"}
    return {status: _answer(texts[status]) for status in sorted(texts)}


def success(sample: dict[str, object]) -> dict[int | str, dict[str, Any]]:
    """The answer of a route that succeeds, with an example."""
    return {200: {"description": "Success", "content": _json({"success": sample})}}


def binary(description: str) -> dict[int | str, dict[str, Any]]:
    """The answer of a route that succeeds with the bytes of a file."""
    content: dict[str, Any] = {"application/octet-stream": {"schema": _BYTES}}
    return {200: {"description": description, "content": content}}


def _answer(texts: dict[str, str]) -> dict[str, Any]:
    return {
        "model": models.ErrorReply,
        "description": "; ".join(f"`{code}`: {when}" for code, when in texts.items()),
        "content": _json({code: failure(code, when) for code, when in texts.items()}),
    }


def _json(samples: dict[str, dict[str, object]]) -> dict[str, Any]:
    examples = {name: {"value": sample} for name, sample in samples.items()}
    return {"application/json": {"examples": examples}}


def document(app: FastAPI) -> dict[str, Any]:
    """The document of an app; made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            routes=app.routes,
            servers=[{"url": "http://127.0.0.1:8000", "description": "caption-qa serve"}],
        )
        _restore_samples(made, app.state.routes)
        app.openapi_schema = _corrected(made)
    return app.openapi_schema


def _restore_samples(made: dict[str, Any], routes: Sequence[BaseRoute]) -> None:
    """Put the samples in as they are: FastAPI takes what is null out of them."""
    for route in routes:
        if isinstance(route, APIRoute) and 200 in route.responses:
            for method in route.methods or ():
                answer = made["paths"][route.path][method.lower()]["responses"]["200"]
                for kind, content in route.responses[200]["content"].items():
                    if "examples" in content:
                        answer["content"][kind]["examples"] = content["examples"]


def _corrected(made: dict[str, Any]) -> dict[str, Any]:
    """With what FastAPI does not know: which answers are never given, and which are the same."""
    shared: dict[str, Any] = {}
    for path in made["paths"].values():
        for operation in path.values():
            operation["responses"] = _shared(operation["responses"], shared)
    components = made["components"]
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    components["responses"] = dict(sorted(shared.items()))
    components["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer", "description": "A key: cp_live_…"}
    }
    return made


def _shared(answers: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """The answers of a route, its failures as references into `shared`."""
    kept = {}
    for status, answer in answers.items():
        samples = answer.get("content", {}).get("application/json", {}).get("examples", {})
        if status == "422" and not samples:
            continue
        if status < "400":
            kept[status] = answer
            continue
        if status in ("429", "503"):
            answer["headers"] = _RETRY
        name = "_or_".join(samples) + ("_413" if status == "413" else "")
        assert shared.setdefault(name, answer) == answer
        kept[status] = {"$ref": f"#/components/responses/{name}"}
    return kept
