"""A folder walked by hand, where git cannot list what is in it."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator

from caption_qa_action.core.wildmatch import Ignores
from caption_qa_action.regular import read_regular

# A .gitignore that is larger is not one (git itself reads none above 100 MiB, dir.c).
_MOST_BYTES = 1_000_000

# What a .gitignore decides about a path in its folder: ignored, wanted again (`!`), or nothing.
Verdict = Callable[[str], bool | None]
# The patterns in force: each with the folder of its .gitignore, the deepest last.
Verdicts = tuple[tuple[str, Verdict], ...]


def walk(
    folder: str,
    suffixes: Collection[str],
    *,
    is_excluded: Callable[[str], bool],
    ignoring_from: str = "",
) -> Iterator[tuple[str, str]]:
    """The files below a folder that have one of the suffixes, in no order, each with its kind.

    The kind is `link` for a symbolic link, `other` for what is no regular file, else `""`. Hidden
    files and folders, and what is in an excluded folder, are left out (an excluded file is not:
    `is_excluded` is asked about folders alone). With `ignoring_from`, a folder above or the same,
    .gitignore files from there down are honoured. A folder that cannot be listed is yielded itself,
    so that reading it fails, which is reported.
    """
    endings = tuple(suffix.lower() for suffix in suffixes)
    ignores = _ignores_above(folder, ignoring_from) if ignoring_from else ()
    todo: list[tuple[str, Verdicts]] = [(folder, ignores)]
    while todo:
        parent, ignores = todo.pop()
        entries = _entries(parent)
        if entries is None:
            yield parent, ""
            continue
        if ignoring_from:
            ignores = _with_own(parent, entries, ignores)
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if entry.name.lower().endswith(endings) and not _ignored(entry.path, ignores):
                    yield entry.path, _kind(entry)
            elif not (_is_passed_by(entry, ignores) or is_excluded(entry.path)):
                todo.append((entry.path, ignores))


def _entries(folder: str) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(folder) as listing:
            return list(listing)
    except OSError:
        return None


def _is_passed_by(folder: os.DirEntry[str], ignores: Verdicts) -> bool:
    return _is_junction(folder) or _ignored(folder.path, ignores, folder=True)


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_file(follow_symlinks=False):
        return ""
    return "link" if entry.is_symlink() else "other"


def _is_junction(entry: os.DirEntry[str]) -> bool:
    # A junction is a link between folders of Windows that is not called a symbolic link there.
    if os.name != "nt":
        return False
    tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
    return bool(tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1))


def _ignored(path: str, ignores: Verdicts, *, folder: bool = False) -> bool:
    """What the deepest .gitignore that names a path decides about it."""
    for base, verdict in reversed(ignores):
        relative = os.path.relpath(path, base).replace(os.sep, "/")
        ignored = verdict(relative + "/" if folder else relative)
        if ignored is not None:
            return ignored
    return False


def _with_own(folder: str, entries: list[os.DirEntry[str]], ignores: Verdicts) -> Verdicts:
    for entry in entries:
        if entry.name == ".gitignore" and entry.is_file(follow_symlinks=False):
            return (*ignores, *_read(folder))
    return ignores


def _ignores_above(folder: str, top: str) -> Verdicts:
    """The patterns of the folders from `top` down to the parent of `folder`."""
    relative = os.path.relpath(os.path.realpath(folder), os.path.realpath(top))
    if relative == "." or relative.startswith(".."):
        return ()
    ignores: Verdicts = ()
    current = top
    for part in relative.split(os.sep):
        ignores += _read(current)
        current = os.path.join(current, part)
    return ignores


def _read(folder: str) -> Verdicts:
    try:
        content = read_regular(os.path.join(folder, ".gitignore"), _MOST_BYTES)
    except OSError:
        return ()
    lines = os.fsdecode(content.removeprefix(b"\xef\xbb\xbf")).replace("\r\n", "\n").split("\n")
    return ((folder, Ignores(lines).decide),)
