"""The store for the event loop: every call in one thread of its own, failures as the contract has them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from caption_qa_action.server.errors import ApiError
from caption_qa_action.server.plans import seconds_to_midnight
from caption_qa_action.server.store import Exhausted, Key, Reservation, Store

T = TypeVar("T")


class AsyncStore:
    """A store whose calls are awaited. Raises ApiError `unavailable` when the database fails."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    @property
    def folder(self) -> str:
        """The folder of files beside the database."""
        return self._store.folder

    def close(self) -> None:
        """Wait for the last call; the store stays open."""
        self._thread.shutdown(wait=True)

    async def admit(self, secret: str, burst: int, seconds: float) -> tuple[Key, float] | None:
        """The key of a secret, and how long it must wait; None for an unknown or revoked one."""

        def admit() -> tuple[Key, float] | None:
            key = self._store.find(secret)
            return key and (key, self._store.admit(key.key_id, burst, seconds))

        return await self._call(admit)

    async def user_key(self) -> str:
        return await self._call(self._store.user_key)

    async def used_today(self, pool: str) -> int:
        return await self._call(lambda: self._store.used_today(pool))

    async def keys_in_use(self) -> list[Key]:
        return [key for key in await self._call(self._store.every_key) if not key.revoked_at]

    async def create_key(self, name: str, scopes: Sequence[str], plan: str) -> tuple[Key, str]:
        """A new key and its secret. Raises UsageError."""
        return await self._call(lambda: self._store.create_key(name, scopes, plan))

    async def revoke(self, key_id: str) -> bool:
        return await self._call(lambda: self._store.revoke(key_id))

    async def reserve(self, pool: str, cap: int, seconds: float) -> Reservation:
        """One of today's runs of a pool. Raises ApiError when none is left."""
        try:
            return await self._call(lambda: self._store.reserve(pool, cap, seconds))
        except Exhausted as exhausted:
            if exhausted.for_good:
                message = "Daily API conversion limit reached. Try again tomorrow."
                wait = seconds_to_midnight(self._store.clock())
                raise ApiError("quota_exceeded", message, retry_after=wait) from None
            message = "The last runs of today are in progress; try again when they have ended."
            raise ApiError("rate_limited", message, retry_after=1) from None

    async def settle(self, reservation: Reservation, *, counts: bool) -> int:
        """End a reservation; how many runs were used on its day."""
        return await self._call(lambda: self._store.settle(reservation, counts=counts))

    async def call(self, work: Callable[[Store], T]) -> T:
        """What a function makes of the store."""
        return await self._call(lambda: work(self._store))

    async def _call(self, call: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, call)
        except (sqlite3.Error, OSError):
            message = "The database of the server, or its disk, cannot be used at the moment."
            raise ApiError("unavailable", message, retry_after=1) from None
