"""What a check finds, counted and written down as known: of `baseline`, and of `init` beside a configuration."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from caption_qa_action.cli._terminal import Progress, say
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport, Summary
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.pipeline import Job
    from caption_qa_action.triage.baseline import Baseline, Counts
    from caption_qa_action.workspace.discover import File

FILE = ".caption-qa-baseline.json"


def write_failing() -> int:
    """Write down what fails a check of everything, and nothing else; 2 when a file could not be checked."""
    from caption_qa_action import config
    from caption_qa_action.runs.jobs import find_files, jobs_of
    from caption_qa_action.triage.baseline import read_baseline

    configuration = config.load(config.Arguments())
    path = configuration.baseline or FILE
    known = read_baseline(path, may_be_missing=True)
    held = files_of_baselines(find_files(configuration), configuration, are_named=False)
    own = sorted(held.keys() - {path})
    if own:
        number = sum(len(held[each]) for each in own)
        say(
            f"{plural(number, 'file')} of folders with a baseline of their own left out: {_listed(own)}"
        )
    jobs = jobs_of(held.get(path, []), configuration)
    counting = Counting(configuration.fail_on)
    summary = count_findings(jobs, counting, processes=0, shows_progress=True)
    found = {known.name_of(name): counts for name, counts in counting.found.items()}
    write_known("write", known, found, {})
    return 2 if summary.unreadable else 0


def files_of_baselines(
    files: list[File], configuration: Configuration, *, are_named: bool
) -> dict[str, list[File]]:
    """The files that each baseline holds the findings of: the one in force for them, or a new one.

    A new one is beside the configuration of its files, or in the current folder. Where the current folder has a
    baseline, those of other configurations without one are left out, unless they `are_named`.
    """
    found: dict[str, list[File]] = {}
    without = []
    here = configuration.file_for("./")
    for file in files:
        path = configuration.baseline_for(file.path)
        own = configuration.file_for(file.path)
        if not path and own and own != here and configuration.baseline and not are_named:
            without.append(own[0])
            continue
        found.setdefault(path or new_baseline(own), []).append(file)
    if without:
        say(
            f"{plural(len(without), 'file')} left out, for which no baseline is in force: "
            f'write "baseline:" into {_listed(without)}'
        )
    return found


def new_baseline(configuration: tuple[str, str] | None) -> str:
    """The path of a baseline for the files of a configuration, of which the folder is given as well."""
    import os

    folder = os.path.relpath(configuration[1]) if configuration else os.curdir
    if folder.split(os.sep)[0] == os.pardir:  # it is in force here, and elsewhere
        folder = os.curdir
    return os.path.normpath(os.path.join(folder, FILE)).replace(os.sep, "/")


def _listed(names: list[str]) -> str:
    return ", ".join(map(printable, sorted(set(names))))


class Counting:
    """Counts what is found, as a reporter that writes only what could not be checked.

    With `fail_on` that is what fails a check alone, by what is in force in its folder.
    """

    def __init__(self, fail_on: FailOn | None = None) -> None:
        self.found: dict[str, Counts] = {}
        self._fail_on = fail_on
        self._presets: dict[str, str] = {}

    @property
    def is_of_all(self) -> bool:
        """Whether each finding is counted, whatever it is worth."""
        return self._fail_on is None

    def codes_of(self, job: Job) -> list[str]:
        """The rules that ran on a file."""
        settings = job.settings
        preset = self._presets.get(job.file.path, settings.preset)
        return [rule.code for rule in settings.judged_by(preset).rules]

    def part(self, file: FileReport) -> object:
        from caption_qa_action.triage.baseline import count

        if file.status == "unreadable":
            return f"{printable(file.path)}: not checked: {printable(file.reason)}\n"
        if file.document is None:
            return None
        counted = file.diagnostics
        if (fail_on := self._fail_on) is not None:
            fail_on = fail_on if file.gate is None else file.gate.fail_on
            if fail_on.max_warnings is not None:  # warnings fail it, too
                level = min(fail_on.level or Severity.WARNING, Severity.WARNING)
                fail_on = fail_on._replace(level=level)
            counted = tuple(each for each in counted if fail_on.hits(each.code, each.severity))
        return file.path, file.preset, count(file.document, counted, file.counted)

    def begin(self) -> str:
        return ""

    def add(self, part: object) -> str:
        if isinstance(part, str):
            return part
        if part is not None:
            path, preset, counts = cast("tuple[str, str, Counts]", part)
            self.found[path], self._presets[path] = counts, preset
        return ""

    def end(self, summary: Summary) -> str:
        return ""


def count_findings(
    jobs: list[Job], counting: Counting, *, processes: int, shows_progress: bool
) -> Summary:
    """Check files, and count what is found."""
    from caption_qa_action.runs.one_file import count_one
    from caption_qa_action.runs.plan import CheckPlan, execute

    plan = CheckPlan(jobs, processes=processes)
    if counting.is_of_all:
        plan = plan._replace(check=count_one)
    progress = Progress(len(jobs), sys.stderr, wanted=shows_progress)
    try:
        return execute(
            plan,
            [counting],
            lambda number, text: print(text, end="", file=sys.stderr),
            progress.show,
        )
    finally:
        progress.clear()


def write_known(
    action: str,
    known: Baseline,
    found: Mapping[str, Counts],
    ran: Mapping[str, list[str]],
    note: str = "",
) -> None:
    """Write down what is known after an action, and print how much that is, for a new one with a note."""
    from caption_qa_action.files.write import write_atomic
    from caption_qa_action.triage import baseline

    before = sum(map(baseline.total, known.files.values()))
    files = found
    if action != "write":
        files = baseline.updated(known, found, ran, adds=action == "update")
    after = sum(map(baseline.total, files.values()))
    write_atomic(known.path, baseline.dump(files), parents=True)
    named = sum(1 for counts in files.values() if counts)
    change = f", {before} before" if known.files or action != "write" else ""
    end = f"{change}{note if action == 'write' else ''}"
    print(f"{printable(known.path)}: {plural(after, 'finding')} in {plural(named, 'file')}{end}")
    gone = [name for name in known.files if name not in found and known.is_there(name)]
    if action == "write" and gone:
        say(
            f"{plural(len(gone), 'file')} of {printable(known.path)} not looked at: what was known of them is "
            "dropped (caption-qa baseline update PATHS keeps it)"
        )
