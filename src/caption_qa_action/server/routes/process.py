"""`/process`: a file in, a delivery out."""

from __future__ import annotations

import json

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from caption_qa_action.delivery.process import wire_format
from caption_qa_action.delivery.profiles import WARN_ONLY
from caption_qa_action.presets import load
from caption_qa_action.server import models, samples, webhooks, work
from caption_qa_action.server.answers import Answers
from caption_qa_action.server.auth import KeyedRoute, limits_of, require_scope, store_of
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError, answered
from caption_qa_action.server.form import Form, job_of, read_form
from caption_qa_action.server.openapi import PROCESS_FORM, failures, needs, success
from caption_qa_action.server.quota import counted_run
from caption_qa_action.server.routes.projects import project_of, push
from caption_qa_action.server.webhooks import Artifact

# With the `Response` of a client that has gone nothing is sent; nginx logs this number for it.
_GONE = 499

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute)


@router.post(
    "/process",
    response_model=models.ProcessReply,
    responses=success(samples.PROCESS)
    | failures("bad_request", "not_found", "processing_failed", "quota_exceeded", keyed=True, more=(413,)),
    openapi_extra=needs("process:write", body=PROCESS_FORM),
    tags=["process"],
)  # fmt: skip
async def process(request: Request) -> Response:
    """Check one caption file and make it ready for a platform.

    Only an answer with status 200 counts as a run of the day.
    """
    app, limits = request.app, limits_of(request)
    if app.state.in_progress >= limits.requests:
        raise ApiError("unavailable", "The server is too busy; try again.", retry_after=1)
    app.state.in_progress += 1
    try:
        return await _processed(request, limits)
    except ClientDisconnect:
        return Response(status_code=_GONE)
    finally:
        app.state.in_progress -= 1


async def _processed(request: Request, limits: Limits) -> Response:
    form = await read_form(request)
    job = job_of(form, limits.answer_bytes)
    project_id = form.fields.get("projectId", "")
    if project_id:
        require_scope(request, "exports:write")
        await project_of(request, project_id)
    added: dict[str, object] = {}
    async with counted_run(request) as run:
        answer = await _answer(request, job)
        if not answer.code and not await request.is_disconnected():
            if project_id:
                added = await _exported(request, project_id, form, job)
            run.counts = True
    if answer.code:
        raise answered(answer.code, answer.message, answer.body)
    added["remainingApiRunsToday"] = run.remaining
    body = answer.body[:-1] + b", " + json.dumps(added).encode()[1:]
    return Response(body, media_type="application/json")


async def _answer(request: Request, job: work.Job) -> work.Answer:
    """What a worker answers, or has answered to the same job."""
    answers: Answers = request.app.state.answers
    answer = answers.find(job)
    if answer is None:
        answer = await engine_of(request).run(work.answer, job)
        answers.keep(job, answer)
    return answer


async def _exported(
    request: Request, project_id: str, form: Form, job: work.Job
) -> dict[str, object]:
    """Keep the file as a revision of its project, and have a receipt of the export sent."""
    revision = await push(request, project_id, form)
    suffix = wire_format(load(job.preset).output)
    ids = ["delivery"] if job.profile == WARN_ONLY else ["delivery", "aided"]
    artifacts = [Artifact(job.preset, each, f"{job.preset}-{each}.{suffix}") for each in ids]
    body = webhooks.receipt(project_id, revision.ir_revision, artifacts)
    await store_of(request).call(lambda db: webhooks.enqueue(db, body))
    return {"projectId": project_id, "irRevision": revision.ir_revision}
