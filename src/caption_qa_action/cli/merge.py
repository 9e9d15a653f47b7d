"""Join the JSON reports of the parts of a run into one verdict, summary and report.

Each part is written by caption-qa check --shard I/N --format json=PATH. All parts must be there, of one
version and with the same settings; the exit code is that of the whole run.
"""

from __future__ import annotations

import argparse
import sys

from caption_qa_action.cli._check_arguments import add_output
from caption_qa_action.cli._report_options import report_options, usual_format

SUMMARY = "join the reports of the parts of a run"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of a merge."""
    parser.usage = "caption-qa merge [OPTIONS] REPORT..."
    parser.add_argument(
        "reports", metavar="REPORT", nargs="+", help="the JSON reports of all parts of a run"
    )
    parser.add_argument(
        "--exit-zero",
        action="store_true",
        help="exit 0 whatever was found; 2 still when a file could not be checked",
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Read all parts and write the reports; the exit code is the verdict."""
    from caption_qa_action.cli._outputs import open_outputs
    from caption_qa_action.core.report import Summary
    from caption_qa_action.runs.shard_reports import notices_of, read_parts

    parts = read_parts(arguments.reports)
    fail_on = parts[0].fail_on()
    files = sorted((file for part in parts for file in part.reports()), key=lambda file: file.path)
    summary = Summary(fail_on, require_files=parts[0].run.requireFiles)
    summary.notices = notices_of(parts)
    options = report_options(arguments, fail_on, sys.stdout)
    outputs = open_outputs(arguments.format or [usual_format()], options)
    try:
        for output in outputs:
            output.write(output.reporter.begin())
        for file in files:
            summary.add(file)
            for output in outputs:
                output.write(output.reporter.add(output.reporter.part(file)))
        for output in outputs:
            output.write(output.reporter.end(summary))
            output.finish()
    finally:
        for output in outputs:
            output.abandon()
    code = summary.exit_code
    return 0 if arguments.exit_zero and code == 1 else code
