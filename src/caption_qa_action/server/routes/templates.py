"""`/export-templates`: scripts that make files of captions, kept, validated and run.

The contract has the routes and the fields of validate and test; the other bodies are our own.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from caption_qa_action.core.errors import UsageError
from caption_qa_action.runs.templates.template import SCRIPT_CHARACTERS
from caption_qa_action.server import models, templates
from caption_qa_action.server.auth import KeyedRoute, store_of
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError, answered
from caption_qa_action.server.openapi import failures, needs, success
from caption_qa_action.server.quota import counted_run
from caption_qa_action.server.routes.projects import content_of, project_of
from caption_qa_action.server.tasks import NamedFile
from caption_qa_action.server.templates import Template
from caption_qa_action.server.trials import Trial, attempt
from caption_qa_action.server.work import Answer

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["templates"])

Mode = Literal["validate", "test", "both"]
_SCRIPT = Annotated[str, Field(min_length=1, max_length=SCRIPT_CHARACTERS)]
_NAME = Annotated[str, Field(min_length=1, max_length=templates.NAME_CHARACTERS)]
_FEATURE = "ADVANCED_EXPORTS"


class NewTemplate(BaseModel):
    """A template to be kept; its script defines `exportTimeline(cues, ctx)`."""

    model_config = ConfigDict(strict=True)

    name: _NAME
    scriptSource: _SCRIPT


class ReplacedTemplate(BaseModel):
    """What a template is to be; with `revision` only if nobody has replaced it since."""

    model_config = ConfigDict(strict=True)

    name: _NAME | None = None
    scriptSource: _SCRIPT | None = None
    revision: Annotated[int | None, Field(ge=1)] = None


class ListedTemplate(BaseModel):
    """A template without its script."""

    id: str
    name: str
    revision: models.Number
    createdAt: str
    updatedAt: str


class FullTemplate(ListedTemplate):
    """A template."""

    scriptSource: str


class Templates(BaseModel):
    """The templates, in the order in which they were made."""

    templates: list[ListedTemplate]


class DeletedTemplate(BaseModel):
    """A template that is gone."""

    id: str
    deleted: bool


class TestRequest(BaseModel):
    """What to run a saved template with: the newest revision of a project, or another one of it."""

    model_config = ConfigDict(strict=True)

    projectId: str = ""
    mode: Mode = "test"
    irRevision: Annotated[int | None, Field(ge=1)] = None


class ValidateRequest(TestRequest):
    """A script that is not saved, and what to do with it; to run it needs a project."""

    scriptSource: _SCRIPT
    mode: Mode = "validate"


class Tested(BaseModel):
    """How a script did. `output` and what follows are there when it was run, which counts as a run of the day."""

    valid: bool
    mode: Mode
    output: str | None = None
    filename: str | None = None
    mimeType: str | None = None
    projectId: str | None = None
    irRevision: int | None = None
    remainingApiRunsToday: models.Count | None = None


TEMPLATE: dict[str, object] = {
    "id": "tpl_5f2d8c1a9b3e4d70",
    "name": "house",
    "revision": 1,
    "createdAt": "2026-01-31T12:00:00Z",
    "updatedAt": "2026-01-31T12:00:00Z",
    "scriptSource": "function exportTimeline(cues, ctx) { return cues.map((cue) => cue.text).join('\\n'); }",
}
_LISTED = {key: value for key, value in TEMPLATE.items() if key != "scriptSource"}
_TESTED: dict[str, object] = {
    "valid": True,
    "mode": "both",
    "output": "Where have you been?",
    "filename": "",
    "mimeType": "",
    "projectId": "a0000000-0000-4000-8000-000000000001",
    "irRevision": 1,
    "remainingApiRunsToday": 9998,
}
_OF_A_TRIAL = success(_TESTED) | failures(
    "bad_request", "not_found", "processing_failed", "quota_exceeded", keyed=True, more=(413,)
)


@router.get(
    "/export-templates",
    responses=success({"templates": [_LISTED]}) | failures(keyed=True),
    openapi_extra=needs("exports:read", _FEATURE),
)
async def list_templates(request: Request) -> Templates:
    """The templates, without their scripts."""
    found = await store_of(request).call(templates.every)
    return Templates(templates=[ListedTemplate(**_listed(each)) for each in found])


@router.post(
    "/export-templates",
    responses=success(TEMPLATE) | failures("bad_request", keyed=True),
    openapi_extra=needs("exports:write", _FEATURE),
)
async def create_template(request: Request, wanted: NewTemplate) -> FullTemplate:
    """Keep a script that is valid."""
    name = _name(wanted.name)
    await _tried(request, wanted.scriptSource)
    try:
        made = await store_of(request).call(
            lambda db: templates.create(db, name, wanted.scriptSource)
        )
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None
    return _full(made)


@router.post(
    "/export-templates/validate",
    response_model=Tested,
    response_model_exclude_none=True,
    responses=_OF_A_TRIAL,
    openapi_extra=needs("exports:write", _FEATURE),
)
async def validate_template(request: Request, wanted: ValidateRequest) -> Response:
    """Validate a script that is not saved, run it, or both."""
    return await _outcome(request, wanted.scriptSource, wanted)


@router.get(
    "/export-templates/{templateId}",
    responses=success(TEMPLATE) | failures("not_found", keyed=True),
    openapi_extra=needs("exports:read", _FEATURE),
)
async def get_template(request: Request, templateId: str) -> FullTemplate:
    """A template with its script."""
    return _full(await _template(request, templateId))


@router.put(
    "/export-templates/{templateId}",
    responses=success({**TEMPLATE, "revision": 2})
    | failures("bad_request", "not_found", "conflict", keyed=True),
    openapi_extra=needs("exports:write", _FEATURE),
)
async def update_template(
    request: Request, templateId: str, wanted: ReplacedTemplate
) -> FullTemplate:
    """Replace a template; what is not sent stays."""
    name = _name(wanted.name) if wanted.name else ""
    await _template(request, templateId)
    if wanted.scriptSource:
        await _tried(request, wanted.scriptSource)
    try:
        made = await store_of(request).call(
            lambda db: templates.update(
                db, templateId, name, wanted.scriptSource or "", wanted.revision
            )
        )
    except templates.Changed as changed:
        message = f"Somebody has replaced it since; it is at revision {changed.revision} now."
        details: dict[str, object] = {"revision": changed.revision}
        raise ApiError("conflict", message, details=details) from None
    if made is None:
        raise _no_template()
    return _full(made)


@router.delete(
    "/export-templates/{templateId}",
    responses=success({"id": TEMPLATE["id"], "deleted": True}) | failures("not_found", keyed=True),
    openapi_extra=needs("exports:write", _FEATURE),
)
async def delete_template(request: Request, templateId: str) -> DeletedTemplate:
    """Delete a template."""
    if not await store_of(request).call(lambda db: templates.delete(db, templateId)):
        raise _no_template()
    return DeletedTemplate(id=templateId, deleted=True)


@router.post(
    "/export-templates/{templateId}/test",
    response_model=Tested,
    response_model_exclude_none=True,
    responses=_OF_A_TRIAL,
    openapi_extra=needs("exports:write", _FEATURE),
)
async def test_template(request: Request, templateId: str, wanted: TestRequest) -> Response:
    """Run a saved template with a project."""
    template = await _template(request, templateId)
    return await _outcome(request, template.script, wanted)


async def _outcome(request: Request, source: str, wanted: TestRequest) -> Response:
    """Validate, or run with a project, which counts as a run of the day when it succeeds."""
    body: dict[str, Any] = {"valid": True, "mode": wanted.mode}
    if wanted.mode == "validate":
        await _tried(request, source)
        return Response(json.dumps(body), media_type="application/json")
    if not wanted.projectId:
        raise ApiError("bad_request", f'The mode "{wanted.mode}" needs a "projectId".')
    project = await project_of(request, wanted.projectId)
    number = wanted.irRevision or len(project.revisions)
    revision = next((each for each in project.revisions if each.ir_revision == number), None)
    if revision is None:
        raise ApiError("not_found", "The project has no such revision.")
    file = NamedFile(revision.filename, await content_of(request, project, revision))
    context = (
        ("projectId", project.project_id),
        ("projectName", project.name),
        ("irRevision", revision.ir_revision),
        ("filename", revision.filename),
        ("role", revision.role),
        ("language", revision.language),
    )
    async with counted_run(request) as run:
        answer = await _attempt(request, Trial(source, "", file, context))
        run.counts = not await request.is_disconnected()
    body |= json.loads(answer.body)
    body |= {"projectId": project.project_id, "irRevision": revision.ir_revision}
    body["remainingApiRunsToday"] = run.remaining
    return Response(json.dumps(body), media_type="application/json")


async def _tried(request: Request, source: str) -> None:
    """Raise ApiError for a script that is no template."""
    await _attempt(request, Trial(source, ""))


async def _attempt(request: Request, trial: Trial) -> Answer:
    """What a worker answers. Raises ApiError for what it refuses."""
    folder: str = request.app.state.sandbox_folder
    answer = await engine_of(request).run(attempt, trial._replace(cache_folder=folder))
    if answer.code:
        raise answered(answer.code, answer.message, answer.body)
    return answer


async def _template(request: Request, template_id: str) -> Template:
    found = await store_of(request).call(lambda db: templates.find(db, template_id))
    if found is None:
        raise _no_template()
    return found


def _name(name: str) -> str:
    try:
        return templates.checked_name(name)
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None


def _no_template() -> ApiError:
    return ApiError("not_found", "There is no template of this identifier.")


def _listed(template: Template) -> dict[str, Any]:
    return {
        "id": template.template_id,
        "name": template.name,
        "revision": template.revision,
        "createdAt": models.shown_time(template.created_at),
        "updatedAt": models.shown_time(template.updated_at),
    }


def _full(template: Template) -> FullTemplate:
    return FullTemplate(**_listed(template), scriptSource=template.script)
