"""`/projects`: revisions of caption files by language and role, and what differs between two of them.

The contract has the list and `diff`, without bodies; how projects come to be is our own.
"""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.text import quote
from caption_qa_action.server import models, projects
from caption_qa_action.server.auth import KeyedRoute, store_of
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError, answered
from caption_qa_action.server.form import Form, read_form
from caption_qa_action.server.openapi import binary, failures, form_body, needs, success
from caption_qa_action.server.projects import Project, Revision
from caption_qa_action.server.tasks import NamedFile, describe

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["projects"])

_LANGUAGE = re.compile(r"(?:[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4})?")
_ROLE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_FORM = form_body(
    {
        "language": {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"},
        "role": {"type": "string", "pattern": f"^{_ROLE.pattern}$", "default": projects.CAPTIONS},
    }
)


class NewProject(BaseModel):
    """A project to be made."""

    model_config = ConfigDict(strict=True)

    name: Annotated[str, Field(min_length=1, max_length=projects.NAME_CHARACTERS)]


class ShownRevision(BaseModel):
    """A file of a project; `irRevision` counts all its files from 1."""

    irRevision: models.Number
    language: str
    role: str
    filename: str
    cues: models.Count
    sha256: str
    createdAt: str


class ShownProject(BaseModel):
    """A project; `irRevision` is its newest, null while it is empty."""

    projectId: str
    name: str
    status: Literal["ready", "empty"]
    irRevision: int | None
    languages: list[str]
    createdAt: str


class FullProject(ShownProject):
    """A project with all its revisions."""

    revisions: list[ShownRevision]


class Projects(BaseModel):
    """The projects, in the order in which they were made."""

    projects: list[ShownProject]


class PushedRevision(ShownRevision):
    """A revision, and the project that it is of."""

    projectId: str


class DeletedProject(BaseModel):
    """A project that is gone with its files."""

    projectId: str
    deleted: bool


REVISION: dict[str, object] = {
    "irRevision": 1,
    "language": "en",
    "role": "captions",
    "filename": "talk.en.srt",
    "cues": 1,
    "sha256": "5f3b…",
    "createdAt": "2026-01-31T12:00:00Z",
}
PROJECT: dict[str, object] = {
    "projectId": "a0000000-0000-4000-8000-000000000001",
    "name": "talk",
    "status": "ready",
    "irRevision": 1,
    "languages": ["en"],
    "createdAt": "2026-01-31T12:00:00Z",
}


@router.get(
    "/projects",
    responses=success({"projects": [PROJECT]}) | failures(keyed=True),
    openapi_extra=needs("exports:read"),
)
async def list_projects(request: Request) -> Projects:
    """The projects, ready or empty."""
    found = await store_of(request).call(projects.every)
    return Projects(projects=[ShownProject(**shown(each)) for each in found])


@router.post(
    "/projects",
    responses=success({**PROJECT, "status": "empty", "irRevision": None, "languages": []})
    | failures("bad_request", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def create_project(request: Request, wanted: NewProject) -> ShownProject:
    """Make an empty project."""
    try:
        made = await store_of(request).call(lambda db: projects.create(db, wanted.name))
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None
    return ShownProject(**shown(made))


@router.get(
    "/projects/{projectId}",
    responses=success({**PROJECT, "revisions": [REVISION]}) | failures("not_found", keyed=True),
    openapi_extra=needs("exports:read"),
)
async def get_project(request: Request, projectId: str) -> FullProject:
    """A project with its revisions."""
    project = await project_of(request, projectId)
    revisions = [ShownRevision(**shown_revision(each)) for each in project.revisions]
    return FullProject(**shown(project), revisions=revisions)


@router.delete(
    "/projects/{projectId}",
    responses=success({"projectId": PROJECT["projectId"], "deleted": True})
    | failures("not_found", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def delete_project(request: Request, projectId: str) -> DeletedProject:
    """Delete a project with its files."""
    if not await store_of(request).call(lambda db: projects.delete(db, projectId)):
        raise _no_project()
    return DeletedProject(projectId=projectId, deleted=True)


@router.post(
    "/projects/{projectId}/revisions",
    response_model=PushedRevision,
    responses=success({**REVISION, "projectId": PROJECT["projectId"]})
    | failures("bad_request", "not_found", "processing_failed", keyed=True, more=(413,)),
    openapi_extra=needs("exports:write", body=_FORM),
)
async def push_revision(request: Request, projectId: str) -> PushedRevision:
    """Add a file; the same file again, as its language and role have it, is no new revision."""
    form = await read_form(request)
    await project_of(request, projectId)
    revision = await push(request, projectId, form)
    return PushedRevision(**shown_revision(revision), projectId=projectId)


@router.get(
    "/projects/{projectId}/revisions/{irRevision}",
    response_class=Response,
    responses=binary("The file") | failures("not_found", keyed=True),
    openapi_extra=needs("exports:read"),
)
async def get_revision(request: Request, projectId: str, irRevision: str) -> Response:
    """The bytes of a file of a project."""
    project = await project_of(request, projectId)
    revision = next(
        (each for each in project.revisions if str(each.ir_revision) == irRevision), None
    )
    if revision is None:
        raise ApiError("not_found", "The project has no such revision.")
    data = await content_of(request, project, revision)
    return Response(data, media_type="application/octet-stream")


async def project_of(request: Request, project_id: str) -> Project:
    """A project. Raises ApiError when there is none of this identifier."""
    project = await store_of(request).call(lambda db: projects.find(db, project_id))
    if project is None:
        raise _no_project()
    return project


async def push(request: Request, project_id: str, form: Form) -> Revision:
    """The revision of a form's file, whose language is stated by a field, its name, or its content."""
    language, role = _language(form), form.fields.get("role", projects.CAPTIONS)
    if not _ROLE.fullmatch(role):
        raise ApiError("bad_request", f"No role {quote(role)}; such as captions, or original.")
    answer = await engine_of(request).run(describe, NamedFile(form.name, form.data))
    if answer.code:
        raise answered(answer.code, answer.message)
    found: dict[str, Any] = json.loads(answer.body)
    revision = await store_of(request).call(
        lambda db: projects.push(
            db,
            project_id,
            form.data,
            language=language or str(found["language"]),
            role=role,
            filename=form.name,
            cues=int(found["cues"]),
        )
    )
    if revision is None:
        raise _no_project()
    return revision


async def content_of(request: Request, project: Project, revision: Revision) -> bytes:
    """The bytes of a revision. Raises ApiError when they are gone."""
    try:
        return await store_of(request).call(
            lambda db: projects.content(db, project.project_id, revision)
        )
    except CaptionQaError:
        raise ApiError("unavailable", "The file of this revision cannot be read.") from None


def shown(project: Project) -> dict[str, Any]:
    """A project as it is listed."""
    newest = project.newest()
    return {
        "projectId": project.project_id,
        "name": project.name,
        "status": project.status,
        "irRevision": newest and newest.ir_revision,
        "languages": sorted({each.language for each in project.revisions}),
        "createdAt": models.shown_time(project.created_at),
    }


def shown_revision(revision: Revision) -> dict[str, Any]:
    """A revision as it is listed."""
    return {
        "irRevision": revision.ir_revision,
        "language": revision.language,
        "role": revision.role,
        "filename": revision.filename,
        "cues": revision.cues,
        "sha256": revision.sha256,
        "createdAt": models.shown_time(revision.created_at),
    }


def _no_project() -> ApiError:
    return ApiError("not_found", "There is no project of this identifier.")


def _language(form: Form) -> str:
    language = form.fields.get("language", "")
    if not _LANGUAGE.fullmatch(language):
        raise ApiError("bad_request", f"{quote(language)} is no language tag, such as en or pt-BR.")
    return language
