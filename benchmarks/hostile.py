"""How the work of every rule, parser, writer, fix and report grows when a hostile input doubles.

python benchmarks/hostile.py                       # a sample of the inputs, and every step
python benchmarks/hostile.py --inputs all          # all of them: some hours of one processor
python benchmarks/hostile.py --only "ttml: .*spans" --steps "check|convert"
python benchmarks/hostile.py --markdown benchmarks/hostile.md

Steps are decoding, parsing, every rule apart and all of them, every report, the baseline, safe and unsafe fixes,
conversion to every format, and delivery for some presets by every profile.

Each step of each input is measured at n, 2n and 4n characters, in processor time, where n is as large as
the step takes a tenth of a second. Printed is what exceeds a bound: growth of more than 2.5 for twice the
input (both times), or more than 2 s for a megabyte. Each input runs in a process of its own, which is
ended when it is silent for too long.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from hostile_inputs import Make, encode, inputs

Step: TypeAlias = Callable[[bytes], object]

MOST_GROWTH, MOST_SECONDS_PER_MB = 2.5, 2.0
# A time below this shows nothing; an input above this size is large enough to have shown what it costs.
LEAST_SECONDS, SMALLEST, LARGEST = 0.1, 8_000, 256_000
# Above this a step is over its bound and is not measured at twice the size.
MOST_SECONDS = 6.0
# A process that prints nothing for so long is ended.
SILENCE_SECONDS = 90.0
# So many inputs are measured unless all are asked for, and so many of the presets for each.
SAMPLE, PRESETS_EACH = 150, 3
# A step over its bound is measured so often again, since other work on the machine can only add to a time.
AGAIN = 2


class Measured(NamedTuple):
    """What a step of an input took: seconds at `size` / 4, / 2 and `size` characters, the last three."""

    input: str
    step: str
    size: int
    seconds: list[float]

    @property
    def seconds_per_mb(self) -> float:
        """What a megabyte more costs: what a small file costs as well is no matter of its size."""
        first, last = self.seconds[0], self.seconds[-1]
        more = self.size * (1 - 0.5 ** (len(self.seconds) - 1)) if len(self.seconds) > 1 else 0
        return (last - first) * 1e6 / more if more else last * 1e6 / self.size

    @property
    def growth(self) -> float:
        """How many times as long twice the input took, the lesser of the last two doublings."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        grown = [after / before for before, after in pairs if before > LEAST_SECONDS / 4]
        return min(grown) if grown else 0.0

    @property
    def exceeds(self) -> bool:
        if self.seconds[-1] < LEAST_SECONDS:
            return False
        return self.growth > MOST_GROWTH or self.seconds_per_mb > MOST_SECONDS_PER_MB


def steps_of(name: str, format: str) -> Iterator[tuple[str, Step]]:
    """Every step that an input of a format goes through, by name."""
    from caption_qa_action import api, config, pipeline
    from caption_qa_action.delivery.profiles import PROFILES
    from caption_qa_action.delivery.target import target_names
    from caption_qa_action.files.decode import decode
    from caption_qa_action.formats import parse
    from caption_qa_action.presets import names
    from caption_qa_action.reporters import REPORTERS, Options, make
    from caption_qa_action.rules import RULES
    from caption_qa_action.triage.baseline import count

    path = f"hostile.{format}"
    arguments = config.Arguments(select=("all",))
    settings = config.load(arguments, isolated=True).settings_for(path)
    yield "decode", lambda data: decode(path, data)
    yield "parse", lambda data: parse(decode(path, data))
    for code in RULES:
        yield f"rule {code}", _Rule(path, code)
    yield "check", lambda data: pipeline.check_bytes(path, data, settings)
    for reporter in REPORTERS:
        yield f"report {reporter}", _Report(path, settings, lambda r=reporter: make(r, Options()))
    yield "baseline", _Baseline(path, settings, count)
    for fix in ("safe", "unsafe"):
        yield (
            f"fix {fix}",
            lambda data, fix=fix: _quiet(
                lambda: api.fix_text(_text(data), path, unsafe=fix == "unsafe")
            ),
        )
    for target in target_names():
        yield (
            f"convert {target}",
            lambda data, target=target: _quiet(
                lambda: api.convert_text(_text(data), path, to=target)
            ),
        )
    for preset in random.Random(name).sample(sorted(names()), PRESETS_EACH):
        for profile in PROFILES:
            yield (
                f"process {preset} {profile}",
                lambda data, preset=preset, profile=profile: _quiet(
                    lambda: api.process_bytes(data, path, preset=preset, fix_profile=profile)
                ),
            )


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _quiet(work: Callable[[], object]) -> None:
    """Do some work; that captions cannot be mended or converted is an answer, too."""
    from caption_qa_action.core.errors import FileError

    try:
        work()
    except FileError:
        pass


