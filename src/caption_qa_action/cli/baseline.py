"""Findings that are known and not reported: written down once, and fewer from then on.

write   everything that is found becomes the baseline
update  the files that are checked get new entries, those of other files stay
prune   drop what is gone; nothing is added
show    what is in it, and how much of that is gone

PATHS are those of caption-qa check; show lists what is known of them. The baseline is --baseline FILE, else for each
file the one that its configuration names, else .caption-qa-baseline.json beside that configuration, or in the current
folder. What comments or the configuration suppress is not in it.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from caption_qa_action.cli._check_arguments import add_arguments
from caption_qa_action.cli._check_request import load_configuration
from caption_qa_action.cli._known_findings import (
    FILE,
    Counting,
    count_findings,
    files_of_baselines,
    write_known,
)
from caption_qa_action.cli._terminal import say
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.triage.baseline import Baseline, Counts
    from caption_qa_action.workspace.discover import File

SUMMARY = "keep a list of known findings, so that only new ones fail"
# Options of a check that decide nothing about what is found in which files.
_OF_A_CHECK = frozenset(
    ("fix", "fix_only", "unsafe_fixes", "diff", "show_fixes", "exit_non_zero_on_fix", "fail_on", "max_warnings",
     "exit_zero", "require_files", "format", "statistics", "min_severity", "show", "verbose", "color", "shard",
     "show_files", "changed_since", "staged", "changed_cues", "api_url", "quota_policy", "cache_dir", "no_cache",
     "config_from", "show_settings")
)  # fmt: skip

# A check has fewer.
_REPEATED = " (what repeats in a file is one finding of a check, and each of them here)"


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments: what to do, and those of a check."""
    parser.usage = (
        "caption-qa baseline write|update|prune|show [--baseline FILE] [OPTIONS] [PATHS...]"
    )
    parser.add_argument("action", choices=("write", "update", "prune", "show"), help="what to do")
    add_arguments(parser)
    without_use = [action for action in parser._actions if action.dest in _OF_A_CHECK]
    for action in without_use:
        action.help = argparse.SUPPRESS
    parser.set_defaults(without_use={action.dest: action.default for action in without_use})


def run(arguments: argparse.Namespace) -> int:
    """Check everything, and write down or show what is known; 2 when a file could not be checked."""
    from caption_qa_action.runs.jobs import find_files, jobs_of
    from caption_qa_action.triage.baseline import read_baseline

    _refuse_useless(arguments)
    configuration = load_configuration(arguments)
    if configuration.engine.name != "bundled":
        raise UsageError("a baseline is made by the bundled engine; pass --engine bundled")
    files = find_files(
        configuration,
        arguments.paths,
        files_from=arguments.files_from or "",
        stdin_filename=arguments.stdin_filename or "",
        force_exclude=arguments.force_exclude,
        gitignore=not arguments.no_gitignore,
    )
    if not files:
        say("warning: no caption files found")
    held = _held(files, configuration, arguments)
    may_be_missing = arguments.action in ("write", "update")
    baselines = [read_baseline(path, may_be_missing=may_be_missing) for path in sorted(held)]
    jobs = jobs_of([file for known in baselines for file in held[known.path]], configuration)
    for warning in configuration.warnings:
        say(f"warning: {warning}")
    counting = Counting()
    summary = count_findings(
        jobs, counting, processes=arguments.jobs, shows_progress=not arguments.quiet
    )
    codes = {job.file.path: counting.codes_of(job) for job in jobs}
    note = _REPEATED
    for known in baselines:
        ran = {known.name_of(file.path): codes[file.path] for file in held[known.path]}
        found = {
            known.name_of(file.path): counting.found[file.path]
            for file in held[known.path]
            if file.path in counting.found
        }
        if arguments.action == "show":
            _show(known, found, ran, _named(known, found, arguments))
            continue
        repeats = _may_repeat(found)
        write_known(arguments.action, known, found, ran, note if repeats else "")
        note = "" if repeats else note
        if line := "" if arguments.baseline else _line_for(known.path, held, configuration):
            say(f"not in force until {line}")
    return 2 if summary.unreadable else 0


def _held(
    files: list[File], configuration: Configuration, arguments: argparse.Namespace
) -> dict[str, list[File]]:
    """The baselines to work on, by path, each with its files; that of the current folder may have none."""
    if arguments.baseline:
        return {arguments.baseline: files}
    are_named = bool(arguments.paths or arguments.files_from)
    held = files_of_baselines(files, configuration, are_named=are_named)
    if arguments.action in ("show", "prune"):  # of what is not there nothing can be dropped
        named = {configuration.baseline_for(file.path) for file in files}
        there = {path: held[path] for path in held if path in named or os.path.lexists(path)}
        held = there or held
    here = configuration.baseline or FILE
    if not held or (not are_named and (configuration.baseline or os.path.lexists(here))):
        held.setdefault(here, [])
    return held


def _may_repeat(found: Mapping[str, Counts]) -> bool:
    """Whether a file has so many findings of a code that a check may report them once."""
    from caption_qa_action.triage.repeated_findings import FEWEST_CUES

    return any(
        sum(marks.values()) >= FEWEST_CUES for counts in found.values() for marks in counts.values()
    )


def _line_for(path: str, held: Mapping[str, list[File]], configuration: Configuration) -> str:
    """What puts a baseline in force: the configuration of its files, and its line; `""` where it is in force."""
    from caption_qa_action.config import FILE_NAMES

    files = held[path]
    if all(configuration.baseline_for(file.path) == path for file in files) and (
        files or configuration.baseline == path
    ):
        return ""
    found = {configuration.file_for(file.path) for file in files}
    place = found.pop() if len(found) == 1 else configuration.file_for("./")
    file, folder = place or (FILE_NAMES[0], ".")
    name = os.path.relpath(path, folder).replace(os.sep, "/")
    if file.endswith(".toml"):
        import json

        return printable(f"[tool.caption-qa] of {file} has the line: baseline = {json.dumps(name)}")
    from caption_qa_action.cli._init_text import scalar

    return printable(f"{file} has the line: baseline: {scalar(name)}")


def _refuse_useless(arguments: argparse.Namespace) -> None:
    """Raise UsageError for options of a check that a baseline is not made with."""
    for name, default in arguments.without_use.items():
        if getattr(arguments, name) != default:
            raise UsageError(f"--{name.replace('_', '-')} has no use with baseline")


def _named(
    known: Baseline, found: Mapping[str, Counts], arguments: argparse.Namespace
) -> Mapping[str, Counts]:
    """What is known of the files that the paths name, also of those that are gone; without paths of all."""
    if not (arguments.paths or arguments.files_from):
        return known.files
    names = [known.name_of(os.path.normpath(path).replace(os.sep, "/")) for path in arguments.paths]
    folders = tuple(f"{name}/" for name in names)
    return {
        name: counts
        for name, counts in known.files.items()
        if name in found or name in names or "." in names or name.startswith(folders)
    }


def _show(
    known: Baseline,
    found: Mapping[str, Counts],
    ran: Mapping[str, list[str]],
    shown: Mapping[str, Counts],
) -> None:
    from caption_qa_action.triage import baseline

    total = gone = 0
    for name, counts in sorted(shown.items()):
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
        f"{printable(known.path)}: {plural(total, 'finding')} in {plural(len(shown), 'file')}{end}"
    )
