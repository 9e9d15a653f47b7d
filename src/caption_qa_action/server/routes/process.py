"""`/process`: a file in, a delivery out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.requests import ClientDisconnect

from caption_qa_action.server import models, samples, work
from caption_qa_action.server.auth import KeyedRoute, limits_of, plan_of, pool_of, store_of
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.engine import engine_of
from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.form import read_job
from caption_qa_action.server.openapi import failures, needs, success

# With the `Response` of a client that has gone nothing is sent; nginx logs this number for it.
_GONE = 499

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute)


@router.post(
    "/process",
    response_model=models.ProcessReply,
    responses=success(samples.PROCESS)
    | failures("bad_request", "processing_failed", "quota_exceeded", keyed=True, more=(413,)),
    openapi_extra=needs("process:write", form=True),
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
    job = await read_job(request, limits.answer_bytes)
    async_store = store_of(request)
    # A file waits for a worker, then is worked on; a reservation outlives both.
    reservation = await async_store.reserve(
        pool_of(request), plan_of(request).daily_cap, 2 * limits.work_seconds + 30
    )
    counts = False
    try:
        answer = await engine_of(request).run(work.answer, job)
        counts = not answer.code and not await request.is_disconnected()
    finally:
        used = await async_store.settle(reservation, counts=counts)
    if answer.code:
        status = 413 if answer.code == "payload_too_large" else 0
        raise ApiError(answer.code, answer.message, raw_details=answer.body, status=status)
    remaining = max(0, plan_of(request).daily_cap - used)
    body = answer.body[:-1] + f', "remainingApiRunsToday": {remaining}}}'.encode()
    return Response(body, media_type="application/json")
