"""How the work of every rule, parser, writer, fix and report grows when a hostile input doubles.

python benchmarks/hostile.py                       # each unit in each shape and in four formats, and what a format alone has
python benchmarks/hostile.py --inputs all          # each unit in each shape of each format
python benchmarks/hostile.py --inputs 30 --seed 2  # some of them
python benchmarks/hostile.py --only "ttml: .*spans" --steps "check|convert"
python benchmarks/hostile.py --inputs all --json all.json --markdown benchmarks/hostile.md

Steps are decoding, parsing, every rule apart and all of them, every report, the baseline, safe and unsafe fixes,
conversion to every format, and delivery by every profile, each for a preset that the input draws.

Each step of each input is measured in processor time on so many characters (`--largest`). Where it takes so little that
even growth with the square would leave a megabyte within its bound, that is all; else it is measured on half of them too,
and on twice as many where twice the input seems to take more than 2.2 times as long. Printed is what exceeds a bound:
growth of more than 2.5 for twice the input (both times), or more than 2 s for a megabyte more. The inputs are measured in
another process, which is replaced when it is silent for too long; with `--json` a run that is started again goes on where
it was ended.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import queue
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator

from hostile_inputs import cover, inputs
from hostile_page import line, page, seconds_of
from hostile_steps import Measured, measure

# What takes more than 2 ms for so many characters may take more than 2 s for a megabyte.
LARGEST = 32_000
# A process that prints nothing for so long is ended; on a busy machine a second of work may take a minute.
SILENCE_SECONDS = 600.0


def work(steps: str, largest: int) -> None:
    """Measure the inputs that are named on standard input, with a line before and after each step."""

    def announce(step: str) -> None:
        print(json.dumps({"step": step}), flush=True)

    warm = next(iter(inputs()))
    list(measure(warm, steps, 2_000, lambda step: None))  # imports and caches
    gc.freeze()
    gc.disable()
    for name in sys.stdin:
        for each in measure(name.rstrip("\n"), steps, largest, announce):
            print(json.dumps({"measured": each}), flush=True)
        print(json.dumps({"done": True}), flush=True)


class Worker:
    """A process that measures one input after the other."""

    def __init__(self, steps: str, largest: int) -> None:
        command = [sys.executable, os.path.abspath(__file__), "--worker"]
        command += ["--steps", steps, "--largest", str(largest)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.is_alive = True

    def _read(self) -> None:
        assert self._process.stdout is not None
        for printed in self._process.stdout:
            self._lines.put(printed)
        self._lines.put("")

    def measure(self, name: str) -> Iterator[Measured]:
        """Measure an input; a step that does not end, or ends the process, is measured as endless."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        step = "start"
        while True:
            try:
                printed = self._lines.get(timeout=SILENCE_SECONDS)
            except queue.Empty:
                printed = ""
            if not printed:
                self.end()
                yield Measured(name, f"{step} (failed)", 1, [float("inf")])
                return
            read = json.loads(printed)
            if "measured" in read:
                yield Measured(*read["measured"])
            elif "step" in read:
                step = read["step"]
            else:
                return

    def end(self) -> None:
        """End the process."""
        self.is_alive = False
        self._process.kill()
        self._process.wait()


def run(names: list[str], steps: str, largest: int, kept: str) -> list[Measured]:
    """Measure inputs, and print what exceeds a bound; `kept` is a file that holds what was measured."""
    measured = _read(kept)
    known = {each.input for each in measured}
    worker = Worker(steps, largest)
    for number, name in enumerate(names, 1):
        if name in known:
            continue
        print(f"[{number}/{len(names)}] {name}", file=sys.stderr, flush=True)
        if not worker.is_alive:
            worker = Worker(steps, largest)
        of_input = list(worker.measure(name))
        measured += of_input
        if kept:
            with open(kept, "a", encoding="utf-8") as file:
                file.writelines(json.dumps(each) + "\n" for each in of_input)
        for each in of_input:
            if each.exceeds:
                print(line(each), flush=True)
    worker.end()
    return measured


def _read(kept: str) -> list[Measured]:
    """What an earlier run has measured; nothing where there was none."""
    if not kept or not os.path.exists(kept):
        return []
    with open(kept, encoding="utf-8") as file:
        return [Measured(*json.loads(each)) for each in file]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", default="cover", help="`cover`, `all`, or how many inputs")
    parser.add_argument("--seed", default="1", help="which ones, and in which order")
    parser.add_argument("--only", default="", help="inputs whose names match a pattern")
    parser.add_argument("--steps", default="", help="steps whose names match a pattern")
    parser.add_argument("--largest", type=int, default=LARGEST, help="characters of an input")
    parser.add_argument("--json", default="", help="a file that keeps every measurement")
    parser.add_argument("--markdown", default="", help="a file for the table as a page")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(arguments.steps, arguments.largest)
        return 0
    known = cover() if arguments.inputs == "cover" else list(inputs())
    names = [name for name in known if re.search(arguments.only, name)]
    random.Random(arguments.seed).shuffle(names)
    if arguments.inputs not in ("cover", "all"):
        names = names[: int(arguments.inputs)]
    measured = run(names, arguments.steps, arguments.largest, arguments.json)
    over = [each for each in measured if each.exceeds]
    if arguments.markdown:
        with open(arguments.markdown, "w", encoding="utf-8", newline="\n") as file:
            file.write(page(measured, arguments.largest))
    print(
        f"{len(names)} inputs, {len(measured)} steps measured, {len(over)} over a bound, {seconds_of(measured):.0f} s"
    )
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
