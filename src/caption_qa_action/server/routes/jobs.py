"""`/jobs` and `/artifacts`: captions out of videos and into them.

The contract names the routes, without bodies; these are our own.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel, ConfigDict, Field

from caption_qa_action.server import ffmpeg, jobs, media, models
from caption_qa_action.server.auth import KeyedRoute, store_of
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError, answered
from caption_qa_action.server.form import shown_name
from caption_qa_action.server.jobs import Job
from caption_qa_action.server.openapi import binary, failures, needs, success
from caption_qa_action.server.routes.media import media_of
from caption_qa_action.server.routes.projects import project_of
from caption_qa_action.server.tasks import NamedFile, describe

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute, tags=["jobs"])

_ID = Annotated[str, Field(min_length=1, max_length=100)]


class ExtractRequest(BaseModel):
    """Which tracks of text to extract: all of them, or one, counted from 1."""

    model_config = ConfigDict(strict=True)

    mediaId: _ID
    track: Annotated[int | None, Field(ge=1, le=1000)] = None


class RenderRequest(BaseModel):
    """What to burn in: a revision of a project, the newest unless it is named, or captions that are sent."""

    model_config = ConfigDict(strict=True)

    mediaId: _ID
    projectId: Annotated[str, Field(max_length=100)] = ""
    irRevision: Annotated[int | None, Field(ge=1)] = None
    captions: str = ""
    filename: str = "captions.srt"


class JobError(BaseModel):
    """Why a job failed."""

    code: str
    message: str


class ShownArtifact(BaseModel):
    """A file that a job has made; `url` has its bytes until it expires."""

    artifactId: str
    filename: str
    mimeType: str
    sizeBytes: models.Count
    url: str
    expiresAt: str


class ShownJob(BaseModel):
    """A job. It has ended when it is completed, failed or cancelled."""

    jobId: str
    kind: Literal["extract", "render"]
    mediaId: str
    status: Literal["queued", "processing", "completed", "failed", "cancelled"]
    createdAt: str
    finishedAt: str | None
    error: JobError | None
    artifacts: list[ShownArtifact]


SAMPLE: dict[str, object] = {
    "jobId": "job_5f2d8c1a9b3e4d70",
    "kind": "extract",
    "mediaId": "med_5f2d8c1a9b3e4d70",
    "status": "completed",
    "createdAt": "2026-01-31T12:00:00Z",
    "finishedAt": "2026-01-31T12:00:05Z",
    "error": None,
    "artifacts": [
        {
            "artifactId": "art_5f2d8c1a9b3e4d70",
            "filename": "track-1.eng.srt",
            "mimeType": "application/x-subrip",
            "sizeBytes": 75,
            "url": "/api/v1/artifacts/art_5f2d8c1a9b3e4d70",
            "expiresAt": "2026-02-01T12:00:05Z",
        }
    ],
}
_QUEUED: dict[str, object] = {**SAMPLE, "status": "queued", "finishedAt": None, "artifacts": []}


@router.post(
    "/jobs/extract",
    responses=success(_QUEUED) | failures("bad_request", "not_found", "conflict", keyed=True),
    openapi_extra=needs("exports:write", "caption_extract"),
)
async def extract(request: Request, wanted: ExtractRequest) -> ShownJob:
    """Begin to extract the tracks of text of a video, each as it is."""
    await _ready(request, wanted.mediaId)
    return await _created(request, jobs.EXTRACT, wanted.mediaId, {"track": wanted.track})


@router.post(
    "/jobs/render",
    responses=success({**_QUEUED, "kind": "render"})
    | failures(
        "bad_request", "not_found", "conflict", "processing_failed", keyed=True, more=(413,)
    ),
    openapi_extra=needs("exports:write", "caption_render"),
)
async def render(request: Request, wanted: RenderRequest) -> ShownJob:
    """Begin to burn captions into a copy of a video; a receipt is sent for those of a project."""
    await _ready(request, wanted.mediaId)
    if bool(wanted.projectId) == bool(wanted.captions):
        raise ApiError("bad_request", 'Send "projectId" or "captions", one of the two.')
    body: dict[str, object]
    if wanted.projectId:
        project = await project_of(request, wanted.projectId)
        number = wanted.irRevision or len(project.revisions)
        if not any(each.ir_revision == number for each in project.revisions):
            raise ApiError("not_found", "The project has no such revision.")
        body = {"projectId": project.project_id, "irRevision": number}
    else:
        body = {"captions": wanted.captions, "filename": shown_name(wanted.filename)}
        data = wanted.captions.encode("utf-8", "replace")
        answer = await engine_of(request).run(
            describe, NamedFile(shown_name(wanted.filename), data)
        )
        if answer.code:
            raise answered(answer.code, answer.message)
    return await _created(request, jobs.RENDER, wanted.mediaId, body)


@router.get(
    "/jobs/{jobId}",
    responses=success(SAMPLE) | failures("not_found", keyed=True),
    openapi_extra=needs("exports:read"),
)
async def get_job(request: Request, jobId: str) -> ShownJob:
    """How a job is getting on, and what it has made."""
    return await _shown(request, await _job(request, jobId))


@router.delete(
    "/jobs/{jobId}",
    responses=success({**_QUEUED, "status": "cancelled"})
    | failures("not_found", "conflict", keyed=True),
    openapi_extra=needs("exports:write"),
)
async def cancel_job(request: Request, jobId: str) -> ShownJob:
    """End a job; its work stops within seconds."""
    await _job(request, jobId)
    if not await store_of(request).call(lambda db: jobs.cancel(db, jobId)):
        raise ApiError("conflict", "The job has ended already.")
    return await _shown(request, await _job(request, jobId))


@router.get(
    "/artifacts/{artifactId}",
    response_class=Response,
    responses=binary("The file") | failures("not_found", keyed=True),
    openapi_extra=needs("exports:read"),
)
async def get_artifact(request: Request, artifactId: str) -> Response:
    """The bytes of what a job has made, until it expires."""
    found = await store_of(request).call(lambda db: jobs.find_artifact(db, artifactId))
    if found is None:
        raise ApiError("not_found", "There is no artifact of this identifier, or it has expired.")
    location = await store_of(request).call(lambda db: jobs.path(db, found))
    return FileResponse(location, media_type=found.mime_type, filename=found.filename)


async def _ready(request: Request, media_id: str) -> None:
    """Raise ApiError unless there is a video that has come, and something to work on it with."""
    if not ffmpeg.find():
        raise ApiError("unavailable", "Videos cannot be worked on: ffmpeg is not installed here.")
    found = await media_of(request, media_id)
    if found.state != media.READY:
        raise ApiError("conflict", "The upload of this video is not complete.")


async def _created(request: Request, kind: str, media_id: str, body: dict[str, object]) -> ShownJob:
    text = json.dumps(body)
    job = await store_of(request).call(lambda db: jobs.create(db, kind, media_id, text))
    return await _shown(request, job)


async def _job(request: Request, job_id: str) -> Job:
    found = await store_of(request).call(lambda db: jobs.find(db, job_id))
    if found is None:
        raise ApiError("not_found", "There is no job of this identifier.")
    return found


async def _shown(request: Request, job: Job) -> ShownJob:
    made = await store_of(request).call(lambda db: jobs.artifacts(db, job.job_id))
    return ShownJob.model_validate(jobs.described(job, made))
