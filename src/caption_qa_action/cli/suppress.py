"""Suppress a code in a file, or in all files of a folder: add it to the configuration with its reason.

The configuration that is closest to the file gets one more entry of `suppressions`; everything that is in it
stays, comments too. Where there is none, .caption-qa.yml is written at the top of the repository. An entry
that is there already is not added again.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._plugins import add_plugin_argument
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable, quote

if TYPE_CHECKING:
    from caption_qa_action.cli._file_changes import Change
    from caption_qa_action.config import Configuration
    from caption_qa_action.config.suppressing import Entry

SUMMARY = "accept findings of a code in a file, with the reason"
NO_REASON = "no reason given"


def configure(parser: argparse.ArgumentParser) -> None:
    """What is suppressed, where, why, and for how long."""
    parser.usage = (
        "caption-qa suppress CODE PATH [--cue N] [--reason TEXT] [--until DATE] [--dry-run]"
    )
    add = parser.add_argument
    add("code", metavar="CODE", help="the code of the findings, such as line_too_long")
    add("path", metavar="PATH", help="a caption file, or a folder of them")
    add("--cue", metavar="N", default="", help="only this cue, or these: 12 or 12-20")
    add("--reason", metavar="TEXT", default="", help="why the findings are right as they are")
    add("--until", metavar="DATE", default="", help="the last day on which it holds: 2027-01-31")
    add("--config", metavar="FILE", help="the configuration to add it to (default: the closest)")
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add_plugin_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Judge the request, edit the configuration, print what it does."""
    from caption_qa_action import config
    from caption_qa_action.cli import _file_changes
    from caption_qa_action.cli._terminal import say

    if not os.path.exists(arguments.path):
        if os.path.exists(arguments.code):
            shown = f"caption-qa suppress {printable(arguments.path)} {printable(arguments.code)}"
            raise UsageError(f"the code comes before the file: {shown}")
        raise UsageError(f"there is no file {quote(arguments.path, 200)}")
    permitted = config.Arguments(
        allow_plugins=tuple(arguments.allow_plugin or ()), checked=(arguments.path,)
    )
    configuration = config.load(permitted, config=arguments.config)
    name, folder = _configuration_file(configuration, arguments.path)
    entry = _entry(arguments, folder)
    _check_day(entry.expires, configuration.settings_for(arguments.path).today)
    found = _count(configuration, arguments.path, entry)
    for warning in configuration.warnings:
        say(f"warning: {warning}")
    change, line = _change(name, entry, configuration)
    if change.new is None:
        print(f"left {printable(name)}: line {line} says so already")
        return 0
    if found == 0:
        say(f"warning: nothing to suppress now: there is no {entry.codes} in {_where(arguments)}")
    if arguments.dry_run:
        sys.stdout.write(_file_changes.diff(change))
        print("nothing was written (--dry-run)")
        return 0
    now = f" ({plural(found, 'finding')} now)" if found else ""
    why = f"line {line} suppresses {entry.codes} in {_where(arguments)}{now}"
    _file_changes.write(change._replace(why=why))
    if not arguments.reason:
        print(f"its reason is {quote(NO_REASON)}; write down why, for those who come later")
    return 0


def _where(arguments: argparse.Namespace) -> str:
    noun = "cues" if "-" in arguments.cue else "cue"
    cue = f", {noun} {arguments.cue}" if arguments.cue else ""
    return printable(arguments.path) + cue


def _configuration_file(configuration: Configuration, path: str) -> tuple[str, str]:
    """The configuration file that is closest to a path, or shall be, and the folder of its patterns."""
    from caption_qa_action.config.suppressing import new_file_for

    found = configuration.file_for(os.path.join(path, "") if os.path.isdir(path) else path)
    if found is not None:
        return found
    new = new_file_for(path)
    return os.path.relpath(new), os.path.dirname(new)


def _entry(arguments: argparse.Namespace, folder: str) -> Entry:
    """The entry that the arguments ask for. Raises UsageError for what means nothing."""
    from caption_qa_action.config.suppressing import Entry, pattern_of

    if arguments.cue and os.path.isdir(arguments.path):
        raise UsageError("--cue is about one file, and this is a folder")
    reason = arguments.reason or NO_REASON
    files = pattern_of(arguments.path, folder)
    entry = Entry(files, _code(arguments.code), arguments.cue, reason, arguments.until)
    if not reason.strip():
        raise UsageError("--reason says nothing")
    try:
        reason.encode()
        entry.suppression()
    except ValueError as error:
        raise UsageError(str(error)) from None
    return entry


def _check_day(expires: str, today: str) -> None:
    """Raise UsageError for a day that has passed; `today` is `""` where the clock decides."""
    from datetime import date

    if expires and expires < (today or date.today().isoformat()):
        raise UsageError(f"--until: {expires} has passed; name a day to come")


def _code(written: str) -> str:
    """The code as it is called now. Raises UsageError for one that cannot be suppressed."""
    from caption_qa_action.cli._terminal import say
    from caption_qa_action.config.allowed_values import check_reported_code, current
    from caption_qa_action.triage.suppressions import OWN

    code, warning = current(written)
    if warning:
        say(f"warning: {warning}")
    try:
        check_reported_code(code)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if code in OWN:
        raise UsageError(f"{code} is about suppressions, and cannot be suppressed; ignore it")
    return code


def _count(configuration: Configuration, path: str, entry: Entry) -> int | None:
    """How many findings the entry suppresses now; None where only a server knows.

    Raises UsageError for a cue that is not there, and for a file that cannot be checked.
    """
    from caption_qa_action.config.allowed_values import foreign
    from caption_qa_action.runs.jobs import find_files, jobs_of
    from caption_qa_action.runs.one_file import check_one
    from caption_qa_action.triage.suppressions import covers

    suppression = entry.suppression()
    count = 0
    for job in jobs_of(find_files(configuration, [path]), configuration):
        job = job._replace(settings=job.settings._replace(suppressions=()))
        report = check_one(job, configuration.fail_on, verbose=True)
        if report.status == "unreadable":
            raise UsageError(f"{printable(report.path)} cannot be checked: {report.reason}")
        if suppression.last_cue > report.cues:
            raise UsageError(f"{printable(report.path)} has {plural(report.cues, 'cue')}")
        count += sum(covers(suppression, each) for each in report.diagnostics)
    return None if foreign(entry.codes) else count


def _change(name: str, entry: Entry, configuration: Configuration) -> tuple[Change, int]:
    """The configuration file with the entry, and the line of that."""
    from caption_qa_action.cli._file_changes import Change, read_text
    from caption_qa_action.config.suppressing import add

    old = read_text(name) if os.path.lexists(name) else None
    new, line = add(name.replace(os.sep, "/"), old, entry, configuration.allowed_plugins)
    return Change(name.replace(os.sep, "/"), old, new, ""), line
