"""A run of the day, set aside before the work and counted when it has succeeded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Request

from caption_qa_action.server.auth import limits_of, plan_of, pool_of, store_of


class Run:
    """A run in progress: it counts only if somebody says so; `remaining` is known once it has ended."""

    def __init__(self) -> None:
        self.counts = False
        self.remaining = 0


@asynccontextmanager
async def counted_run(request: Request) -> AsyncIterator[Run]:
    """One of today's runs of a key, given back unless it counts. Raises ApiError when none is left."""
    store, plan, pool = store_of(request), plan_of(request), pool_of(request)
    # A file waits for a worker, then is worked on; a reservation outlives both.
    seconds = 2 * limits_of(request).work_seconds + 30
    reservation = await store.reserve(pool, plan.daily_cap, seconds)
    run = Run()
    try:
        yield run
    except BaseException:
        run.counts = False
        raise
    finally:
        used = await store.settle(reservation, counts=run.counts)
        run.remaining = max(0, plan.daily_cap - used)
