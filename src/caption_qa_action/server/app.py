"""The application: every group of routes, and what stands around them."""

from __future__ import annotations

import os

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from caption_qa_action import __version__
from caption_qa_action.server import models, openapi
from caption_qa_action.server.access_log import Journal
from caption_qa_action.server.answers import Answers
from caption_qa_action.server.async_store import AsyncStore
from caption_qa_action.server.auth import store_of
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.engine import Engine
from caption_qa_action.server.errors import on_error
from caption_qa_action.server.openapi import failures
from caption_qa_action.server.plans import Plans
from caption_qa_action.server.routes import (
    account,
    diff,
    explain,
    jobs,
    keys,
    media,
    process,
    projects,
    templates,
    webhook,
)

open_router = APIRouter()
_GROUPS = (process, explain, account, keys, projects, diff, webhook, templates, media, jobs)


def create_app(async_store: AsyncStore, engine: Engine, limits: Limits, plans: Plans) -> FastAPI:
    """The server over a database and workers, which must have been started."""
    app = routes()
    app.state.async_store = async_store
    app.state.engine = engine
    app.state.limits = limits
    app.state.plans = plans
    app.state.answers = Answers(limits.cache_bytes)
    app.state.in_progress = 0
    app.state.sandbox_folder = os.path.join(async_store.folder, "sandbox")
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
    routers = [open_router, *(module.router for module in _GROUPS)]
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
