"""Make one caption file ready for a platform: the local twin of `POST /api/v1/process`.

Without --fix-profile the captions are written as the platform's rules ask for and no further; with one
they are also mended for reading. They go to standard output, or with -o into a file, which appears
whole or not at all; what was done is reported on standard error. With --json the whole reply goes to
standard output: the report and both outputs.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._plugins import add_plugin_argument
from caption_qa_action.cli._results import require_free, write_result
from caption_qa_action.cli._terminal import Progress, print_beside
from caption_qa_action.core.errors import UsageError

if TYPE_CHECKING:
    from caption_qa_action.delivery.process import Delivery
    from caption_qa_action.pipeline import Job
    from caption_qa_action.workspace.discover import File

SUMMARY = "make a caption file ready for a platform"
_CODES = {"ready": 0, "will_adapt": 0, "needs_attention": 1, "failed": 2}


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of a delivery."""
    parser.usage = "caption-qa process FILE [--preset NAME] [--fix-profile PROFILE] [OPTIONS]"
    parser.epilog = (
        "exit codes: 0 delivered; 1 delivered, and something is left to mend; 2 nothing delivered"
    )
    add = parser.add_argument
    add("file", metavar="FILE", help="the captions; - is standard input")
    add("--preset", metavar="NAME", help="the platform (default: configured, else youtube)")
    add(
        "--fix-profile",
        metavar="PROFILE",
        help="warn-only (the default), layout-preserve-breaks, auto-split-sentences or auto-split-cps",
    )
    add("-o", "--output", metavar="FILE", help="write the captions here; - is standard output")
    add("--force", action="store_true", help="replace a file that exists, the input too")
    add("--json", action="store_true", help="the whole reply as JSON on standard output")
    add("-q", "--quiet", action="store_true", help="say only what failed")
    add("--language", metavar="TAG", help="the language of the captions")
    add("--encoding", metavar="NAME", help="the encoding of a file that is not Unicode")
    add(
        "--input-format",
        metavar="FORMAT",
        help="the format that the file is in (default: by content, then by name)",
    )
    add(
        "--kind",
        metavar="KIND",
        help="what the file is for: captions, subtitles, descriptions, chapters or metadata",
    )
    add("--stdin-filename", metavar="NAME", help="the name of standard input, whose suffix counts")
    add("--config", metavar="FILE", help="use this configuration")
    add("--isolated", action="store_true", help="read no configuration")
    add_plugin_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Process and write; the exit code is the status of what was delivered."""
    from caption_qa_action.delivery.profiles import WARN_ONLY
    from caption_qa_action.runs.one_file import in_time, process_one

    file, output = _input(arguments), arguments.output or ""
    _require_room(arguments, file, output)
    job = _job(arguments, file)
    progress = Progress(1, sys.stderr, wanted=not arguments.quiet, doing="processing", at_once=True)
    try:
        delivery = in_time(job, lambda: process_one(job, arguments.fix_profile or WARN_ONLY))
    finally:
        progress.clear()
    aided = arguments.fix_profile is not None
    status = delivery.aided_status if aided else delivery.delivery_status
    text = delivery.aided_output if aided else delivery.output
    if status != "failed" and (output or not arguments.json):
        write_result(text.encode(), output)
    if arguments.json:
        from caption_qa_action.cli._json import print_json
        from caption_qa_action.delivery.process import record

        print_json(record(delivery))
    if not arguments.quiet or status == "failed":
        _say(file.path, delivery, aided=aided)
    return _CODES[status]


def _input(arguments: argparse.Namespace) -> File:
    from caption_qa_action.workspace.discover import STDIN, File

    if arguments.file == "-":
        return File(arguments.stdin_filename or STDIN, "")
    return File(arguments.file.replace(os.sep, "/"), arguments.file)


def _require_room(arguments: argparse.Namespace, file: File, output: str) -> None:
    """Raise UsageError where the captions cannot go where they should."""
    if output not in ("", "-"):
        require_free(output, file.location, force=arguments.force)
    if arguments.json and output == "-":
        raise UsageError("--json and the captions would both go to standard output; pass -o FILE")


def _job(arguments: argparse.Namespace, file: File) -> Job:
    """The file and what is in force for it; warnings of its configuration go to standard error."""
    from caption_qa_action import config
    from caption_qa_action.runs.jobs import jobs_of

    configuration = config.load(
        config.Arguments(
            preset=arguments.preset,
            language=arguments.language,
            encoding=arguments.encoding,
            input_format=arguments.input_format,
            kind=arguments.kind,
            allow_plugins=tuple(arguments.allow_plugin or ()),
            checked=(file.location,) if file.location else (),
        ),
        config=arguments.config,
        isolated=arguments.isolated,
    )
    (job,) = jobs_of([file], configuration)
    for warning in configuration.warnings:
        print_beside(f"caption-qa process: warning: {warning}")
    return job


def _say(path: str, delivery: Delivery, *, aided: bool) -> None:
    """What was found and done, on standard error."""
    shown = [f"{path}: {delivery.report.summary}; score {delivery.report.score}"]
    if aided and delivery.aided_status == "needs_attention":
        shown[0] += "; the captions written still need attention"
    shown += [
        f"  {fix.code}: {fix.message}" for fix in delivery.report.fixes if aided or not fix.aided
    ]
    for line in shown:
        print_beside(line)
