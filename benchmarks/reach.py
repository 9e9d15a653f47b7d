"""Prints the figures that the project wants to reach, each beside its aim, from one run on one machine.

    python benchmarks/reach.py [--only NAME] [--rounds N] [--huge] [--work FOLDER]

Needs an idle machine and about 2 GB of memory; with `--huge` a file of 512 MB is checked, too, which takes minutes and
many GB. Ratios are of processor time of whole processes unless a row says "wall". serve.py has the figures of the server.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence

from bench import FULL, Bench
from measure import Case, Sample, Series, median, run
from real import CUES as REAL_CUES
from show import table

# The sizes of the files and trees that the aims are about.
CUES, OTHER_CUES, LARGE_CUES, HUGE_CUES = 100_000, 20_000, 725_000, 6_100_000
FILES, ALL_FILES = 400, 3_972
ONE_CUE_BYTES = 60_000
PYTHON = (sys.executable, "-m", "caption_qa_action")


class Reach:
    """The rows so far, and how each is measured."""

    def __init__(self, bench: Bench, rounds: int) -> None:
        self.bench = bench
        self.rounds = rounds
        self.rows: list[tuple[str, str, str]] = []

    def row(self, what: str, seen: str, aim: str) -> None:
        self.rows.append((what, seen, aim))
        self.bench.say(f"  {what}: {seen} (reach {aim})")

    def measured(self, *cases: Case) -> list[Series]:
        """The runs of cases, in turns."""
        series = self.bench.measure(cases[0].name, cases, self.rounds)
        return [series.get(case.name, Series(case, [])) for case in cases]

    def ratio(self, what: str, own: Series, other: Series, aim: str) -> None:
        """A row of the ratio of two cases in processor time, round by round."""
        pairs = [
            one.cpu_s / two.cpu_s for one, two in zip(own.samples, other.samples, strict=False)
        ]
        self.row(what, f"{median(pairs):.2f}" if pairs else "not measured", aim)


def one_file(reach: Reach) -> None:
    """A clean and a busy SRT file, against pysubs2's parse."""
    bench = reach.bench
    for kind, aim in (("clean", "0.40"), ("busy", "0.55")):
        path = bench.generated(f"{kind}.srt", "--cues", str(CUES), "--kind", kind)
        own, other = reach.measured(bench.check(kind, path), bench.parse("pysubs2", path, CUES))
        reach.ratio(f"{CUES:,} {kind} SRT cues / pysubs2's parse", own, other, aim)


def other_formats(reach: Reach) -> None:
    """TTML, ASS and SRT, against our own parse of them: inside a process, and as a whole one."""
    bench = reach.bench
    for format in ("ttml", "ass", "srt"):
        path = bench.generated(f"busy.{format}", "--cues", str(OTHER_CUES), "--kind", "busy")
        whole, check, parse = reach.measured(
            bench.check(format, path),
            bench.parse("caption-qa check", path, OTHER_CUES),
            bench.parse("caption-qa", path, OTHER_CUES),
        )
        pairs = [
            one.reported["cpu_s"] / two.reported["cpu_s"]
            for one, two in zip(check.samples, parse.samples, strict=False)
        ]
        what = f"{OTHER_CUES:,} cues of {format.upper()}"
        reach.row(f"{what}, check / parse, without start-up", f"{median(pairs):.2f}", "2")
        reach.row(what, f"{median(one.cpu_s for one in whole.samples):.2f} s", "1.0 s")


def real_files(reach: Reach) -> None:
    """400 files as real ones are: against pysubs2, two workers, a baseline."""
    bench = reach.bench
    folder = bench.generated("real-400", "--files", str(FILES), "--kind", "real")
    baseline = ("--baseline", bench.path("baseline.json"))
    write = bench.case(
        "baseline", *PYTHON, "baseline", "write", "--isolated", *baseline, "--jobs", "1", folder
    )
    run(write)
    own, two, parse, written, known = reach.measured(
        bench.check("1 job", "--jobs", "1", folder),
        bench.check("2 jobs", "--jobs", "2", folder),
        bench.parse("pysubs2", folder, FILES * REAL_CUES),
        write,
        bench.check("known", "--jobs", "1", *baseline, folder),
    )  # fmt: skip
    reach.ratio(f"{FILES} real files / pysubs2's parse", own, parse, "0.75")
    reach.ratio("the same, baseline write / check", written, own, "1.5")
    reach.ratio("the same, check --baseline / check", known, own, "1.5")
    reach.row("the same, 2 jobs, speed / 1 job (wall)", f"{own.ratio(two):.2f}", "1.8")


