"""Try mutated captions on everything, for some minutes: `python3 dev.py fuzz`.

    python3 dev.py fuzz --minutes 10          # other inputs each day
    python3 dev.py fuzz --seed 7 --case 123   # one input again

Minutes are of processor time, so that a busy machine tries as many inputs as an idle one.

What breaks a law is made small and kept in `.fuzz/`, with how it failed; one for each way of failing. The
exit code is 1 then. An input that does not end is kept as well, as the case that was tried.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import traceback
import types
from collections.abc import Iterator
from pathlib import Path

from scripts.fuzz.laws import tried
from scripts.fuzz.mutations import Input, make
from scripts.fuzz.shrink import is_slow, shrink, signature

ROOT = Path(__file__).parents[2]
FOUND = ROOT / ".fuzz"
# An input may take so much processor time, and then ends its worker: on a busy machine the clock says little. A
# worker that prints nothing for so long is ended as well; each is a failure.
_PROCESSOR_S, _SILENCE_S = 120.0, 1800.0


def corpus() -> list[Input]:
    """The generated captions of the tests, and the cases and examples of the project."""
    # The tests are no package, and one of another project may be installed under their name.
    tests = types.ModuleType("tests")
    tests.__path__ = [str(ROOT / "tests")]
    sys.modules["tests"] = tests
    from tests.captions import generated, own

    return [Input(each.name, each.data) for each in (*generated(), *own()) if each.data]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--minutes", type=float, default=1.0, help="how much processor time to spend"
    )
    parser.add_argument("--seed", default="", help="which inputs; today's date unless given")
    parser.add_argument("--case", type=int, default=-1, help="one input by its number")
    parser.add_argument("--from", type=int, default=0, dest="first", help=argparse.SUPPRESS)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    seed = arguments.seed or datetime.date.today().isoformat()
    if arguments.worker:
        return work(seed, arguments.first, arguments.minutes)
    if arguments.case >= 0:
        return 1 if try_case(arguments.case, seed, corpus()) else 0
    return campaign(seed, arguments.minutes)


def campaign(seed: str, minutes: float) -> int:
    """Try inputs until the time is over; a worker that hangs or dies is replaced."""
    failures: set[str] = set()
    first, spent, slowest, slowest_case = 0, 0.0, 0.0, 0
    while spent < minutes * 60:
        command = [sys.executable, "-m", "scripts.fuzz", "--worker", "--seed", seed]
        command += ["--from", str(first), "--minutes", str(minutes - spent / 60)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        case, ended = first, False
        for kind, rest in _lines(process):
            if kind == "case":
                case = int(rest)
            elif kind == "took":
                seconds = float(rest)
                spent += seconds
                slowest, slowest_case = max((slowest, slowest_case), (seconds, case))
            elif kind == "failed":
                failures.add(rest)
                print(f"case {case}: {rest}", flush=True)
            elif kind == "end":
                ended = True
        if not ended:
            spent += _PROCESSOR_S
            failures.add(f"case {case} did not end, or ended the process")
            _keep(make(case, seed, corpus()), "did not end, or ended the process", seed, case)
            print(f"case {case} did not end, or ended the process", flush=True)
        first = case + 1
    slow = sum(is_slow(way) for way in failures)
    print(
        f"{first} inputs, seed {seed}, {spent / 60:.1f} minutes of a processor: "
        f"{len(failures)} ways to fail, {slow} of them by taking too long; "
        f"the slowest input is {slowest_case} with {slowest:.1f} s"
        + (f"; kept in {FOUND.name}/" if failures else "")
    )
    return 1 if failures else 0


def _lines(process: subprocess.Popen[str]) -> Iterator[tuple[str, str]]:
    """What a worker prints, line by line; it is ended when it prints nothing for too long."""
    printed: queue.Queue[str] = queue.Queue()

    def read() -> None:
        for line in process.stdout or ():
            printed.put(line)
        printed.put("")

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = printed.get(timeout=_SILENCE_S)
        except queue.Empty:
            process.kill()
            break
        if not line:
            break
        kind, _, rest = line.rstrip("\n").partition(" ")
        yield kind, rest
    process.wait()


def work(seed: str, first: int, minutes: float) -> int:
    """Try one input after the other, each announced before it is tried."""
    files = corpus()
    seen: set[str] = set()
    number, began = first, time.process_time()
    ends = began + minutes * 60
    while began < ends:
        print(f"case {number}", flush=True)
        if hasattr(signal, "setitimer"):  # Windows has none
            signal.setitimer(signal.ITIMER_PROF, _PROCESSOR_S)
        try_case(number, seed, files, seen)
        now = time.process_time()
        print(f"took {now - began:.3f}", flush=True)
        began, number = now, number + 1
    print("end", flush=True)
    return 0


def try_case(number: int, seed: str, files: list[Input], seen: set[str] | None = None) -> bool:
    """Try the input of a number; whether it broke a law. Ways to fail that were `seen` are passed over."""
    given = make(number, seed, files)
    is_broken = False
    for law, error in tried(given):
        is_broken = True
        way = signature(law, error)
        if seen is None:
            print(way, "".join(traceback.format_exception(error)), sep="\n")
            continue
        if way in seen:
            continue
        seen.add(way)

        def fails(data: bytes, way: str = way) -> bool:
            print("shrinking", flush=True)  # or it would be taken for hanging
            return any(
                signature(law, error) == way for law, error in tried(Input(given.name, data))
            )

        small = given if is_slow(way) else Input(given.name, shrink(given.data, fails))
        story = "".join(traceback.format_exception(error))
        _keep(small, f"{way}\n\n{story}", seed, number)
        print(f"failed {way}", flush=True)
    return is_broken


def _keep(given: Input, story: str, seed: str, number: int) -> None:
    """Write a failing input and how it failed."""
    digest = hashlib.blake2b(story.partition("\n")[0].encode(), digest_size=6).hexdigest()
    folder = FOUND / digest
    folder.mkdir(parents=True, exist_ok=True)
    (folder / os.path.basename(given.name)).write_bytes(given.data)
    again = f"python3 dev.py fuzz --seed {seed} --case {number}"
    (folder / "how.txt").write_text(f"{again}\n\n{story}\n", encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
