"""What one file may cost: time, kept by an alarm in the process that checks it, and memory.

The alarm interrupts Python, regular expressions too. What it cannot interrupt is ended with its process: a
worker by whoever started it, any process by the system (`SIGPROF`), which counts the time of the processor.
On Windows a thread takes the place of the alarm, and nothing that of the system.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from caption_qa_action.core.annotations import TYPE_CHECKING, Self
from caption_qa_action.core.settings import Limits

if TYPE_CHECKING:
    from types import FrameType, TracebackType

# What the rules, fixes and reports together cost at most (benchmarks/README.md), in the growth that hostile
# input can cause: seconds and bytes of memory for each byte of a file.
_SECONDS_PER_BYTE = 2 / 1_000_000
_MEMORY_PER_BYTE = 60
# The alarm goes off again where something has caught it.
_AGAIN_SECONDS = 1.0
# So long after the alarm a process is ended that did not heed it.
GRACE_SECONDS = 5.0


class OutOfTime(BaseException):
    """A file has taken longer than it may. No `except Exception` holds it up."""


class within:
    """Raises OutOfTime in the body of a `with` that takes more seconds; 0 is no limit.

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
            number = signal.SIGBREAK
        else:
            number = signal.SIGALRM
        try:
            before = signal.signal(number, self._raise)
        except ValueError:  # not the main thread
            return
        if sys.platform == "win32":
            stop = _start_thread(self._seconds, number)
        else:
            stop = _start_timers(self._seconds)

        def stop_and_restore() -> None:
            stop()
            signal.signal(number, before)

        self._stop = stop_and_restore

    def _raise(self, number: int, frame: FrameType | None) -> None:
        if not self._is_over:
            raise OutOfTime


def _start_timers(seconds: float) -> Callable[[], object]:
    """Let the alarm go off, and the system end the process later; what stops both."""
    import faulthandler
    import signal

    assert sys.platform != "win32"
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    if sys.stderr is not None and faulthandler.is_enabled() is False and _has_descriptor():
        # It shows what hangs, and lets the system do what it does: end the process.
        faulthandler.register(signal.SIGPROF, chain=True)
    signal.setitimer(signal.ITIMER_PROF, 2 * seconds + GRACE_SECONDS)

    def stop() -> None:
        assert sys.platform != "win32"
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)

    return stop


def _has_descriptor() -> bool:
    try:
        return sys.stderr.fileno() >= 0
    except (OSError, ValueError, AttributeError):
        return False


def _start_thread(seconds: float, number: int) -> Callable[[], object]:
    """Let a thread send the signal; what stops it."""
    import _thread
    import threading

    timer = threading.Timer(seconds, _thread.interrupt_main, (number,))
    timer.daemon = True
    timer.start()
    return timer.cancel


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
