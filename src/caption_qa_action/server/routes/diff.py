"""`/projects/{projectId}/diff`: what became of each cue between two files of a project.

The contract names the route, without a body; this is our own.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caption_qa_action.core.filenames import same_language
from caption_qa_action.server import models
from caption_qa_action.server.auth import KeyedRoute, limits_of
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError, answered
from caption_qa_action.server.form import Form, is_form, read_form
from caption_qa_action.server.openapi import failures, form_body, needs, success
from caption_qa_action.server.projects import Project, Revision
from caption_qa_action.server.routes.projects import (
    PROJECT,
    REVISION,
    ShownRevision,
    content_of,
    project_of,
    shown_revision,
)
from caption_qa_action.server.tasks import Comparison, NamedFile, compare

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["projects"])

_DIFF_FORM = form_body(
    {
        "irRevision": {"type": "integer", "minimum": 1},
        "language": {"type": "string"},
        "role": {"type": "string"},
    }
)


class Selector(BaseModel):
    """A revision: by its number, or the newest of a language and a role."""

    model_config = ConfigDict(strict=True)

    irRevision: Annotated[int | None, Field(ge=1)] = None
    language: str | None = None
    role: str | None = None


class DiffRequest(BaseModel):
    """What to compare: `to` is the newest revision where it is not given, `from` the one before it."""

    model_config = ConfigDict(strict=True)

    from_: Annotated[Selector | None, Field(alias="from")] = None
    to: Selector | None = None


class DiffCue(BaseModel):
    """A cue of a comparison."""

    index: models.Number
    startMs: int
    endMs: int
    text: str


class ChangedCue(BaseModel):
    """What became of a cue; one side is null for what is missing or new."""

    model_config = ConfigDict(populate_by_name=True)

    changes: list[Literal["moved", "retimed", "reworded", "missing", "new"]]
    from_: Annotated[DiffCue | None, Field(alias="from")]
    to: DiffCue | None


class Difference(BaseModel):
    """What differs, cue by cue. Cues that are the same are counted in `summary` alone."""

    model_config = ConfigDict(populate_by_name=True)

    projectId: str
    from_: Annotated[ShownRevision, Field(alias="from")]
    to: ShownRevision | None
    comparedBy: Literal["words", "times"]
    summary: dict[str, models.Count]
    cues: list[ChangedCue]


_CUE = {"index": 1, "startMs": 1000, "endMs": 2000, "text": "Where have you been?"}
DIFFERENCE: dict[str, object] = {
    "projectId": PROJECT["projectId"],
    "from": REVISION,
    "to": {**REVISION, "irRevision": 2},
    "comparedBy": "words",
    "summary": {"same": 0, "moved": 0, "retimed": 1, "reworded": 0, "missing": 0, "new": 0},
    "cues": [{"changes": ["retimed"], "from": _CUE, "to": {**_CUE, "endMs": 2500}}],
}


@router.post(
    "/projects/{projectId}/diff",
    response_model=Difference,
    responses=success(DIFFERENCE)
    | failures("bad_request", "not_found", "processing_failed", keyed=True, more=(413,)),
    openapi_extra=needs(
        "exports:read",
        "caption_drift",
        body={
            "required": False,
            "content": {
                "application/json": {"schema": DiffRequest.model_json_schema(by_alias=True)},
                **_DIFF_FORM["content"],
            },
        },
    ),
)
async def diff(request: Request, projectId: str) -> Response:
    """What became of each cue between two revisions, or between a revision and a file that is sent.

    Revisions in one language are compared by their words, others by their times.
    """
    if is_form(request):
        form = await read_form(request)
        project = await project_of(request, projectId)
        old = _chosen(project, _form_selector(form))
        new, new_name, new_data = None, form.name, form.data
    else:
        asked = _asked(await request.body())
        project = await project_of(request, projectId)
        new = _chosen(project, asked.to or Selector())
        old = _chosen(project, asked.from_) if asked.from_ else _before(project, new)
        new_name, new_data = new.filename, await content_of(request, project, new)
    by_words = new is None or not _differ(old.language, new.language)
    comparison = Comparison(
        NamedFile(old.filename, await content_of(request, project, old)),
        NamedFile(new_name, new_data),
        by_words,
        limits_of(request).answer_bytes,
    )
    answer = await engine_of(request).run(compare, comparison)
    if answer.code:
        raise answered(answer.code, answer.message)
    head = {
        "projectId": projectId,
        "from": shown_revision(old),
        "to": new and shown_revision(new),
        "comparedBy": "words" if by_words else "times",
    }
    body = json.dumps(head)[:-1].encode() + b", " + answer.body[1:]
    return Response(body, media_type="application/json")


def _asked(body: bytes) -> DiffRequest:
    if not body.strip():
        return DiffRequest()
    try:
        return DiffRequest.model_validate_json(body)
    except ValidationError as error:
        raise ApiError("bad_request", models.misfit(error)) from None


def _form_selector(form: Form) -> Selector:
    number = form.fields.get("irRevision", "")
    if number and not (number.isascii() and number.isdigit() and 0 < len(number) < 10):
        raise ApiError("bad_request", "The field irRevision must be a number from 1.")
    return Selector(
        irRevision=int(number) or None if number else None,
        language=form.fields.get("language"),
        role=form.fields.get("role"),
    )


def _chosen(project: Project, wanted: Selector) -> Revision:
    """The revision that is selected. Raises ApiError when there is none."""
    if wanted.irRevision is not None:
        found = next(
            (each for each in project.revisions if each.ir_revision == wanted.irRevision), None
        )
    else:
        found = project.newest(wanted.language, wanted.role)
    if found is None:
        raise ApiError("not_found", "The project has no such revision.")
    return found


def _before(project: Project, newest: Revision) -> Revision:
    """The revision before one, of the same language and role. Raises ApiError when there is none."""
    earlier = [
        each
        for each in project.revisions
        if each.ir_revision < newest.ir_revision
        and (each.language, each.role) == (newest.language, newest.role)
    ]
    if not earlier:
        raise ApiError("not_found", 'There is no revision before this one; name one in "from".')
    return earlier[-1]


def _differ(one: str, other: str) -> bool:
    """Whether two files are in two languages; where one does not state its own, that is not known."""
    return bool(one and other) and not same_language(one, other)
