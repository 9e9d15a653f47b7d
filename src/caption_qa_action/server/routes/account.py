"""`/me` and `/usage`: the account, its quota and what was used of it."""

from __future__ import annotations

from fastapi import APIRouter, Request

from caption_qa_action.server import models, samples
from caption_qa_action.server.auth import KeyedRoute, plan_of, pool_of, store_of
from caption_qa_action.server.openapi import failures, needs, success

router = APIRouter(prefix="/api/v1", route_class=KeyedRoute)


@router.get(
    "/me",
    responses=success(samples.ACCOUNT) | failures(keyed=True),
    openapi_extra=needs("account:read"),
    tags=["account"],
)
async def me(request: Request) -> models.Account:
    """The account and its quota."""
    plan, async_store = plan_of(request), store_of(request)
    remaining = max(0, plan.daily_cap - await async_store.used_today(pool_of(request)))
    return models.Account(
        userKey=await async_store.user_key(),
        tier=plan.name,
        email="",
        features=list(plan.features),
        quotas=models.Quotas(v1DailySuccessCap=plan.daily_cap, remainingToday=remaining),
    )


@router.get(
    "/usage",
    responses=success(samples.USAGE) | failures(keyed=True),
    openapi_extra=needs("usage:read"),
    tags=["account"],
)
async def usage(request: Request) -> models.Usage:
    """The runs of today, and the keys."""
    plan, async_store = plan_of(request), store_of(request)
    used = await async_store.used_today(pool_of(request))
    keys = await async_store.keys_in_use()
    return models.Usage(
        cap=plan.daily_cap,
        usedToday=used,
        remainingToday=max(0, plan.daily_cap - used),
        keys=[models.KeyEntry(**models.key_entry(key)) for key in keys],
    )
