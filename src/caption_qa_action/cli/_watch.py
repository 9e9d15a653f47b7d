"""Checking again what changes, until the user has had enough."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator

from caption_qa_action.cli._terminal import say
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.text import plural

# The paths that have changed since the last time, absolute.
Changes = Iterable[set[str]]


def watch(
    arguments: argparse.Namespace,
    check: Callable[[argparse.Namespace], int],
    changes: Changes | None = None,
) -> int:
    """Check, and check again the captions that change, or everything where a configuration does.

    The exit code of the last check. Raises UsageError without what watches, and for what does not change.
    """
    if arguments.files_from or "-" in arguments.paths:
        raise UsageError("--watch takes files and folders, not a list or standard input")
    if changes is None:
        changes = _changes(arguments.paths)
    code = check(arguments)
    _say_waiting()
    for changed in changes:
        paths = _captions(changed)
        if paths is not None and not paths:
            continue
        say(f"{'the configuration' if paths is None else plural(len(paths), 'file')} changed")
        again = arguments if paths is None else _only(arguments, paths)
        try:
            code = check(again)
        except CaptionQaError as error:  # the next change may mend it
            say(f"error: {error}")
            code = 2
        _say_waiting()
    return code


def _say_waiting() -> None:
    say("waiting for changes; Ctrl+C ends it")


def _only(arguments: argparse.Namespace, paths: list[str]) -> argparse.Namespace:
    """The same check of some files, as far as they are not excluded."""
    return argparse.Namespace(
        **{**vars(arguments), "paths": paths, "force_exclude": True, "require_files": False}
    )


def _captions(changed: set[str]) -> list[str] | None:
    """Those of the files that may hold captions and are there; None where a configuration has changed."""
    from caption_qa_action.config import FILE_NAMES
    from caption_qa_action.formats import suffixes

    known = suffixes()
    if any(os.path.basename(path) in FILE_NAMES for path in changed):
        return None
    return sorted(
        os.path.relpath(path)
        for path in changed
        if os.path.splitext(path)[1].lower() in known and os.path.isfile(path)
    )


def _changes(paths: list[str]) -> Iterator[set[str]]:
    """What changes below some paths, as the system reports it."""
    try:
        from watchfiles import watch as watch_files
    except ImportError as error:
        raise UsageError("--watch needs the package watchfiles: pip install watchfiles") from error
    for path in paths:
        if not os.path.exists(path):
            raise UsageError(f"--watch: there is no file or folder {path}")
    found = watch_files(*(paths or [os.curdir]), raise_interrupt=False)
    return ({path for _, path in each} for each in found)
