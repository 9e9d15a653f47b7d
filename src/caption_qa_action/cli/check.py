"""Check caption files: find every defect, say where it stands and why it matters.

Without PATHS, every caption file below the current folder is checked. Files that git ignores are left out, as are
those outside of a repository that a .gitignore names.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from caption_qa_action.cli._check_arguments import add_arguments
from caption_qa_action.cli._check_request import check_request, load_configuration
from caption_qa_action.cli._report_options import report_options, usual_format
from caption_qa_action.cli._terminal import Progress, say
from caption_qa_action.core.annotations import TYPE_CHECKING, TextIO
from caption_qa_action.core.text import plural

if TYPE_CHECKING:
    from caption_qa_action.cli._outputs import Output
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import Summary
    from caption_qa_action.reporters import Options
    from caption_qa_action.runs.kept_outcomes import KeptOutcomes
    from caption_qa_action.runs.plan import CheckPlan, CheckRequest
    from caption_qa_action.workspace.discover import File
    from caption_qa_action.workspace.passed_over import PassedOver

SUMMARY = "check caption files"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of a check."""
    parser.usage = "caption-qa check [OPTIONS] [PATHS...]"
    add_arguments(parser)
    parser.add_argument(
        "--watch",
        action="store_true",
        help="check again what changes, until it is ended (needs the package watchfiles)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Check and report; the exit code is the verdict."""
    if arguments.watch:
        from caption_qa_action.cli._watch import watch

        return watch(arguments, _check)
    return _check(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from caption_qa_action.runs.plan import build_plan

    if arguments.fix_only:
        arguments.fix = True
        arguments.fail_on, arguments.max_warnings = ["never"], None  # what is left fails nothing

    with ExitStack() as stack:
        configuration = load_configuration(arguments, stack)
        request = check_request(arguments)
        plan = build_plan(request, configuration, stack, say)
        for warning in configuration.warnings:
            say(f"warning: {warning}")
        for path in () if arguments.quiet else configuration.without_preset:
            say(
                f"{path} chooses no preset: each file is judged by its own format (before, that was "
                "preset: youtube; preset: none says that it is meant so)"
            )
        for path, above in () if arguments.quiet else configuration.without_verdict:
            say(
                f"{path} sets neither fail-on, max-warnings nor baseline: those of {above} are not in force for "
                "its files (extend takes them over; fail-on: error says that it is meant so)"
            )
        if plan.passed_over is not None and not arguments.quiet:
            is_whole = arguments.verbose or arguments.show_files or arguments.show_settings
            if is_whole:
                _count_other_names(plan.passed_over, request, configuration)
            for line in plan.passed_over.lines("checked", is_whole=is_whole):
                say(line)
        if arguments.show_files:
            return _show_files(plan.files)
        if arguments.show_settings:
            from caption_qa_action.cli._settings_shown import show_settings

            show_settings(configuration, plan.files)
            return 0
        if not plan.found and not plan.jobs:
            say("warning: no caption files found")
        plan.prepare()
        summary = _execute(arguments, plan)
    return _exit_code(arguments, summary)


def _count_other_names(
    passed_over: PassedOver, request: CheckRequest, configuration: Configuration
) -> None:
    from caption_qa_action.runs.jobs import count_other_names

    left = count_other_names(passed_over, configuration, request.paths, gitignore=request.gitignore)
    if left:
        say(left)


def _show_files(files: Sequence[File]) -> int:
    """Print what would be checked."""
    for file in files:
        if file.skip_reason:
            say(f"skipped: {file.path}: {file.skip_reason}")
        else:
            print(file.path)
    return 0


def _execute(arguments: argparse.Namespace, plan: CheckPlan) -> Summary:
    """Check or mend every file and write the reports; the sums.

    Where standard input is mended, the result goes to standard output, whatever happens: an editor
    replaces its buffer with it.
    """
    if plan.stream is None:
        return _write_reports(arguments, plan)
    from caption_qa_action.cli._results import write_result

    try:
        return _write_reports(arguments, plan)
    finally:
        write_result(plan.stream.data, "")


def _write_reports(arguments: argparse.Namespace, plan: CheckPlan) -> Summary:
    from caption_qa_action.cli._outputs import finish
    from caption_qa_action.runs.plan import execute

    stream = sys.stderr if plan.stream else None
    asked = arguments
    if arguments.changed_since is not None and not plan.is_narrowed:
        # It is not known what has changed: the command that mends is not narrowed either.
        asked = argparse.Namespace(**{**vars(arguments), "changed_since": None})
    options = report_options(asked, plan.fail_on, stream or sys.stdout, plan.shard)
    outputs = _outputs(arguments, plan, options, stream)
    doing = "mending" if arguments.fix else "checking"
    progress = Progress(len(plan.jobs), sys.stderr, wanted=not arguments.quiet, doing=doing)

    def write(number: int, text: str) -> None:
        if text:
            progress.clear()
        outputs[number].write(text)

    try:
        summary = execute(
            plan,
            [output.reporter for output in outputs],
            write,
            progress.show,
            _kept(arguments, plan, options),
        )
        progress.clear()
        finish(outputs, summary)
    finally:
        progress.clear()
        for output in outputs:
            output.abandon()
    for notice in summary.notices:
        if notice not in plan.notices:
            say(f"warning: {notice}")
    if summary.refused and not arguments.show_fixes:
        where = plural(summary.refused, "file")
        say(f"fixes that would do harm were left out in {where}; --show-fixes names their rules")
    return summary


def _kept(arguments: argparse.Namespace, plan: CheckPlan, options: Options) -> KeptOutcomes | None:
    """What earlier checks of this kind came to."""
    if arguments.no_cache:
        return None
    from caption_qa_action.reporters import Blob

    # What a report holds of a file depends on neither the commit nor the part of a run that it is in.
    described = options._replace(why=None, rules=None, blob=Blob(), run=None, fix_command=None)
    return plan.kept((arguments.format or [usual_format()], described))


def _outputs(
    arguments: argparse.Namespace, plan: CheckPlan, options: Options, stream: TextIO | None
) -> list[Output]:
    """Where the reports go: to standard output, unless that is for a mended standard input."""
    from caption_qa_action.cli._outputs import Output, open_outputs

    if arguments.diff:
        from caption_qa_action.cli._mended import MendedReporter, diff_of

        reports = [item for item in arguments.format or () if "=" in item]
        return [Output(MendedReporter(diff_of)), *open_outputs(reports, options, plan.files)]
    if arguments.fix_only:
        from caption_qa_action.cli._mended import FixesReporter

        reports = [item for item in arguments.format or () if "=" in item]
        listed = Output(FixesReporter(options), stream=stream)
        return [listed, *open_outputs(reports, options, plan.files)]
    outputs = open_outputs(arguments.format or [usual_format()], options, plan.files, stream)
    if arguments.show_fixes:
        from caption_qa_action.cli._mended import MendedReporter, fixes_of

        outputs.append(Output(MendedReporter(fixes_of), stream=sys.stderr))
    return outputs


def _exit_code(arguments: argparse.Namespace, summary: Summary) -> int:
    if arguments.diff:
        return 2 if summary.unreadable else int(summary.proposed > 0)
    code = summary.exit_code
    if code == 1 and arguments.exit_zero:
        code = 0
    if code == 0 and arguments.exit_non_zero_on_fix and summary.fixed:
        return 1
    return code
