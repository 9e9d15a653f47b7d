"""Worker processes that process captions: one file at a time each, replaced when they die or hang.

Every worker is a pool of one: when a file kills its worker, no other file is touched.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from typing import TypeVar, cast

from fastapi import Request

from caption_qa_action.server import work
from caption_qa_action.server.contract import Limits
from caption_qa_action.server.errors import ApiError

J = TypeVar("J")
A = TypeVar("A")

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class _Worker:
    """One process, and how to end it."""

    def __init__(self, context: BaseContext, memory_bytes: int) -> None:
        self.pool = ProcessPoolExecutor(
            1, mp_context=context, initializer=work.begin, initargs=(memory_bytes,)
        )
        self.started: Future[int] = self.pool.submit(os.getpid)

    def kill(self) -> None:
        """End the process whatever it does. Not for one that has ended: its number may be another's."""
        if self.started.done() and not self.started.exception():
            try:
                os.kill(self.started.result(), _KILL)
            except OSError:
                pass  # it has just gone
        self.leave()

    def leave(self) -> None:
        """Let the process end by itself, as one that has nothing to do does at once."""
        self.pool.shutdown(wait=False, cancel_futures=True)


class Engine:
    """The workers of a server."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # The server has threads, which a forked process would not survive; and a fork server would
        # take its workers with it when a service manager signals every process.
        self._context = multiprocessing.get_context("spawn")
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers: set[_Worker] = set()
        self._renewals: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Start the workers. Raises BrokenProcessPool when they do not come up."""
        await asyncio.gather(*(self._add() for _ in range(self._limits.workers)))

    async def close(self) -> None:
        """End the workers."""
        self._closed = True
        for renewal in self._renewals:
            renewal.cancel()
        while not self._idle.empty():
            worker = self._idle.get_nowait()
            worker.leave()
            self._workers.discard(worker)
        for worker in self._workers:
            worker.kill()

    async def run(self, do: Callable[[J], A], job: J) -> A:
        """What a worker answers: `do(job)`. Raises ApiError when there is no answer."""
        while True:
            worker = await self._free()
            try:
                future = worker.pool.submit(do, job)
            except BrokenProcessPool:  # it died while it had nothing to do
                self._replace(worker, dead=True)
            else:
                return await self._answer(worker, future)

    async def _free(self) -> _Worker:
        try:
            async with asyncio.timeout(self._limits.work_seconds):
                return await self._idle.get()
        except TimeoutError:
            message = "Every worker is busy; try again."
            raise ApiError("unavailable", message, retry_after=5) from None

    async def _answer(self, worker: _Worker, future: Future[A]) -> A:
        try:
            async with asyncio.timeout(self._limits.work_seconds):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            message = f"The file took longer than {self._limits.work_seconds:g} seconds; split it."
            raise ApiError("processing_failed", message) from None
        except BrokenProcessPool:
            message = "The engine stopped while it worked on the file; try again."
            raise ApiError("unavailable", message, retry_after=1) from None
        finally:
            if not future.done():  # nobody waits for it any more
                self._replace(worker, dead=False)
            elif not future.cancelled() and isinstance(future.exception(), BrokenProcessPool):
                self._replace(worker, dead=True)
            else:
                self._idle.put_nowait(worker)

    async def _add(self) -> None:
        worker = _Worker(self._context, self._limits.memory_bytes)
        self._workers.add(worker)
        try:
            await asyncio.wrap_future(worker.started)
        except BaseException:
            self._workers.discard(worker)
            worker.kill()
            raise
        self._idle.put_nowait(worker)

    def _replace(self, worker: _Worker, *, dead: bool) -> None:
        if dead:
            worker.leave()
        else:
            worker.kill()
        self._workers.discard(worker)
        if not self._closed:
            renewal = asyncio.get_running_loop().create_task(self._renew())
            self._renewals.add(renewal)
            renewal.add_done_callback(self._renewals.discard)

    async def _renew(self) -> None:
        """Start a worker, again and again while the machine has no room for one."""
        while True:
            try:
                return await self._add()
            except (BrokenProcessPool, OSError):
                await asyncio.sleep(1)


def engine_of(request: Request) -> Engine:
    return cast(Engine, request.app.state.engine)
