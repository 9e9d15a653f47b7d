"""The routes of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from caption_qa_action import __version__
from caption_qa_action.core.errors import UsageError
from caption_qa_action.server import models, openapi, samples, unsupported_routes
from caption_qa_action.server.access_log import Journal
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.auth import KeyedRoute, key_of, limits_of, store_of
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.engine import Engine
from caption_qa_action.server.errors import ApiError, on_error
from caption_qa_action.server.form import read_job
from caption_qa_action.server.openapi import failures, needs, success
from caption_qa_action.server.store import Key

_FEATURES = ["API_V1", "API_KEYS"]
_TIER = "self_hosted"
# With the `Response` of a client that has gone nothing is sent; nginx logs this number for it.
_GONE = 499

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute)
open_router = APIRouter()


def create_app(async_store: AsyncStore, engine: Engine, limits: Limits) -> FastAPI:
    """The server over a database and workers, which must have been started."""
    app = routes()
    app.state.async_store = async_store
    app.state.engine = engine
    app.state.limits = limits
    app.state.in_progress = 0
    return app


def routes() -> FastAPI:
    """Every route, with nothing behind it; enough for the OpenAPI document."""
    app = FastAPI(
        title="caption-qa",
        version=__version__,
        summary="Caption quality control over HTTP, compatible with the CaptionPass API v1",
        generate_unique_id_function=lambda route: route.name,
        docs_url=None,  # their pages load scripts from other hosts
        redoc_url=None,
        redirect_slashes=False,  # to a host that the request names
    )
    routers = open_router, router, unsupported_routes.router()
    for each in routers:
        app.include_router(each)
    app.state.routes = [route for each in routers for route in each.routes]
    for kind in (HTTPException, RequestValidationError):
        app.add_exception_handler(kind, on_error)
    app.add_middleware(Journal)
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]
    return app


@open_router.get("/healthz", responses=failures("unavailable"), tags=["health"])
async def health(request: Request) -> models.Health:
    """Whether the server works; needs no key."""
    await store_of(request).user_key()
    return models.Health(status="ok")


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
    reservation = await async_store.reserve(limits.daily_cap, 2 * limits.work_seconds + 30)
    counts = False
    try:
        engine: Engine = request.app.state.engine
        answer = await engine.run(job)
        counts = not answer.code and not await request.is_disconnected()
    finally:
        used = await async_store.settle(reservation, counts=counts)
    if answer.code:
        status = 413 if answer.code == "payload_too_large" else 0
        raise ApiError(answer.code, answer.message, raw_details=answer.body, status=status)
    remaining = max(0, limits.daily_cap - used)
    body = answer.body[:-1] + f', "remainingApiRunsToday": {remaining}}}'.encode()
    return Response(body, media_type="application/json")


@router.get(
    "/me",
    responses=success(samples.ACCOUNT) | failures(keyed=True),
    openapi_extra=needs("account:read"),
    tags=["account"],
)
async def me(request: Request) -> models.Account:
    """The account and its quota."""
    limits, async_store = limits_of(request), store_of(request)
    remaining = max(0, limits.daily_cap - await async_store.used_today())
    return models.Account(
        userKey=await async_store.user_key(),
        tier=_TIER,
        email="",
        features=_FEATURES,
        quotas=models.Quotas(v1DailySuccessCap=limits.daily_cap, remainingToday=remaining),
    )


@router.get(
    "/usage",
    responses=success(samples.USAGE) | failures(keyed=True),
    openapi_extra=needs("usage:read"),
    tags=["account"],
)
async def usage(request: Request) -> models.Usage:
    """The runs of today, and the keys."""
    limits, async_store = limits_of(request), store_of(request)
    used = await async_store.used_today()
    keys = await async_store.keys_in_use()
    return models.Usage(
        cap=limits.daily_cap,
        usedToday=used,
        remainingToday=max(0, limits.daily_cap - used),
        keys=[models.KeyEntry(**_entry(key)) for key in keys],
    )


@router.get(
    "/api-keys",
    responses=success(samples.KEYS) | failures(keyed=True),
    openapi_extra=needs("keys:read"),
    tags=["keys"],
)
async def list_keys(request: Request) -> models.Keys:
    """The keys in use, without their secrets."""
    keys = await store_of(request).keys_in_use()
    return models.Keys(keys=[models.KeyEntry(**_entry(key)) for key in keys])


@router.post(
    "/api-keys",
    responses=success(samples.CREATED) | failures("bad_request", keyed=True),
    openapi_extra=needs("keys:write"),
    tags=["keys"],
)
async def create_key(request: Request, wanted: models.NewKey) -> models.CreatedKey:
    """Make a key; its secret is in this answer and nowhere else."""
    for scope in wanted.scopes:
        if scope not in key_of(request).scopes:
            message = f"A key cannot grant a scope that it lacks: {scope}."
            raise ApiError("forbidden", message, details={"missingScope": scope})
    try:
        key, secret = await store_of(request).create_key(wanted.name, wanted.scopes)
    except UsageError as error:
        raise ApiError("bad_request", f"{error}.") from None
    return models.CreatedKey(**_entry(key), secret=secret)


@router.delete(
    "/api-keys/{keyId}",
    responses=success(samples.REVOKED) | failures("not_found", keyed=True),
    openapi_extra=needs("keys:write"),
    tags=["keys"],
)
async def revoke_key(request: Request, keyId: str) -> models.RevokedKey:
    """End a key at once."""
    if not await store_of(request).revoke(keyId):
        raise ApiError("not_found", "No key in use has this identifier.")
    return models.RevokedKey(keyId=keyId, revoked=True)


def _entry(key: Key) -> dict[str, Any]:
    made = datetime.fromtimestamp(key.created_at, UTC)
    return {
        "keyId": key.key_id,
        "prefix": key.prefix,
        "name": key.name,
        "scopes": list(key.scopes),
        "createdAt": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
