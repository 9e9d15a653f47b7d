"""Set caption-qa up in this repository: its configuration, what its CI needs, a pre-commit entry.

Looks at the captions and the CI (GitHub, GitLab, Azure, Jenkins, CircleCI) that are there, chooses a platform
where the folders say one, what to leave out, and whether languages are compared, and counts what would be
found today. Files that exist keep everything that is in them; one that cannot be understood is left
alone. Running it again changes nothing. With --baseline what fails today is written down as known, so
that only what is new fails from then on.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from caption_qa_action.cli._terminal import print_line, say
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
    parser.usage = "caption-qa init [OPTIONS] [NAME]"
    add = parser.add_argument
    add("--dry-run", action="store_true", help="show what would be written, and write nothing")
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        help="the platform (default: what the captions suggest; see caption-qa presets)",
    )
    add("--preset", metavar="NAME", help="the same as an option")
    add(
        "--baseline",
        action="store_true",
        help="write down what fails today, so that only what is new fails",
    )
    add(
        "--skip",
        metavar="PART",
        action="append",
        choices=PARTS,
        default=[],
        help="leave a part out: config, workflow (of any CI) or pre-commit; may be repeated",
    )


def run(arguments: argparse.Namespace) -> int:
    """Look around, propose, write."""
    from caption_qa_action.cli import _init_files
    from caption_qa_action.cli._init_survey import survey

    if arguments.name and arguments.preset not in (None, arguments.name):
        raise UsageError("NAME and --preset are one and the same; give one of them")
    arguments.preset = arguments.preset or arguments.name
    _check_arguments(arguments)
    has_git = _go_to_top()
    found = survey(arguments.preset or "", _init_files.own_preset() if arguments.preset else "")
    if arguments.baseline:
        known = _baseline()
        found = found._replace(baseline=known or _init_files.BASELINE, has_baseline=bool(known))
    changes = _init_files.changes(found, [part for part in PARTS if part not in arguments.skip])
    is_new = any(change.new is not None for change in changes)
    _print_survey(found, proposes=is_new)
    if arguments.dry_run:
        _show(changes)
    else:
        _write(changes)
    known = _baseline() or found.baseline if arguments.baseline else ""
    if known and os.path.lexists(known):
        print_line(
            f"left {known}: it is there already (caption-qa baseline update adds what is new)"
        )
    if is_new and found.failing > len(found.unreadable) and not found.baseline:
        print_line(
            "proposed: caption-qa init --baseline writes down what fails, so that only what is new fails"
        )
    waits = _print_unpublished(changes)
    if arguments.dry_run:
        print_line("nothing was written (--dry-run)")
        return 0
    if known and not os.path.lexists(_baseline() or known):
        from caption_qa_action.cli._known_findings import write_failing

        if code := write_failing():
            return code
    if is_new:
        _print_next(arguments.skip, waits=waits, has_git=has_git)
    return 0


def _print_unpublished(changes: Sequence[Change]) -> bool:
    """Print which files name a version that is not published yet; whether any does."""
    from caption_qa_action import __version__
    from caption_qa_action.cli._init_text import IS_PUBLISHED

    version = f"v{__version__}"
    naming = [change.path for change in changes if version in (change.new or "")]
    if not naming or IS_PUBLISHED:
        return False
    print_line(
        f"{version} is not published yet: until it is, write a commit of caption-qa in its place in {', '.join(naming)}"
    )
    return True


def _print_next(skipped: Sequence[str], *, waits: bool, has_git: bool) -> None:
    """What is left to do by hand, the last of it what lets commits be checked."""
    if not has_git:
        print_line("next: git init, since hooks and CI need a repository")
    print_line("next: look at these files, run caption-qa check, and commit them")
    if waits and "pre-commit" not in skipped:
        print_line(
            "next: caption-qa hook install, which checks each commit (pre-commit install, once there is a release)"
        )
    elif "pre-commit" in skipped:
        print_line("next: caption-qa hook install, which checks each commit")
    else:
        print_line(
            "next: pre-commit install, which checks each commit (without pre-commit: caption-qa hook install)"
        )


def _without_preset(path: str) -> str:
    from caption_qa_action.cli._init_files import sets

    # What it extends may choose one.
    return "" if sets(path) & {"preset", "extend"} else ", and chooses no preset"


def _check_arguments(arguments: argparse.Namespace) -> None:
    """Raise UsageError for a preset that there is not, and for options that are at odds."""
    from caption_qa_action.presets import NONE, names

    if arguments.preset and arguments.preset not in (*names(), NONE):
        from caption_qa_action.core.text import nearest, quote

        hint = nearest(arguments.preset, names())
        raise UsageError(f"no preset {quote(arguments.preset)}{hint}; see caption-qa presets")
    for name in ("baseline", "preset"):
        if getattr(arguments, name) and "config" in arguments.skip:
            raise UsageError(
                f"--{name} is named in the configuration, so --skip config is at odds with it"
            )


def _show(changes: Sequence[Change]) -> None:
    from caption_qa_action.cli import _file_changes

    for change in changes:
        if change.new is None:
            _print_left(change)
        else:
            sys.stdout.write(_file_changes.diff(change))


def _write(changes: Sequence[Change]) -> None:
    from caption_qa_action.cli import _file_changes

    for change in changes:
        if change.new is None:
            _print_left(change)
        else:
            _file_changes.write(change)


def _print_left(change: Change) -> None:
    print_line(f"left {change.path}: {change.why}")


def _baseline() -> str:
    """The baseline that the configuration names, which may be another one than ours."""
    from caption_qa_action import config

    return config.load(config.Arguments()).baseline


def _go_to_top() -> bool:
    """Work where the repository begins; where git is missing, in the current folder. Whether there is a repository."""
    from caption_qa_action.core.errors import CaptionQaError
    from caption_qa_action.workspace.git import git

    try:
        os.chdir(os.fsdecode(git("rev-parse", "--show-toplevel").rstrip(b"\n")))
    except (CaptionQaError, OSError):
        say("this is no git repository; the current folder is set up")
        return False
    return True


def _print_survey(found: Survey, *, proposes: bool) -> None:
    formats = ", ".join(f"{count} {name}" for name, count in found.formats)
    print_line(f"{plural(found.files, 'caption file')}" + (f" ({formats})" if formats else ""))
    named = "no preset" if found.preset in ("", "none") else f"preset {found.preset}"
    how = "" if found.preset or not proposes else " (caption-qa init NAME chooses one)"
    if found.asked not in ("", found.preset):
        how = f", and not {found.asked}, which was asked for"
    print_line(f"{named}: {found.why}{how}")
    for path, reason in found.unreadable:
        print_line(f"not checked: {printable(path)}: {printable(reason)}")
    for folder in found.excludes:
        print_line(f"left out: {folder} (captions for tests, or of others)")
    for pattern in found.generated:
        print_line(f"left out: {pattern} (generated)")
    for name in () if found.baseline else found.nested:
        print_line(
            f"left as it is: {name}, which is in force for its folder{_without_preset(name)}"
        )
    if found.has_siblings:
        print_line("languages lie side by side: each is compared with the original (siblings)")
    if found.in_two_languages:
        print_line(
            f"{plural(found.in_two_languages, 'file')} in two languages: each is checked on its own, "
            "without regard to the other"
        )
    if found.files:
        print_line(
            f"today: {plural(found.errors, 'error')} in {plural(found.files_with_errors, 'file')}, "
            f"{plural(found.warnings, 'warning') if found.warnings else 'no warnings'}"
            if found.errors
            else f"today: no errors, {found.warnings or 'no'} warning{'s' * (found.warnings != 1)}"
        )
