"""Check caption files: find every defect, say where it stands and why it matters.

Without PATHS, every caption file below the current folder is checked. In a git work tree, files that
git ignores are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, TextIO

from caption_qa_action.cli._check_arguments import add_arguments
from caption_qa_action.cli._checking import find_files, jobs_of, load_configuration, load_known
from caption_qa_action.cli._report_options import report_options, usual_format
from caption_qa_action.cli._terminal import Progress, say
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural

if TYPE_CHECKING:
    from caption_qa_action.cli._engine import Engine
    from caption_qa_action.cli._outputs import Output
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport, Summary
    from caption_qa_action.core.settings import FailOn
    from caption_qa_action.fixing import Mending
    from caption_qa_action.pipeline import Check, Job
    from caption_qa_action.workspace.discover import File
    from caption_qa_action.workspace.shards import Shard

SUMMARY = "check caption files"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of a check."""
    parser.usage = "caption-qa check [OPTIONS] [PATHS...]"
    add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and tell by the exit code."""
    configuration = load_configuration(arguments)
    wanted = False
    if arguments.changed_since is not None or arguments.staged or arguments.changed_cues:
        from caption_qa_action.workspace import changed_filter

        wanted = changed_filter.is_wanted(arguments)
    with ExitStack() as stack:
        return _run(arguments, configuration, stack, wanted=wanted)


def _run(
    arguments: argparse.Namespace,
    configuration: Configuration,
    stack: ExitStack,
    *,
    wanted: bool,
) -> int:
    """Check, with what is wanted narrowed to what has changed; the exit code."""
    files = find_files(arguments, configuration)
    wrong = UsageError if arguments.baseline else configuration.baseline_error
    arguments.baseline = arguments.baseline or configuration.baseline
    known = load_known(arguments.baseline, wrong=wrong)
    jobs = jobs_of(files, configuration, known)
    engine = _engine(arguments, configuration, stack)
    check = engine.check if engine else None
    is_fulfilled = bool(files)
    if wanted:
        files, check = _narrow(arguments, files, configuration, stack, check)
        jobs = jobs_of(files, configuration, known)
    shard = None
    if arguments.shard:
        from caption_qa_action.workspace.shards import shard_of

        suppressions = configuration.suppressions() if _is_whole(arguments) else ()
        shard, jobs = shard_of(arguments, jobs, configuration.fail_on, suppressions)
        files = [job.file for job in jobs]
    for warning in configuration.warnings:
        say(f"warning: {warning}")
    if arguments.show_files:
        for file in files:
            say(f"skipped: {file.path}: {file.skip_reason}") if file.skip_reason else print(
                file.path
            )
        return 0
    if arguments.show_settings:
        from caption_qa_action.cli._settings_shown import show_settings

        show_settings(configuration, files)
        return 0
    if not is_fulfilled and not files:
        say("warning: no caption files found")
    if engine:
        engine.prepare(jobs)
    mending = _mending(arguments)
    if mending is not None and mending.write and any(not file.location for file in files):
        summary = _mend_standard_input(arguments, configuration, jobs, mending)
    else:
        check = check if mending is None else mending.check
        # With nothing changed there is nothing to check, and that is right.
        required = arguments.require_files and not (is_fulfilled and not files)
        summary = _report(
            arguments, configuration, jobs, check, required=required, engine=engine, shard=shard
        )
    if arguments.diff:
        return 2 if summary.unreadable else int(summary.fixed > 0)
    code = summary.exit_code
    if code == 0 and arguments.exit_non_zero_on_fix and summary.fixed:
        return 1
    return 0 if arguments.exit_zero and code == 1 else code


def _narrow(
    arguments: argparse.Namespace,
    files: list[File],
    configuration: Configuration,
    stack: ExitStack,
    check: Check | None,
) -> tuple[list[File], Check | None]:
    """The files that have changed, and how they are checked; None for the usual way."""
    from caption_qa_action.pipeline import check_file
    from caption_qa_action.workspace.changed_filter import ChangedCues, Staged, narrow

    narrowed = narrow(arguments, files, configuration, stack)
    if narrowed.warning:
        say(f"warning: {narrowed.warning}")
    if narrowed.note:
        say(narrowed.note)
    before = narrowed.before
    if before is not None:
        check = ChangedCues(check or check_file, before, narrowed.siblings).report
    if narrowed.beside:
        check = Staged(check or check_file, narrowed.beside).report
    return narrowed.files, check


def _engine(
    arguments: argparse.Namespace, configuration: Configuration, stack: ExitStack
) -> Engine | None:
    """The engine that is not in this package; None for the bundled one."""
    if configuration.engine.name == "bundled" or arguments.show_files or arguments.show_settings:
        return None
    from caption_qa_action.cli._engine import remote_engine

    return remote_engine(arguments, configuration, stack, say)


def _report(
    arguments: argparse.Namespace,
    configuration: Configuration,
    jobs: Sequence[Job],
    check: Check | None,
    *,
    reports: TextIO | None = None,
    required: bool | None = None,
    engine: Engine | None = None,
    shard: Shard | None = None,
) -> Summary:
    """Check or mend every file and write the reports, to standard output unless given; the sums."""
    from caption_qa_action.pipeline import check_file
    from caption_qa_action.pipeline import run as run_pipeline

    outputs = _outputs(arguments, configuration.fail_on, [job.file for job in jobs], reports, shard)
    progress = Progress(len(jobs), sys.stderr, wanted=not arguments.quiet)
    try:
        summary = run_pipeline(
            jobs,
            [output.reporter for output in outputs],
            configuration.fail_on,
            lambda number, text: outputs[number].write(text),
            processes=arguments.jobs,
            require_files=arguments.require_files if required is None else required,
            progress=progress.show,
            check=partial(
                _check,
                check=check or check_file,
                fail_on=configuration.fail_on,
                each=arguments.verbose,
            ),
            threads=engine.threads if engine else 0,
            notices=engine.notices if engine else (),
            # Of a part of a run, merge knows.
            suppressions=configuration.suppressions()
            if shard is None and _is_whole(arguments)
            else (),
        )
        progress.clear()
        for output in outputs:
            output.finish()
    finally:
        progress.clear()
        for output in outputs:
            output.abandon()
    for notice in summary.notices:
        if engine is None or notice not in engine.notices:
            say(f"warning: {notice}")
    if summary.refused and not arguments.show_fixes:
        where = plural(summary.refused, "file")
        say(f"fixes that would do harm were left out in {where}; --show-fixes names their rules")
    return summary


def _check(job: Job, *, check: Check, fail_on: FailOn, each: bool) -> FileReport:
    """The report on a file; unless `each` is wanted, suggestions that repeat are told once."""
    report = check(job)
    if each or not report.diagnostics:
        return report
    from caption_qa_action.triage.repeated_suggestions import collapse_repeated_suggestions

    told = collapse_repeated_suggestions(report.diagnostics, report.cues, job.settings, fail_on)
    return report._replace(diagnostics=told)


def _is_whole(arguments: argparse.Namespace) -> bool:
    """Whether every file and rule is asked, so that what has done nothing has nothing to do."""
    narrower = (
        "paths",
        "files_from",
        "changed_since",
        "staged",
        "select",
        "ignore",
        "exclude",
        "extend_exclude",
        "fix",
        "diff",
    )
    return not any(getattr(arguments, name) for name in narrower)


def _mending(arguments: argparse.Namespace) -> Mending | None:
    """How files are to be mended; None when they are only checked."""
    if arguments.fix and arguments.diff:
        raise UsageError("--diff changes nothing, --fix does; choose one")
    if not (arguments.fix or arguments.diff):
        for name in ("unsafe_fixes", "show_fixes", "exit_non_zero_on_fix"):
            if getattr(arguments, name):
                raise UsageError(f"--{name.replace('_', '-')} needs --fix or --diff")
        return None
    from caption_qa_action.fixing import Mending

    return Mending(arguments.unsafe_fixes, write=arguments.fix, diff=arguments.diff)


def _mend_standard_input(
    arguments: argparse.Namespace,
    configuration: Configuration,
    jobs: Sequence[Job],
    mending: Mending,
) -> Summary:
    """Write what standard input comes to on standard output, and what is left on standard error.

    Whatever happens, the text comes out: an editor replaces its buffer with it.
    """
    from caption_qa_action.cli._results import write_result
    from caption_qa_action.fixing import StreamMending

    if len(jobs) > 1:
        raise UsageError("standard input is mended alone: give no other paths")
    stream = StreamMending(mending)
    try:
        return _report(arguments, configuration, jobs, stream.check, reports=sys.stderr)
    finally:
        write_result(stream.data, "")


def _outputs(
    arguments: argparse.Namespace,
    fail_on: FailOn,
    files: Sequence[File],
    stream: TextIO | None,
    shard: Shard | None,
) -> list[Output]:
    from caption_qa_action.cli._outputs import Output, open_outputs

    options = report_options(arguments, fail_on, stream or sys.stdout, shard)
    if arguments.diff:
        from caption_qa_action.cli._mended import MendedReporter, diff_of

        reports = [item for item in arguments.format or () if "=" in item]
        return [Output(MendedReporter(diff_of)), *open_outputs(reports, options, files)]
    outputs = open_outputs(arguments.format or [usual_format()], options, files, stream)
    if arguments.show_fixes:
        from caption_qa_action.cli._mended import MendedReporter, fixes_of

        outputs.append(Output(MendedReporter(fixes_of), stream=sys.stderr))
    return outputs
