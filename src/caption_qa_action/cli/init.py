"""Set caption-qa up in this repository: its configuration, a GitHub workflow, a pre-commit entry.

Looks at the captions that are there, proposes a preset and what to leave out, and counts what would be
found today. Files that exist keep everything that is in them; one that cannot be understood is left
alone. Running it again changes nothing. With --baseline what is found today is written down as known, so
that only new findings are reported from then on.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caption_qa_action.cli._file_changes import Change
    from caption_qa_action.cli._init_survey import Survey

SUMMARY = "set caption-qa up in a repository"
PARTS = ("config", "workflow", "pre-commit")


def configure(parser: argparse.ArgumentParser) -> None:
    """What to write."""
    parser.usage = "caption-qa init [OPTIONS]"
    add = parser.add_argument
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    add("--preset", metavar="NAME", help="the platform (default: what the captions suggest)")
    add(
        "--baseline",
        action="store_true",
        help="write down today's findings, so that only new ones are reported",
    )
    add(
        "--skip",
        metavar="PART",
        action="append",
        choices=PARTS,
        default=[],
        help="leave a part out: config, workflow or pre-commit; may be repeated",
    )


def run(arguments: argparse.Namespace) -> int:
    """Look around, propose, write."""
    from caption_qa_action.cli import _init_files
    from caption_qa_action.cli._init_survey import survey

    _check_arguments(arguments)
    _go_to_top()
    found = survey(arguments.preset or "")
    if arguments.baseline:
        found = found._replace(baseline=_init_files.BASELINE)
    _print_survey(found)
    changes = _init_files.changes(found, [part for part in PARTS if part not in arguments.skip])
    if arguments.dry_run:
        _show(changes)
        return 0
    _write(changes)
    if arguments.baseline and not os.path.lexists(_baseline() or found.baseline):
        from caption_qa_action.cli import main

        if code := main(["baseline", "write"]):
            return code
    if any(change.new is not None for change in changes):
        print("next: look at these files, run caption-qa check, and commit them")
    return 0


def _check_arguments(arguments: argparse.Namespace) -> None:
    """Raise UsageError for a preset that there is not, and for options that are at odds."""
    from caption_qa_action.presets import names

    if arguments.preset and arguments.preset not in names():
        from caption_qa_action.core.text import nearest, quote

        hint = nearest(arguments.preset, names())
        raise UsageError(f"no preset {quote(arguments.preset)}{hint}; see caption-qa presets")
    if arguments.baseline and "config" in arguments.skip:
        raise UsageError(
            "--baseline is named in the configuration, so --skip config is at odds with it"
        )


def _show(changes: Sequence[Change]) -> None:
    from caption_qa_action.cli import _file_changes

    for change in changes:
        if change.new is None:
            _print_left(change)
        else:
            sys.stdout.write(_file_changes.diff(change))
    print("nothing was written (--dry-run)")


def _write(changes: Sequence[Change]) -> None:
    from caption_qa_action.cli import _file_changes

    for change in changes:
        if change.new is None:
            _print_left(change)
        else:
            _file_changes.write(change)


def _print_left(change: Change) -> None:
    print(f"left {printable(change.path)}: {printable(change.why)}")


def _baseline() -> str:
    """The baseline that the configuration names, which may be another one than ours."""
    from caption_qa_action import config

    return config.load(config.Arguments()).baseline


def _go_to_top() -> None:
    """Work where the repository begins; where git is missing, in the current folder."""
    from caption_qa_action.core.errors import CaptionQaError
    from caption_qa_action.workspace.git import git

    try:
        os.chdir(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    except (CaptionQaError, OSError):
        print(
            "caption-qa: this is no git repository; the current folder is set up", file=sys.stderr
        )


def _print_survey(found: Survey) -> None:
    formats = ", ".join(f"{count} {name}" for name, count in found.formats)
    print(f"{plural(found.files, 'caption file')}" + (f" ({formats})" if formats else ""))
    print(f"preset {found.preset}: {found.why}")
    for folder in found.excludes:
        print(f"left out: {printable(folder)} (captions for tests, or of others)")
    if found.in_two_languages:
        print(
            f"{plural(found.in_two_languages, 'file')} in two languages: each is checked on its own, "
            "without regard to the other"
        )
    if found.files:
        print(
            f"today: {plural(found.errors, 'error')} and {plural(found.warnings, 'warning')} in"
            f" {plural(found.files_with_errors, 'file')} with errors"
            if found.errors
            else f"today: no errors, {found.warnings or 'no'} warning{'s' * (found.warnings != 1)}"
        )
    if found.errors and not found.baseline:
        print(
            "proposed: caption-qa init --baseline writes them down, so that only new ones are reported"
        )