class _Report:
    """A report on findings that are made before, which is not counted."""

    def __init__(self, path: str, settings: Any, make: Callable[[], Any]) -> None:
        self.path, self.settings, self.make = path, settings, make

    def prepare(self, data: bytes) -> Callable[[], object]:
        from caption_qa_action import pipeline
        from caption_qa_action.core.report import Summary

        report = _kept("report", data, lambda: pipeline.check_bytes(self.path, data, self.settings))

        def work() -> object:
            reporter = self.make()
            summary = Summary(self.settings_fail_on())
            summary.add(report)
            return (reporter.begin(), reporter.add(reporter.part(report)), reporter.end(summary))

        return work

    def settings_fail_on(self) -> Any:
        from caption_qa_action.core.settings import FailOn

        return FailOn()

    def __call__(self, data: bytes) -> object:
        return self.prepare(data)()


class _Rule(_Report):
    """A rule alone, on a document that is read before; what rules share is counted for the first that asks."""

    def __init__(self, path: str, code: str) -> None:
        from caption_qa_action import config

        self.path = path
        arguments = config.Arguments(select=(code,))
        self.settings = config.load(arguments, isolated=True).settings_for(path)

    def prepare(self, data: bytes) -> Callable[[], object]:
        from caption_qa_action.engines.bundled.check import check_document
        from caption_qa_action.pipeline import read_document

        document = _kept("document", data, lambda: read_document(self.path, data, self.settings))
        return lambda: check_document(document, self.settings)


class _Baseline(_Report):
    """A baseline of findings that are made before, which is not counted."""

    def prepare(self, data: bytes) -> Callable[[], object]:
        from caption_qa_action import pipeline

        report = _kept("report", data, lambda: pipeline.check_bytes(self.path, data, self.settings))
        return lambda: self.make(report.document, report.diagnostics)  # type: ignore[call-arg]


_LAST: dict[tuple[str, int], Any] = {}


def _kept(kind: str, data: bytes, make: Callable[[], Any]) -> Any:
    """What is made of some bytes; all reporters ask for the same report, all rules for the same document."""
    key = kind, len(data)
    if key not in _LAST:
        _LAST[key] = make()
    return _LAST[key]


def measure(name: str, steps: str, largest: int, say: Callable[[str], None]) -> Iterator[Measured]:
    """What each step of an input takes, each as soon as it is known."""
    format, make = inputs()[name]
    _LAST.clear()
    for step, work in steps_of(name, format):
        if re.search(steps, step):
            say(step)
            yield _measure(name, step, make, work, largest)


def _measure(name: str, step: str, make: Make, work: Step, largest: int) -> Measured:
    spent(work, encode(make(500)))  # imports and caches
    size, seconds = SMALLEST, [spent(work, encode(make(SMALLEST)))]
    while size < largest and seconds[-1] < MOST_SECONDS:
        if len(seconds) > 2 and seconds[-3] >= LEAST_SECONDS:
            break
        size *= 2
        seconds.append(spent(work, encode(make(size))))
    measured = Measured(name, step, len(encode(make(size))), seconds[-3:])
    for _ in range(AGAIN if seconds[-1] < MOST_SECONDS else 0):
        if measured.exceeds:
            last = min(measured.seconds[-1], spent(work, encode(make(size))))
            measured = measured._replace(seconds=[*measured.seconds[:-1], last])
    return measured


def spent(work: Step, data: bytes) -> float:
    """The processor time of one run, without that of the garbage collector."""
    run = work.prepare(data) if isinstance(work, _Report) else lambda: work(data)
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        run()
        return time.process_time() - began
    finally:
        gc.enable()


def worker(name: str, steps: str, largest: int) -> None:
    """Measure an input, and print a line before and after each step."""

    def say(step: str) -> None:
        print(json.dumps({"step": step}), flush=True)

    for each in measure(name, steps, largest, say):
        print(json.dumps({"measured": each}), flush=True)


