"""Times processes: what they took, what they used, and what they printed.

This module imports little, and so must what imports it: on Linux the peak memory of a child counts
that of the process that started it, so a large parent would hide a small child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Case(NamedTuple):
    """A command to time.

    With `reports`, the command prints a JSON object, and its `seconds` are time inside the process.
    `cues` is how many cues it reads, 0 where that means nothing.
    """

    name: str
    command: Sequence[str]
    folder: str = "."
    cues: int = 0
    reports: bool = False
    environment: Mapping[str, str] = {}
    timeout_s: float = 600


class Sample(NamedTuple):
    """One run.

    `inside_s` is what the command reports as its time, without start-up; else it is the wall clock.
    `peak_mb` is that of the largest single process, None where the system does not report it.
    """

    wall_s: float
    inside_s: float
    cpu_s: float
    peak_mb: float | None
    reported: Mapping[str, Any] = {}


def median(values: Iterable[float]) -> float:
    """The middle value, or the mean of the two in the middle; `statistics` is large to import."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


class Failed(Exception):
    """A command ended badly; the message is the last line that it wrote to stderr."""


class Series:
    """All runs of one case, in the order of the rounds."""

    def __init__(self, case: Case, samples: list[Sample]) -> None:
        self.case = case
        self.samples = samples

    def times(self, *, inside: bool = False) -> list[float]:
        """Seconds of each round: of the whole process, or inside it."""
        return [sample.inside_s if inside else sample.wall_s for sample in self.samples]

    def median_s(self, *, inside: bool = False) -> float:
        return median(self.times(inside=inside))

    def best_s(self, *, inside: bool = False) -> float:
        return min(self.times(inside=inside))

    @property
    def peak_mb(self) -> float | None:
        peaks = [sample.peak_mb for sample in self.samples if sample.peak_mb is not None]
        return max(peaks) if peaks else None

    def ratio(self, other: Series, *, inside: bool = False) -> float:
        """The median of the ratios round by round, so that a machine that slows down hits both."""
        pairs = zip(self.times(inside=inside), other.times(inside=inside), strict=True)
        return median(own / theirs for own, theirs in pairs)


def run(case: Case) -> Sample:
    """One run of a command in a fresh process. Raises Failed.

    A run that ends with 1 is good too: a linter ends so when it has found something.
    """
    environment = {**os.environ, **case.environment}
    # Files, not pipes, so that no time is spent on taking the output away.
    with (
        open(os.path.join(case.folder, ".out"), "w+b") as out,
        open(os.path.join(case.folder, ".err"), "w+b") as err,
    ):
        begin = time.perf_counter()
        process = subprocess.Popen(
            case.command,
            cwd=case.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        cpu_s, peak_mb = _wait(process, begin + case.timeout_s)
        wall_s = time.perf_counter() - begin
        err.seek(0)
        complaint = err.read().decode("utf-8", "replace").strip()
        is_absent = ": No module named " in complaint  # of `python -m`, which ends with 1 then
        if process.returncode not in (0, 1) or complaint.startswith("Traceback") or is_absent:
            raise Failed(f"exit code {process.returncode}: {complaint.rpartition(chr(10))[2]}")
        reported: dict[str, Any] = {}
        if case.reports:
            out.seek(0)
            reported = json.loads(out.read().decode("utf-8").strip().rpartition("\n")[2])
    return Sample(wall_s, reported.get("seconds", wall_s), cpu_s, peak_mb, reported)


def _wait(process: subprocess.Popen[bytes], deadline: float) -> tuple[float, float | None]:
    """The processor seconds and the peak memory in MB of a process that has ended."""
    if not hasattr(os, "wait4"):
        process.wait(max(0.0, deadline - time.perf_counter()))
        return 0.0, None
    import signal
    import threading

    overdue = threading.Timer(
        deadline - time.perf_counter(), os.kill, (process.pid, signal.SIGKILL)
    )
    overdue.daemon = True
    overdue.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        overdue.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts in kibibytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def interleave(
    cases: Sequence[Case], rounds: int, note: Callable[[str], None]
) -> dict[str, Series]:
    """Every case once a round, forwards and backwards in turn, after one round that is not counted.

    A case that fails is left out with a note.
    """
    series: dict[str, Series] = {}
    running = list(cases)
    for number in range(-1, rounds):
        for case in list(running if number % 2 else reversed(running)):
            try:
                sample = run(case)
            except (Failed, OSError, subprocess.TimeoutExpired) as error:
                note(f"{case.name}: left out, {error}")
                running.remove(case)
                series.pop(case.name, None)
                continue
            if number >= 0:
                series.setdefault(case.name, Series(case, [])).samples.append(sample)
    return {case.name: series[case.name] for case in cases if case.name in series}