def whole_repository(reach: Reach) -> None:
    """A whole repository: without a cache, nothing changed, and all times new."""
    bench = reach.bench
    folder = bench.generated("real-all", "--files", str(ALL_FILES), "--kind", "real")
    check = bench.check("whole", folder)
    cached = bench.cached("known", check)
    paths = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in names]
    walls: dict[str, list[float]] = {"cold": [], "known": [], "new": []}
    for path in paths:  # what was written just now may still change, and is not kept
        os.utime(path, (0, 0))
    run(cached)
    for number in range(1, reach.rounds + 1):
        walls["cold"].append(run(check).wall_s)
        walls["known"].append(run(cached).wall_s)
        for path in paths:
            os.utime(path, (number, number))
        walls["new"].append(run(cached).wall_s)
    what = f"{ALL_FILES:,} real files, {ALL_FILES * REAL_CUES:,} cues (wall)"
    reach.row(what, f"{median(walls['cold']):.2f} s", "7 s")
    reach.row("the same again, times known", f"{median(walls['known']):.2f} s", "0.3 s")
    reach.row("the same again, times new", f"{median(walls['new']):.2f} s", "0.6 s")


def small_file(reach: Reach) -> None:
    """One small file, as installed, against yamllint; and what it imports."""
    bench = reach.bench
    one = bench.generated("one.srt", "--cues", "1")
    with open(bench.path("one.yml"), "w", encoding="utf-8") as text:
        text.write("---\nname: one\n")
    check = bench.installed("one", bench.check("one", one))
    yamllint = bench.case("yamllint", sys.executable, "-m", "yamllint", "one.yml")
    own, other = reach.measured(check, yamllint)
    reach.ratio("one small file, installed / yamllint", own, other, "0.6")
    command = [sys.executable, "-X", "importtime", *check.command[1:]]
    done = subprocess.run(
        command, cwd=bench.folder, env={**os.environ, **check.environment}, capture_output=True
    )
    names = [line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines() if b"|" in line]
    own_modules = sum(name.startswith(b"caption_qa_action") for name in names)
    reach.row("modules imported by it", f"{len(names) - 1}, {own_modules} of them ours", "120")


def memory(reach: Reach, huge: bool) -> None:
    """The peak memory of one large SRT."""
    bench = reach.bench
    sizes = {LARGE_CUES: "1,200 MB"}
    if huge:
        sizes[HUGE_CUES] = "no figure"
    for cues, aim in sizes.items():
        path = bench.generated(f"large-{cues}.srt", "--cues", str(cues), "--kind", "busy")
        sample: Sample = run(bench.check("large", path)._replace(timeout_s=3600))
        megabytes = os.path.getsize(path) // 1_000_000
        reach.row(f"peak memory, one SRT of {megabytes} MB", f"{sample.peak_mb or 0:,.0f} MB", aim)


def one_cue(reach: Reach) -> None:
    """Reports of one cue of 60 KB."""
    bench = reach.bench
    path = bench.path("one-cue.srt")
    with open(path, "w", encoding="utf-8") as text:
        text.write(
            f"1\n00:00:01,000 --> 00:00:05,000\n{'Words  of  one cue. ' * (ONE_CUE_BYTES // 20)}\n"
        )
    for format in ("json", "sarif"):
        (own,) = reach.measured(bench.case(format, *PYTHON, "check", "--format", format, path))
        reach.row(f"one cue of 60 KB as {format}", f"{own.median_s():.2f} s", "0.3 s")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    sections: dict[str, Callable[[Reach], None]] = {
        "file": one_file,
        "formats": other_formats,
        "real": real_files,
        "repository": whole_repository,
        "small": small_file,
        "cue": one_cue,
    }
    parser.add_argument("--only", action="append", choices=[*sections, "memory"])
    parser.add_argument("--rounds", type=int, default=7, help="counted runs of each case")
    parser.add_argument("--huge", action="store_true", help="check a file of 512 MB, too")
    parser.add_argument("--work", help="keep the generated files in this folder and use them again")
    arguments = parser.parse_args()
    folder = os.path.abspath(arguments.work or tempfile.mkdtemp(prefix="caption-qa-reach-"))
    os.makedirs(folder, exist_ok=True)
    reach = Reach(Bench(FULL, folder), arguments.rounds)
    names: Sequence[str] = arguments.only or [*sections, "memory"]
    try:
        for name in names:
            if name == "memory":
                memory(reach, arguments.huge)
            else:
                sections[name](reach)
    finally:
        if not arguments.work:
            shutil.rmtree(folder)
    table(("", "seen", "reach"), reach.rows)


if __name__ == "__main__":
    main()
