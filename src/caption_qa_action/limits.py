"""What one file may cost: time, kept by alarms in the process that checks it, and memory.

Time is that of the processor, so that a busy machine fails no sound file; by the clock a file has some times as
long, since what waits for a pipe or a disk uses no processor. An alarm for either interrupts Python, regular
expressions too. What it cannot interrupt is ended with its process: a worker by whoever started it, any process by the
system (`SIGPROF`). On Windows a thread takes the place of the alarms, and nothing that of the system.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from caption_qa_action.core.annotations import TYPE_CHECKING, Self
from caption_qa_action.core.settings import Limits

if TYPE_CHECKING:
    from signal import Signals
    from types import FrameType, TracebackType

# What the rules, fixes and reports together cost at most (benchmarks/README.md), in the growth that hostile
# input can cause: seconds and bytes of memory for each byte of a file.
_SECONDS_PER_BYTE = 2 / 1_000_000
_MEMORY_PER_BYTE = 60
# The alarm goes off again where something has caught it.
_AGAIN_SECONDS = 1.0
# So long after the alarm a process is ended that did not heed it.
GRACE_SECONDS = 5.0
# Our choice: by the clock a file may take so many times longer than by the processor.
CLOCK_FACTOR = 10
# How often the thread looks that takes the place of the alarms.
_LOOK_SECONDS = 0.1


class OutOfTime(BaseException):
    """A file has taken longer than it may. No `except Exception` holds it up."""


def clock_seconds(seconds: float) -> float:
    """How long a file may take by the clock that may take so many seconds of the processor."""
    return seconds * CLOCK_FACTOR


class within:
    """Raises OutOfTime in the body of a `with` that takes more seconds of the processor; 0 is no limit.

    Only the main thread can be interrupted; in others the limit is kept between two rules.
    """

    __slots__ = ("_before", "_is_over", "_seconds", "_stop")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._is_over = True
        self._stop: Callable[[], object] | None = None

    def __enter__(self) -> Self:
        if self._seconds:
            self._is_over = False
            self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._is_over = True
        if self._stop is not None:
            self._stop()

    def _start(self) -> None:
        import signal

        if sys.platform == "win32":
            numbers = (signal.SIGBREAK,)
        else:
            numbers = (signal.SIGALRM, signal.SIGVTALRM)
        try:
            before = [(number, signal.signal(number, self._raise)) for number in numbers]
        except ValueError:  # not the main thread
            return
        if sys.platform == "win32":
            stop = _start_thread(self._seconds, numbers[0])
        else:
            stop = _start_timers(self._seconds)

        def stop_and_restore() -> None:
            stop()
            for number, handler in before:
                signal.signal(number, handler)

        self._stop = stop_and_restore

    def _raise(self, number: int, frame: FrameType | None) -> None:
        if not self._is_over:
            raise OutOfTime


def _start_timers(seconds: float) -> Callable[[], object]:
    """Let the alarms go off, and the system end the process later; what stops them all."""
    import faulthandler
    import signal

    assert sys.platform != "win32"
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, clock_seconds(seconds), _AGAIN_SECONDS)
    if sys.stderr is not None and faulthandler.is_enabled() is False and _has_descriptor():
        # It shows what hangs, and lets the system do what it does: end the process.
        faulthandler.register(signal.SIGPROF, chain=True)
    signal.setitimer(signal.ITIMER_PROF, 2 * seconds + GRACE_SECONDS)

    def stop() -> None:
        assert sys.platform != "win32"
        for timer in (signal.ITIMER_VIRTUAL, signal.ITIMER_REAL, signal.ITIMER_PROF):
            signal.setitimer(timer, 0)

    return stop


def _has_descriptor() -> bool:
    try:
        return sys.stderr.fileno() >= 0
    except (OSError, ValueError, AttributeError):
        return False


def _start_thread(seconds: float, number: Signals) -> Callable[[], object]:
    """Let a thread send the signal; what stops it."""
    import _thread
    import threading
    import time

    end, end_of_clock = time.process_time() + seconds, time.monotonic() + clock_seconds(seconds)
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(_LOOK_SECONDS):
            if time.process_time() >= end or time.monotonic() >= end_of_clock:
                _thread.interrupt_main(number)
                return

    threading.Thread(target=look, daemon=True).start()
    return is_over.set


def may_exceed(size_bytes: int, limits: Limits) -> bool:
    """Whether a file is so large that it could exceed a limit: then it is checked where it can be ended."""
    return (
        size_bytes * _SECONDS_PER_BYTE > limits.seconds_per_file
        or size_bytes * _MEMORY_PER_BYTE > limits.megabytes_per_file * 1_000_000
    )


def limit_memory(more_bytes: int) -> None:
    """Let this process take only so much more than it has now; on Linux, the only system that keeps to it."""
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:  # proc_pid_statm(5): pages
            size = int(file.read().split()[0]) * resource.getpagesize() + more_bytes
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        if hard != resource.RLIM_INFINITY:
            size = min(size, hard)
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    except (ImportError, ValueError, OSError):
        pass  # not on this system
