"""Work that several do at once: in processes or in threads, in order, also when a process is ended."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from caption_qa_action.core.annotations import TYPE_CHECKING, Generic, TypeAlias, TypeVar
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import error_text

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

# Below these a second process costs more than it brings; see benchmarks/README.md.
_FORK_FILES, _FORK_BYTES = 100, 4_000_000
_SPAWN_FILES, _SPAWN_BYTES = 200, 8_000_000
# A worker gets so many jobs at a time at most, and so small a part of a process's share of the bytes: enough that
# asking costs nothing, few enough that all end at nearly the same time.
_CHUNK_JOBS, _CHUNKS_A_PROCESS = 32, 16
# A worker that has nothing to do ends at once.
_END_SECONDS = 5.0
# One that is asked to end removes what it has begun to write.
_STOP_SECONDS = 1.0
KILLED = "the process that checked it was killed, perhaps for want of memory"

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

# What becomes of some jobs.
Work: TypeAlias = Callable[[Sequence[_Job]], _Result]


class Bounds(NamedTuple):
    """What a job may cost in a process that can be ended: seconds (0: no limit), and bytes of memory."""

    seconds: float = 0
    memory_bytes: int = 0


NO_BOUNDS = Bounds()


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
    jobs: Sequence[_Job],
    work: Work[_Job, _Result],
    lost: Callable[[_Job, str], _Result],
    processes: int,
    *,
    bounds: Bounds = NO_BOUNDS,
    size_of: Callable[[_Job], int] = lambda job: 1,
    is_apart: Callable[[_Job], bool] = lambda job: False,
    warm_up: Callable[[], object] = lambda: None,
) -> Iterator[_Result]:
    """What the work comes to, job by job and in order.

    `size_of` states how much work a job is beside the others. `warm_up` loads what the work needs, so that
    processes that are forked from this one have it. Where a process is killed, or has to be ended since a job exceeds its bounds, that job comes to what
    `lost` makes of it and the reason; all others are done. A single process is this one, but for the jobs
    that `is_apart` names.
    """
    processes = min(processes, len(jobs))
    if processes > 1:
        if _start_method() == "fork":
            warm_up()
        chunks = _chunks(list(map(size_of, jobs)), processes)
        yield from _Pool(jobs, work, lost, processes, bounds, chunks).results()
        return
    for job in jobs:
        if is_apart(job):
            yield from _Pool([job], work, lost, 1, bounds, [range(1)]).results()
        else:
            yield work([job])


def _chunks(sizes: Sequence[int], processes: int) -> list[range]:
    """The numbers of jobs of these sizes, in order, as they are handed out; a large one stands alone."""
    most = sum(sizes) // (processes * _CHUNKS_A_PROCESS)
    chunks: list[range] = []
    start = size = 0
    for number, more in enumerate(sizes):
        if more >= most and number > start:
            chunks.append(range(start, number))
            start, size = number, 0
        size += more
        if size >= most or number - start + 1 >= _CHUNK_JOBS:
            chunks.append(range(start, number + 1))
            start, size = number + 1, 0
    return [*chunks, range(start, len(sizes))] if start < len(sizes) else chunks


class _Worker:
    """A process, the way to it, and the numbers of the jobs that it has not answered yet."""

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.left: deque[int] = deque()
        self.since = 0.0

    def stop(self) -> None:
        """End the process, whatever it does; where it can, it leaves nothing half done behind."""
        self.connection.close()
        self.process.terminate()
        self.process.join(_STOP_SECONDS)
        self.process.kill()
        self.process.join()
        self.process.close()


class _Pool(Generic[_Job, _Result]):
    """Processes that work on jobs, of which each can be ended without harm to the others."""

    def __init__(
        self,
        jobs: Sequence[_Job],
        work: Work[_Job, _Result],
        lost: Callable[[_Job, str], _Result],
        processes: int,
        bounds: Bounds,
        chunks: Sequence[range],
    ) -> None:
        import multiprocessing

        self._context: BaseContext = multiprocessing.get_context(_start_method())
        self._work, self._lost, self._bounds = work, lost, bounds
        self._processes = processes
        self._jobs = jobs
        # Not too far ahead of what is waited for.
        self._ahead = 2 * processes * max(map(len, chunks))
        self._todo = deque(map(deque, chunks))
        self._alone = {chunk[0] for chunk in chunks if len(chunk) == 1}
        self._workers: list[_Worker] = []
        self._results: dict[int, _Result] = {}

    def results(self) -> Iterator[_Result]:
        """The results, in order. Whoever wants no more of them ends the processes at once."""
        try:
            for number in range(len(self._jobs)):
                while number not in self._results:
                    self._hand_out(number)
                    self._collect()
                yield self._results.pop(number)
            self._dismiss()
        finally:
            for worker in self._workers:
                worker.stop()

    def _hand_out(self, number: int) -> None:
        """Give work to those that can take it, unless it is too far from the job that is waited for."""
        while self._todo and self._todo[0][0] <= number + self._ahead:
            worker = self._who_takes_more()
            if worker is None:
                return
            if not worker.left:
                worker.since = _now()
            more = self._todo.popleft()
            worker.left += more
            try:
                worker.connection.send(list(more))
            except OSError:  # it has just died: what it has not answered is found out below
                return

    def _who_takes_more(self) -> _Worker | None:
        """Who has no work, or a new one; else who is at the last of its jobs, so that it need not wait for more.

        Nothing waits behind a large job, neither do large ones or the last ones behind any.
        """
        idle = next((each for each in self._workers if not each.left), None)
        if idle is not None:
            return idle
        if len(self._workers) < self._processes:
            return self._start()
        if len(self._todo) <= self._processes or self._todo[0][0] in self._alone:
            return None
        at_last = (each for each in self._workers if len(each.left) == 1)
        return next((each for each in at_last if each.left[0] not in self._alone), None)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve,
            args=(theirs, self._jobs, self._work, self._bounds.memory_bytes),
            daemon=True,
        )
        worker = _Worker(process, ours)
        # A Ctrl-C waits until the process is known here, and there leaves it alone.
        with _without_interrupts():
            process.start()
            self._workers.append(worker)
        theirs.close()
        return worker

    def _collect(self) -> None:
        """Take what has been answered, wait for an answer where there is none, and end who takes too long."""
        from multiprocessing.connection import wait

        busy = {worker.connection: worker for worker in self._workers if worker.left}
        seconds = self._bounds.seconds
        first = min(worker.since for worker in busy.values()) + seconds
        ready = wait(list(busy), max(0.0, first - _now()) if seconds else None)
        for connection in ready:
            self._take(busy[connection])  # type: ignore[index]
        if not ready and seconds:
            for worker in busy.values():
                if _now() - worker.since >= seconds:
                    self._give_up(worker, f"it took longer than {seconds:g} seconds, and was ended")

    def _take(self, worker: _Worker) -> None:
        try:
            number, result, failure = worker.connection.recv()
        except (EOFError, OSError):
            self._give_up(worker, KILLED)
            return
        assert number == worker.left.popleft()
        self._results[number] = self._lost(self._jobs[number], failure) if failure else result
        worker.since = _now()

    def _give_up(self, worker: _Worker, reason: str) -> None:
        """End a worker; the job that it was at is lost, and the rest of its work is for another."""
        worker.stop()
        self._workers.remove(worker)
        number = worker.left.popleft()
        self._results[number] = self._lost(self._jobs[number], reason)
        if worker.left:
            self._todo.appendleft(worker.left)

    def _dismiss(self) -> None:
        """Let the workers end by themselves."""
        for worker in self._workers:
            try:
                worker.connection.send(None)
            except OSError:
                continue
        for worker in self._workers:
            worker.process.join(_END_SECONDS)


def _exit(number: int, frame: object) -> None:
    """End as by `sys.exit`, so that what is being done is cleaned up."""
    raise SystemExit(1)


def _serve(
    connection: Connection,
    jobs: Sequence[_Job],
    work: Work[_Job, object],
    memory_bytes: int,
) -> None:
    """Work on the jobs whose numbers come, answer each with its number, until nothing comes any more."""
    import signal

    begin_worker()
    signal.signal(signal.SIGTERM, _exit)
    if memory_bytes:
        from caption_qa_action.limits import limit_memory

        limit_memory(memory_bytes)
    try:
        while (numbers := connection.recv()) is not None:
            for number in numbers:
                try:
                    answer: tuple[int, object, str] = (number, work([jobs[number]]), "")
                    connection.send(answer)
                except OSError:
                    raise
                except Exception as error:
                    connection.send((number, None, error_text(error)))
    except (EOFError, OSError):
        pass  # the main process has gone


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait."""
    import signal

    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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


def _now() -> float:
    import time

    return time.monotonic()


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _start_method() -> str:
    return "fork" if sys.platform == "linux" else "spawn"