def run(name: str, steps: str, largest: int) -> Iterator[Measured]:
    """Measure an input in a process of its own; a step that does not end is measured as endless."""
    command = [sys.executable, os.path.abspath(__file__), "--worker", name, "--steps", steps]
    command += ["--largest", str(largest)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    lines = _Lines(process)
    step = "start"
    while True:
        line = lines.next(SILENCE_SECONDS)
        if line is None:
            process.kill()
            yield Measured(name, step, SMALLEST, [float("inf")])
            break
        if not line:
            if process.wait() != 0:
                yield Measured(name, f"{step} (failed)", SMALLEST, [float("inf")])
            break
        read = json.loads(line)
        if "step" in read:
            step = read["step"]
        else:
            yield Measured(*read["measured"])
    process.stdout.close()
    process.wait()


class _Lines:
    """The lines of a process, each waited for only so long."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        import queue
        import threading

        self._queue: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, args=(process,), daemon=True).start()

    def _read(self, process: subprocess.Popen[str]) -> None:
        try:
            for line in process.stdout or ():
                self._queue.put(line)
        except ValueError:  # closed
            pass
        self._queue.put("")

    def next(self, seconds: float) -> str | None:
        """The next line; `""` at the end, None when there was none in time."""
        import queue

        try:
            return self._queue.get(timeout=seconds)
        except queue.Empty:
            return None


def shown(each: Measured) -> str:
    """A row of the table."""
    if each.seconds[-1] == float("inf"):
        return f"{each.input:50} {each.step:36} did not end, or failed"
    times = " ".join(f"{second:7.2f}" for second in each.seconds)
    return (
        f"{each.input:50} {each.step:36} {each.size / 1000:7.0f} KB {times} s "
        f"{each.growth:5.2f}x {each.seconds_per_mb:7.2f} s/MB"
    )


# Why a step may cost more than its bound, by a pattern of the step and one of the input; the first that fits.
REASONS = (
    (
        "^(fix|process)",
        "",
        "each round of mending checks the whole file again, up to six times: the price of undoing what does harm",
    ),
    (
        "^(check|convert|report|baseline)",
        "",
        "a finding for every two or three characters: each has its place, message and fix",
    ),
)


def page(measured: list[Measured]) -> str:
    """What was measured as a page: the worst of each step, and each input that exceeds a bound, with a reason."""
    steps: dict[str, list[Measured]] = {}
    for each in measured:
        steps.setdefault(each.step, []).append(each)
    lines = [
        "# How work grows with hostile captions",
        "",
        "Made by `python benchmarks/hostile.py --markdown benchmarks/hostile.md`; see [README.md](README.md).",
        f"Bounds: growth of {MOST_GROWTH} for twice the input, {MOST_SECONDS_PER_MB:g} s for a megabyte more.",
        "",
        "| step | inputs | over a bound | median s/MB | worst growth | worst s/MB | by |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for step, rows in steps.items():
        rates = sorted(each.seconds_per_mb for each in rows)
        worst = max(rows, key=lambda each: each.seconds_per_mb)
        over = sum(each.exceeds for each in rows)
        growth = max(each.growth for each in rows)
        lines.append(
            f"| {step} | {len(rows)} | {over} | {rates[len(rates) // 2]:.2f} | {growth:.2f} "
            f"| {worst.seconds_per_mb:.2f} | {worst.input} |"
        )
    lines += [
        "",
        "## Over a bound",
        "",
        "| input | step | growth | s/MB | reason |",
        "|---|---|---:|---:|---|",
    ]
    for each in sorted(measured, key=lambda each: -each.seconds_per_mb):
        if each.exceeds:
            lines.append(
                f"| {each.input} | {each.step} | {each.growth:.2f} | {each.seconds_per_mb:.2f} | {_reason(each)} |"
            )
    return "\n".join([*lines, ""])


def _reason(each: Measured) -> str:
    for step, input, reason in REASONS:
        if re.search(step, each.step) and re.search(input, each.input):
            return reason
    return "a defect"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", default=str(SAMPLE), help="how many inputs, or `all`")
    parser.add_argument("--seed", default="1", help="which ones")
    parser.add_argument("--only", default="", help="inputs whose names match a pattern")
    parser.add_argument("--steps", default="", help="steps whose names match a pattern")
    parser.add_argument("--largest", type=int, default=LARGEST, help="characters of an input")
    parser.add_argument("--json", default="", help="a file for every measurement, one a line")
    parser.add_argument("--markdown", default="", help="a file for the table as a page")
    parser.add_argument("--worker", default="", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        worker(arguments.worker, arguments.steps, arguments.largest)
        return 0
    names = [name for name in inputs() if re.search(arguments.only, name)]
    if arguments.inputs != "all" and len(names) > int(arguments.inputs):
        names = sorted(random.Random(arguments.seed).sample(names, int(arguments.inputs)))
    measured: list[Measured] = []
    for number, name in enumerate(names, 1):
        print(f"[{number}/{len(names)}] {name}", file=sys.stderr, flush=True)
        for each in run(name, arguments.steps, arguments.largest):
            measured.append(each)
            if arguments.json:
                with open(arguments.json, "a", encoding="utf-8") as file:
                    file.write(json.dumps(each) + "\n")
            if each.exceeds:
                print(shown(each), flush=True)
    over = [each for each in measured if each.exceeds]
    if arguments.markdown:
        with open(arguments.markdown, "w", encoding="utf-8", newline="\n") as file:
            file.write(page(measured))
    print(f"{len(names)} inputs, {len(measured)} steps measured, {len(over)} over a bound")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
