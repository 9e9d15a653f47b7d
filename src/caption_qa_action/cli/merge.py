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
    from caption_qa_action.cli._outputs import finish, open_outputs
    from caption_qa_action.runs.merge import merge
    from caption_qa_action.runs.shard_reports import read_parts

    parts = read_parts(arguments.reports)
    options = report_options(arguments, parts[0].fail_on(), sys.stdout)
    outputs = open_outputs(arguments.format or [usual_format()], options)
    try:
        summary = merge(
            parts,
            [output.reporter for output in outputs],
            lambda number, text: outputs[number].write(text),
        )
        finish(outputs, summary)
    finally:
        for output in outputs:
            output.abandon()
    code = summary.exit_code
    return 0 if arguments.exit_zero and code == 1 else code
