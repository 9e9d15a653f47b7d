"""How work grows with its input: the only place of the tests that reads a clock.

A test that compares a duration with a number of seconds fails on a busy machine and passes on a fast one.
What is compared here is processor time of this thread with processor time of this thread: four times the
input may take at most eight times as long, which is far from the sixteen times of quadratic work. The
least of several runs counts, since other work on the machine can only add to it, and the comparison is
repeated before it fails.

A time-out that only keeps a test from hanging (`timeout=` of a subprocess, a socket, a thread) decides
nothing about a result, and may stand anywhere; so may a `sleep` that waits for something to be there.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

_Input = TypeVar("_Input")
_FACTOR, _BOUND = 4, 8
# Below this a clock that ticks 64 times a second says nothing.
_LEAST_SECONDS = 0.02
# Work that takes less than that on so many doublings of its input hardly looks at it, and what is measured
# then is memory. Quadratic work takes a thousand times as long by then.
_MOST_DOUBLINGS = 5
_RUNS, _ATTEMPTS = 3, 6


def assert_linear(make: Callable[[int], _Input], run: Callable[[_Input], object], n: int) -> None:
    """Assert that `run(make(n))` takes time in proportion to `n`.

    `n` is doubled until there is something to measure, or it is clear that there is nothing. What `make`
    does is not counted.
    """
    run(make(max(n // 100, 1)))  # imports and caches
    small = make(n)
    short = _seconds(run, small)
    for _ in range(_MOST_DOUBLINGS):
        if short >= _LEAST_SECONDS:
            break
        n *= 2
        small = make(n)
        short = _seconds(run, small)
    large = make(n * _FACTOR)
    long = _seconds(run, large)
    for _ in range(_RUNS - 1):
        short = min(short, _seconds(run, small))
    for _ in range(_ATTEMPTS):
        if long < _BOUND * max(short, _LEAST_SECONDS):
            return
        short = min(short, _seconds(run, small))
        long = min(long, _seconds(run, large))
    raise AssertionError(
        f"{_FACTOR} times the input takes {long / short:.1f} times as long, of which "
        f"{_BOUND} are allowed: {short:.3f} s for {n}, {long:.3f} s for {n * _FACTOR}"
    )


def _seconds(run: Callable[[_Input], object], given: _Input) -> float:
    """The processor time of one run, without that of the garbage collector."""
    gc.disable()
    try:
        began = time.thread_time()
        run(given)
        return time.thread_time() - began
    finally:
        gc.enable()
