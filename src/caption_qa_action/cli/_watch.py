"""Checking again what changes, until the user has had enough."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator

from caption_qa_action.cli._terminal import say
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.text import plural

# The paths that have changed since the last time, absolute.
Changes = Iterator[set[str]]


def watch(
    arguments: argparse.Namespace,
    check: Callable[[argparse.Namespace], int],
    changes: Changes | None = None,
) -> int:
    """Check, and check all of it again where captions or a configuration change; the verdict is about all files.

    What did not change comes from the cache. The exit code of the last check. Raises UsageError without what
    watches, and for what does not change.
    """
    # Without paths the name alone says that standard input is read.
    reads_input = "-" in arguments.paths or (arguments.stdin_filename and not arguments.paths)
    if arguments.files_from or reads_input:
        raise UsageError("--watch takes files and folders, not a list or standard input")
    if changes is None:
        changes = _changes(arguments.paths)
    code = check(arguments)
    _say_waiting()
    for changed in changes:
        what = _what_changed(changed, arguments)
        if not what:
            continue
        say(what)
        try:
            code = check(_that_are_there(arguments))
        except CaptionQaError as error:  # the next change may mend it
            say(f"error: {error}")
            code = 2
        _say_waiting()
    return code


def _say_waiting() -> None:
    say("waiting for changes; Ctrl+C ends it")


def _that_are_there(arguments: argparse.Namespace) -> argparse.Namespace:
    """The same check, without the named files that were deleted, as long as something is left."""
    paths = [path for path in arguments.paths if os.path.lexists(path)]
    return argparse.Namespace(**{**vars(arguments), "paths": paths or arguments.paths})


def _what_changed(changed: set[str], arguments: argparse.Namespace) -> str:
    """What of the captions and configurations was changed or deleted, in words; `""` for neither."""
    from caption_qa_action.config import FILE_NAMES

    if any(os.path.basename(path) in FILE_NAMES for path in changed):
        return "the configuration changed"
    captions = list(_captions(changed, arguments))
    there = sum(map(os.path.isfile, captions))
    counted = ((there, "changed"), (len(captions) - there, "deleted"))
    return ", ".join(f"{plural(count, 'file')} {verb}" for count, verb in counted if count)


def _captions(changed: set[str], arguments: argparse.Namespace) -> Iterator[str]:
    """Those of some files that are named, or that a folder has as captions.

    What the check writes itself is none of them, or it would go on without end.
    """
    from caption_qa_action.formats import shared_suffixes, suffixes
    from caption_qa_action.workspace.passed_over import holds_captions

    known, shared = suffixes(), shared_suffixes()
    reports = {os.path.realpath(each.partition("=")[2]) for each in arguments.format or ()}
    named = {os.path.abspath(path) for path in arguments.paths}
    for path in changed:
        suffix = os.path.splitext(path)[1].lower()
        if suffix not in known or os.path.realpath(path) in reports:
            continue
        # Of a file that is gone nobody knows what it held.
        if (
            suffix not in shared
            or os.path.abspath(path) in named
            or (os.path.isfile(path) and holds_captions(path, shared))
        ):
            yield path


def _changes(paths: list[str]) -> Iterator[set[str]]:
    """What changes below some paths, as the system reports it."""
    try:
        from watchfiles import watch as watch_files
    except ImportError as error:
        raise UsageError("--watch needs the package watchfiles: pip install watchfiles") from error
    for path in paths:
        if not os.path.exists(path):
            raise UsageError(f"--watch: there is no file or folder {path}")
    # Ctrl+C comes as KeyboardInterrupt, which the command line answers with 130.
    found = watch_files(*(paths or [os.curdir]), raise_interrupt=True)
    return ({path for _, path in each} for each in found)
