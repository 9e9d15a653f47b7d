"""Work that several do at once: in processes or in threads, in order, also when a process is killed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

# Below these a second process costs more than it brings; see benchmarks/README.md.
_FORK_FILES, _FORK_BYTES = 100, 4_000_000
_SPAWN_FILES, _SPAWN_BYTES = 200, 8_000_000
_CHUNK_JOBS = 32

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

# What becomes of a chunk of jobs.
Work: TypeAlias = Callable[[Sequence[_Job]], _Result]


def sensible_processes(locations: Sequence[str]) -> int:
    """How many processes should check the files at these places."""
    cores = _cores()
    fork = _start_method() == "fork"
    least_files = _FORK_FILES if fork else _SPAWN_FILES
    if cores < 2 or len(locations) < least_files:
        return 1
    size = 0
    for location in locations:
        try:
            size += os.stat(location).st_size
        except (OSError, ValueError):
            continue
    return min(cores, 8) if size >= (_FORK_BYTES if fork else _SPAWN_BYTES) else 1


def in_threads(jobs: Sequence[_Job], work: Work[_Job, _Result], threads: int) -> Iterator[_Result]:
    """What the work comes to, job by job and in order, for work that mostly waits."""
    from collections import deque
    from concurrent.futures import ThreadPoolExecutor

    executor = ThreadPoolExecutor(threads)
    waiting: deque[Future[_Result]] = deque()
    try:
        for job in jobs:
            waiting.append(executor.submit(work, [job]))
            if len(waiting) > 2 * threads:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def in_processes(
    jobs: Sequence[_Job], work: Work[_Job, _Result], lost: Work[_Job, _Result], processes: int
) -> Iterator[_Result]:
    """What the work comes to, chunk by chunk and in order.

    `lost` is done here in place of the work on a chunk whose process was killed. A single process is
    this one, and its chunks are single jobs.
    """
    processes = min(processes, len(jobs))
    if processes < 2:
        for job in jobs:
            yield work([job])
        return
    size = max(1, min(_CHUNK_JOBS, len(jobs) // processes))
    chunks = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    yield from _in_a_pool(chunks, work, lost, processes)


def _in_a_pool(
    chunks: Sequence[Sequence[_Job]],
    work: Work[_Job, _Result],
    lost: Work[_Job, _Result],
    processes: int,
) -> Iterator[_Result]:
    import multiprocessing
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from functools import partial

    def result(chunk: Sequence[_Job], future: Future[_Result] | None) -> _Result:
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            pass
        return lost(chunk)

    context = multiprocessing.get_context(_start_method())
    executor = ProcessPoolExecutor(processes, mp_context=context, initializer=begin_worker)
    waiting: deque[tuple[Sequence[_Job], Future[_Result] | None]] = deque()
    try:
        for chunk in chunks:
            try:
                future = _whole(partial(executor.submit, work, chunk))
            except BrokenProcessPool:  # one killed process ends them all
                waiting.append((chunk, None))
            else:
                waiting.append((chunk, future))
            if len(waiting) > 2 * processes:
                yield result(*waiting.popleft())
        while waiting:
            yield result(*waiting.popleft())
    except BaseException:  # KeyboardInterrupt, and whoever wants no more, do not wait
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    # Nothing is left to do. A pool that is still ending when Python ends may write to a closed pipe, and
    # that is reported as an error.
    executor.shutdown()


def _whole(start: Callable[[], Future[_Result]]) -> Future[_Result]:
    """Submit work and let Ctrl-C wait meanwhile: a pool that is started by half never ends."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():  # no other thread gets Ctrl-C
        return start()
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: held.append(number))
    try:
        future = start()
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        signal.raise_signal(signal.SIGINT)
    return future


def begin_worker() -> None:
    """Leave Ctrl-C to the main process, which ends the workers in order, and end when it is gone."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_main_process, daemon=True).start()


def _end_with_the_main_process() -> None:
    from multiprocessing import parent_process

    main = parent_process()
    if main is not None:
        main.join()
        os._exit(1)


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _start_method() -> str:
    return "fork" if sys.platform == "linux" else "spawn"
