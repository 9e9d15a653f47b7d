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
from collections.abc import Mapping
from typing import TYPE_CHECKING

from caption_qa_action.cli._check_arguments import add_arguments
from caption_qa_action.cli._check_request import load_configuration
from caption_qa_action.cli._known_findings import (
    FILE,
    Counting,
    count_findings,
    files_of_baseline,
    write_known,
)
from caption_qa_action.cli._terminal import say
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.triage.baseline import Baseline, Counts

SUMMARY = "keep a list of known findings, so that only new ones fail"


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
        files = files_of_baseline(files, configuration, path)
    jobs = jobs_of(files, configuration)
    for warning in configuration.warnings:
        say(f"warning: {warning}")
    counting = Counting()
    summary = count_findings(
        jobs, counting, processes=arguments.jobs, shows_progress=not arguments.quiet
    )
    ran = {known.name_of(job.file.path): counting.codes_of(job) for job in jobs}
    found = {known.name_of(name): counts for name, counts in counting.found.items()}
    if arguments.action == "show":
        _show(known, found, ran)
    else:
        write_known(arguments.action, known, found, ran)
        if not (arguments.baseline or configuration.baseline):
            say(f"not in force until {_line_for(path, configuration)}")
    return 2 if summary.unreadable else 0


def _line_for(path: str, configuration: Configuration) -> str:
    """What names a baseline for the current folder: the configuration that is in force there, and its line."""
    import os

    from caption_qa_action.config import FILE_NAMES

    file, folder = configuration.file_for(".") or (FILE_NAMES[0], ".")
    name = os.path.relpath(path, folder).replace(os.sep, "/")
    if file.endswith(".toml"):
        import json

        return printable(f"[tool.caption-qa] of {file} has the line: baseline = {json.dumps(name)}")
    from caption_qa_action.cli._init_text import scalar

    return printable(f"{file} has the line: baseline: {scalar(name)}")


def _refuse_useless(arguments: argparse.Namespace, configuration: Configuration) -> None:
    """Raise UsageError for options of a check that a baseline is not made with."""
    for name in ("changed_since", "staged", "changed_cues", "config_from", "fix", "diff", "format"):
        if getattr(arguments, name):
            raise UsageError(f"--{name.replace('_', '-')} has no use with baseline")
    if configuration.engine.name != "bundled":
        raise UsageError("a baseline is made by the bundled engine; pass --engine bundled")


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
