"""Findings that are known and not reported: written down once, and fewer from then on.

write   everything that is found becomes the baseline
update  the files that are checked get new entries, those of other files stay
prune   drop what is gone; nothing is added
show    what is in it, and how much of that is gone

PATHS and options are those of caption-qa check. The baseline is --baseline FILE, else the one of the
configuration, else .caption-qa-baseline.json. What comments or the configuration suppress is not in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from caption_qa_action.cli._check_arguments import add_arguments
from caption_qa_action.cli._check_request import load_configuration
from caption_qa_action.cli._terminal import Progress, say
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport, Summary
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.pipeline import Job
    from caption_qa_action.triage.baseline import Baseline, Counts
    from caption_qa_action.workspace.discover import File

SUMMARY = "keep a list of known findings, so that only new ones fail"
FILE = ".caption-qa-baseline.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments: what to do, and those of a check."""
    parser.usage = (
        "caption-qa baseline write|update|prune|show [--baseline FILE] [OPTIONS] [PATHS...]"
    )
    parser.add_argument("action", choices=("write", "update", "prune", "show"), help="what to do")
    add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check everything, and write down or show what is known; 2 when a file could not be checked."""
    from caption_qa_action.runs.jobs import find_files, jobs_of
    from caption_qa_action.triage.baseline import read_baseline

    configuration = load_configuration(arguments)
    _refuse_useless(arguments, configuration)
    path = arguments.baseline or configuration.baseline or FILE
    known = read_baseline(path, may_be_missing=arguments.action in ("write", "update"))
    files = find_files(
        configuration,
        arguments.paths,
        files_from=arguments.files_from or "",
        stdin_filename=arguments.stdin_filename or "",
        force_exclude=arguments.force_exclude,
        gitignore=not arguments.no_gitignore,
    )
    if not arguments.baseline:
        files = _of_baseline(files, configuration, path)
    jobs = jobs_of(files, configuration)
    for warning in configuration.warnings:
        say(f"warning: {warning}")
    counting = _Counting()
    summary = _run(jobs, counting, processes=arguments.jobs, shows_progress=not arguments.quiet)
    ran = {known.name_of(job.file.path): counting.codes_of(job) for job in jobs}
    found = {known.name_of(name): counts for name, counts in counting.found.items()}
    if arguments.action == "show":
        _show(known, found, ran)
    else:
        _write(arguments.action, known, found, ran)
    return 2 if summary.unreadable else 0


def _of_baseline(files: list[File], configuration: Configuration, path: str) -> list[File]:
    """The files whose known findings are in a baseline, and not in that of a folder; what is left is named."""
    others = {file.path: configuration.baseline_for(file.path) for file in files}
    names = sorted({name for name in others.values() if name and name != path})
    if names:
        number = sum(name in names for name in others.values())
        say(
            f"{plural(number, 'file')} of folders with a baseline of their own left out: "
            f"{', '.join(map(printable, names))}; run it there"
        )
    return [file for file in files if others[file.path] not in names]


def write_failing() -> int:
    """Write down what fails a check of everything, and nothing else; 2 when a file could not be checked."""
    from caption_qa_action import config
    from caption_qa_action.runs.jobs import find_files, jobs_of
    from caption_qa_action.triage.baseline import read_baseline

    configuration = config.load(config.Arguments())
    path = configuration.baseline or FILE
    known = read_baseline(path, may_be_missing=True)
    jobs = jobs_of(_of_baseline(find_files(configuration), configuration, path), configuration)
    counting = _Counting(configuration.fail_on)
    summary = _run(jobs, counting, processes=0, shows_progress=True)
    found = {known.name_of(name): counts for name, counts in counting.found.items()}
    _write("write", known, found, {})
    return 2 if summary.unreadable else 0


def _refuse_useless(arguments: argparse.Namespace, configuration: Configuration) -> None:
    """Raise UsageError for options of a check that a baseline is not made with."""
    for name in ("changed_since", "staged", "changed_cues", "config_from", "fix", "diff", "format"):
        if getattr(arguments, name):
            raise UsageError(f"--{name.replace('_', '-')} has no use with baseline")
    if configuration.engine.name != "bundled":
        raise UsageError("a baseline is made by the bundled engine; pass --engine bundled")


class _Counting:
    """Counts what is found, as a reporter that writes only what could not be checked.

    With `fail_on` that is what fails a check alone, by what is in force in its folder.
    """

    def __init__(self, fail_on: FailOn | None = None) -> None:
        self.found: dict[str, Counts] = {}
        self._fail_on = fail_on
        self._presets: dict[str, str] = {}

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
        return file.path, file.preset, count(file.document, counted)

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


def _run(jobs: list[Job], counting: _Counting, *, processes: int, shows_progress: bool) -> Summary:
    from caption_qa_action.runs.plan import CheckPlan, execute

    progress = Progress(len(jobs), sys.stderr, wanted=shows_progress)
    try:
        return execute(
            CheckPlan(jobs, processes=processes),
            [counting],
            lambda number, text: print(text, end="", file=sys.stderr),
            progress.show,
        )
    finally:
        progress.clear()


def _write(
    action: str, known: Baseline, found: Mapping[str, Counts], ran: Mapping[str, list[str]]
) -> None:
    from caption_qa_action.files.write import write_atomic
    from caption_qa_action.triage import baseline

    before = sum(map(baseline.total, known.files.values()))
    files = found
    if action != "write":
        files = baseline.updated(known, found, ran, adds=action == "update")
    after = sum(map(baseline.total, files.values()))
    write_atomic(known.path, baseline.dump(files), parents=True)
    named = sum(1 for counts in files.values() if counts)
    change = f", {before} before" if action != "write" else ""
    print(f"{printable(known.path)}: {plural(after, 'finding')} in {plural(named, 'file')}{change}")


def _show(known: Baseline, found: Mapping[str, Counts], ran: Mapping[str, list[str]]) -> None:
    from caption_qa_action.triage import baseline

    total = gone = 0
    for name, counts in sorted(known.files.items()):
        total += baseline.total(counts)
        if name in found:
            left: Counts = baseline.without_stale(counts, found[name], ran[name])
        else:
            left = counts if known.is_there(name) else {}
        for code, marks in sorted(counts.items()):
            number = sum(marks.values())
            stale = number - sum(left.get(code, {}).values())
            gone += stale
            about = f", {stale} of them gone" if stale else ""
            print(printable(f"{name}: {number} {code}{about}"))
    end = f", {gone} of them gone (caption-qa baseline prune drops them)" if gone else ""
    print(
        f"{printable(known.path)}: {plural(total, 'finding')} in {plural(len(known.files), 'file')}{end}"
    )
