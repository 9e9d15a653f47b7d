"""What every measurement shares: where its files are, its commands, its budgets, what was found."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from typing import NamedTuple

from measure import Case, Series, interleave, run
from show import Budget

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(os.path.dirname(HERE), "src")
WORK = os.path.join(HERE, "work.py")
GENERATE = os.path.join(HERE, "generate.py")
# Linters of captions that are no packages of Python, with what they are called with before the file.
PROGRAMS = {"srt": ("seconv", "lint"), "vtt": ("vttlint",)}


class Plan(NamedTuple):
    """How much is measured."""

    cues: int
    tree_files: int
    tree_cues: int
    rounds: int
    tree_rounds: int


FULL = Plan(100_000, 2_000, 400, 5, 3)
QUICK = Plan(20_000, 200, 400, 2, 1)


class Bench:
    """One run of the benchmarks: where the files are, what was found."""

    def __init__(self, plan: Plan, folder: str) -> None:
        self.plan = plan
        self.folder = folder
        self.environment = {
            "PYTHONPATH": SOURCE,
            "CAPTION_QA_CACHE_DIR": os.path.join(folder, "cache"),
            # What is measured is a check, not what was kept of the last round.
            "CAPTION_QA_NO_CACHE": "findings",
            "NO_COLOR": "1",
            # An installed program has its bytecode; empty means unset.
            "PYTHONDONTWRITEBYTECODE": "",
        }
        self.budgets: list[Budget] = []
        self.results: dict[str, object] = {}

    def say(self, line: str = "") -> None:
        print(line, flush=True)

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def generated(self, name: str, *arguments: str) -> str:
        """A generated file or tree; made in another process, so that this one stays small."""
        path = self.path(name)
        if not os.path.exists(path):
            run(self.case("generate", sys.executable, GENERATE, path, *arguments))
        return path

    def case(self, name: str, *command: str, cues: int = 0, reports: bool = False) -> Case:
        return Case(name, command, self.folder, cues, reports, self.environment)

    def check(self, name: str, *arguments: str, cues: int = 0) -> Case:
        """The linter as a user runs it."""
        command = (sys.executable, "-m", "caption_qa_action", "check", "--format", "concise")
        return self.case(name, *command, *arguments, cues=cues)

    def installed(self, name: str, case: Case) -> Case:
        """The same with a package that has a bundle, as a wheel installs it."""
        folder = self.path("installed")
        if not os.path.exists(folder):
            package = shutil.copytree(
                os.path.join(SOURCE, "caption_qa_action"),
                os.path.join(folder, "caption_qa_action"),
                ignore=shutil.ignore_patterns("__pycache__"),
            )
            make = os.path.join(package, "make_bundle.py")
            run(self.case("bundle", sys.executable, "-I", make, os.path.join(package, "bundle")))
        return case._replace(name=name, environment={**case.environment, "PYTHONPATH": folder})

    def cached(self, name: str, case: Case) -> Case:
        """The same where everything is known from the round before, which is that which is not counted."""
        return case._replace(name=name, environment={**case.environment, "CAPTION_QA_NO_CACHE": ""})

    def parse(self, reader: str, path: str, cues: int) -> Case:
        suffix = os.path.splitext(path)[1] or ".srt"
        one = self.generated(f"one{suffix}", "--cues", "1")
        command = (sys.executable, WORK, "parse", reader, one, path)
        return self.case(f"parse: {reader}", *command, cues=cues, reports=True)

    def other_linter(self, format: str, path: str, cues: int) -> list[Case]:
        """The linter that others have for a format, where it is installed."""
        command = PROGRAMS.get(format, ())
        if not command:
            return []
        program = shutil.which(command[0])
        if program is None:
            self.say(f"  {command[0]}: not installed here, left out")
            return []
        return [self.case(" ".join(command), program, *command[1:], path, cues=cues)]

    def measure(self, section: str, cases: Sequence[Case], rounds: int) -> dict[str, Series]:
        series = interleave(cases, rounds, lambda line: self.say(f"  {line}"))
        self.results[section] = {
            name: [sample._asdict() for sample in one.samples] for name, one in series.items()
        }
        return series

    def budget(
        self,
        what: str,
        limit: float,
        own: Series | None,
        other: Series | None,
        *,
        inside: bool = False,
        at_least: bool = False,
    ) -> None:
        """Compare the ratio of two cases with a budget, where both were measured.

        With `at_least` it is the ratio of the speeds, not of the times.
        """
        if own and other:
            ratio = own.ratio(other, inside=inside)
            self.budgets.append(
                Budget(what, limit, 1 / ratio if at_least else ratio, "x", at_least)
            )

    def budget_of(
        self, what: str, limit: float, seen: float | None, unit: str, *, at_least: bool = False
    ) -> None:
        """Compare a figure with a budget, where it is known."""
        if seen is not None:
            self.budgets.append(Budget(what, limit, seen, unit, at_least))
