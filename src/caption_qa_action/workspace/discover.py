"""Which files to check, and their bytes."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from caption_qa_action.core.errors import DANGLING, LINK, NOT_REGULAR, ReadError, UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.regular import work_tree
from caption_qa_action.workspace.passed_over import (
    Denied,
    PassedOver,
    Shared,
    holds_captions,
    why_denied,
    why_not,
)

# Far above every caption file (YouTube accepts 100 MB: https://developers.google.com/youtube/v3/docs/captions/insert),
# and below what would exhaust the memory of a CI machine.
LIMIT_BYTES = 512 * 1024 * 1024
STDIN = "<stdin>"
# Where what was handed over by whoever started us has a name, as in `check <(command)`.
_HANDED_OVER = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
_GLOB_SIGNS = frozenset("*?[{")
IsExcluded = Callable[[str], bool]


class File(NamedTuple):
    """A file to check.

    `path` is its name as shown: relative to the current folder where it is below it, with forward
    slashes. `location` is what to open, `""` for standard input. With a `skip_reason` it is not
    checked. `explicit` means named as such, not found in a folder or by a pattern.
    """

    path: str
    location: str
    skip_reason: str = ""
    explicit: bool = False


def read(file: File) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        if not file.location:
            return _read_stream(file)
        mode = os.stat(file.location).st_mode
        regular = stat.S_ISREG(mode) or stat.S_ISDIR(mode)  # reading a folder shows what it is
        if not regular and not file.location.startswith(_HANDED_OVER):
            # Not even opened: a pipe would wait for a writer, for ever if need be.
            raise ReadError(file.path, NOT_REGULAR)
        # Without O_BINARY Windows would change line ends.
        descriptor = os.open(file.location, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            return _read_limited(file, descriptor)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise ReadError(file.path, "cannot be read: there is no such file") from error
    except IsADirectoryError as error:
        raise ReadError(file.path, "cannot be read: it is a folder") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(file.path, f"cannot be read: {reason[:1].lower()}{reason[1:]}") from error


def _read_limited(file: File, descriptor: int) -> bytes:
    size = os.fstat(descriptor).st_size
    if size > LIMIT_BYTES:
        raise _too_large(file)
    step = max(size + 1, 65_536)
    # A regular file comes whole with the first call; a pipe gives little at a time.
    return _collect(file, iter(lambda: os.read(descriptor, step), b""))


def _read_stream(file: File) -> bytes:
    if sys.stdin is None:
        raise ReadError(file.path, "cannot be read: standard input is closed")
    stream = sys.stdin.buffer
    return _collect(file, iter(lambda: stream.read(65_536), b""))


def _collect(file: File, chunks: Iterator[bytes]) -> bytes:
    parts = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > LIMIT_BYTES:
            raise _too_large(file)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _too_large(file: File) -> ReadError:
    return ReadError(file.path, f"cannot be read: it is larger than {LIMIT_BYTES >> 20} MiB")


def discover(
    arguments: Sequence[str],
    *,
    is_excluded: IsExcluded,
    force_exclude: bool,
    suffixes: Collection[str],
    shared: Shared | None = None,
    is_captions: Callable[[bytes], bool] | None = None,
    gitignore: bool = True,
    mostly_captions: Collection[str] = (),
    passed_over: PassedOver | None = None,
) -> list[File]:
    """The files that the arguments name, each once, by path; no argument is the current folder.

    An argument is a file, a folder, a glob (`**`, `*`, `?`, `[…]`, `{a,b}`), or `-`; one that is a glob and the name
    of a file or folder as well is both, unless `force_exclude` says that a program names the files. A file is
    taken whatever its suffix, but skipped where `is_captions` is given and denies its first bytes and
    other kinds of files have its suffix too. In a folder, and by a glob, only files are found that have one of
    `suffixes` (or the suffix that a glob spells out) and are not excluded, hidden, ignored by git,
    or in another git repository. A symbolic link there is skipped: what it leads to is found under
    its own name, or does not belong to the folder. So is what is no regular file; git, where it is
    asked, does not list new ones.

    Other kinds of files have the suffixes in `shared` too: unless the argument spells the suffix out, a
    file with one is found only if its first bytes show that it holds captions. Of those of them in
    `mostly_captions` any other file is skipped, with the reason; what else is passed over is counted by
    suffix in `passed_over`.

    `is_excluded` gets paths as shown; that of a folder ends with a slash. As for git, everything in
    an excluded folder is excluded. With `force_exclude` it is asked about named files too, which
    then have a `skip_reason`, and a named file with a suffix in `shared` is taken as in a folder only.
    Raises UsageError for an argument that names nothing.
    """
    excluded = with_folders(is_excluded)
    # Not asked for its truth, for which it would make a claim of every format.
    shared = {} if shared is None else shared
    found: dict[str, File] = {}
    denied = Denied(mostly_captions, is_captions, passed_over)
    for argument in arguments or (".",):
        if argument == "-":
            found[""] = File(STDIN, "", explicit=True)
            continue
        is_there = os.path.lexists(argument)
        if os.path.isdir(argument):
            inside = folder_files(argument, suffixes, excluded, gitignore)
            _add(found, _sort_out(inside, shared, excluded, denied), excluded)
        elif is_there:
            path = shown(argument)
            reason = "excluded" if force_exclude and excluded(path) else ""
            if is_captions is not None and not reason:
                reason = why_denied(
                    argument, shared, is_captions, mostly_captions, as_in_folders=force_exclude
                )
            found[_identity(argument)] = File(path, argument, reason, explicit=True)
        # What is named like a glob does not hide what the glob finds; where programs name files, the file is meant.
        if not is_there or (not force_exclude and _is_glob(argument)):
            matches = _glob_files(argument, suffixes, excluded, gitignore)
            if not matches and not is_there:
                raise UsageError(f"no caption file matches {quote(argument, 200)}")
            spelled = os.path.splitext(argument)[1].lower()
            others = {name: claim for name, claim in shared.items() if name != spelled}
            _add(found, _sort_out(matches, others, excluded, denied), excluded)
    return sorted(
        file._replace(skip_reason=_about_link(file.location, found))
        if file.skip_reason == LINK
        else file
        for file in found.values()
    )


def _about_link(location: str, found: Mapping[str, File]) -> str:
    """Why a link in a folder is not checked."""
    if not os.path.exists(location):
        return DANGLING
    folder = os.path.dirname(os.path.abspath(location))
    way = os.path.relpath(os.path.realpath(location), os.path.realpath(folder))
    target = found.get(_identity(os.path.join(folder, way)))
    if target is not None and not target.skip_reason:
        return f"{LINK}; its target is checked under its own name"
    return LINK


def with_folders(is_excluded: IsExcluded) -> IsExcluded:
    """`is_excluded`, asked about the folders of a path as well, and about each folder once."""
    folders: dict[str, bool] = {"": False, "/": False}

    def folder_excluded(folder: str) -> bool:
        unknown: list[str] = []
        while folder not in folders:  # a path may have thousands
            unknown.append(folder)
            folder = folder[: folder.rfind("/", 0, -1) + 1]
        known = folders[folder]
        for each in reversed(unknown):
            # A folder above the current one does not decide about what is below that.
            above = each.endswith("../")
            known = folders[each] = known or (not above and is_excluded(each))
        return known

    def excluded(path: str) -> bool:
        folder = path[: path.rfind("/") + 1]
        return folder_excluded(folder) or (folder != path and is_excluded(path))

    return excluded


def _add(found: dict[str, File], files: Iterator[tuple[str, str]], excluded: IsExcluded) -> None:
    for location, skip_reason in files:
        found.setdefault(_identity(location), File(shown(location), location, skip_reason))


def _sort_out(
    entries: list[tuple[str, str]], shared: Shared, excluded: IsExcluded, denied: Denied
) -> Iterator[tuple[str, str]]:
    """The files in a folder that are captions, or named like captions, each with why it is skipped."""
    for location, skip_reason in entries:
        if excluded(shown(location)):
            continue
        suffix = os.path.splitext(location)[1].lower()
        if suffix not in shared or (not skip_reason and holds_captions(location, shared)):
            yield location, skip_reason
        elif not skip_reason and suffix in denied.mostly_captions:
            yield location, why_not(location)
        elif not skip_reason:  # what is not looked into counts only where its name alone shows it
            denied.add_up(location, suffix)


def _identity(location: str) -> str:
    return os.path.normcase(os.path.abspath(location))


def shown(location: str) -> str:
    """The name of a file for people: relative to the current folder when below it."""
    path = os.path.normpath(location)
    if os.path.isabs(path):
        here = os.getcwd()
        inside = _below(path, here)
        if not inside:
            # The same folder by another name, such as /tmp and /private/tmp.
            folder, name = os.path.split(path)
            inside = _below(os.path.join(os.path.realpath(folder), name), os.path.realpath(here))
        path = inside or path
    return path.replace(os.sep, "/")


def _below(path: str, folder: str) -> str:
    prefix = os.path.join(folder, "")
    same = os.path.normcase(path).startswith(os.path.normcase(prefix))
    return path[len(prefix) :] if same else ""


def folder_files(
    folder: str, suffixes: Collection[str], excluded: IsExcluded, gitignore: bool
) -> list[tuple[str, str]]:
    """The caption files below a folder, each with why it is skipped, or `""`."""
    top = ""
    if gitignore:
        from caption_qa_action.workspace import git

        top = folder
        root = work_tree(folder)
        if root:
            names = git.list_files(folder, suffixes)
            if names:
                return list(_listed_files(folder, names))
            if names is None:
                top = root
            elif not git.is_ignored(folder):
                return []
            # Else git ignores the folder, but the user has named it.
    from caption_qa_action.workspace._walk import walk

    entries = walk(
        folder,
        suffixes,
        is_excluded=lambda path: excluded(shown(path) + "/"),
        ignoring_from=top,
    )
    reasons = {"": "", "link": LINK, "other": NOT_REGULAR}
    return [(location, reasons[kind]) for location, kind in entries]


def _listed_files(folder: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """The files that git lists, are there and are not hidden, each with why it is skipped."""
    for name in names:
        if "/." in f"/{name}":
            continue
        location = os.path.join(folder, name)
        try:
            mode = os.lstat(location).st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            mode = stat.S_IFREG  # reading it will show why not
        if stat.S_ISREG(mode):
            yield location, ""
        elif not stat.S_ISDIR(mode):  # a submodule
            yield location, LINK if stat.S_ISLNK(mode) else NOT_REGULAR


def _is_glob(argument: str) -> bool:
    """Whether an argument can be read as a glob."""
    if _GLOB_SIGNS.isdisjoint(argument):
        return False
    from caption_qa_action.workspace._globs import glob_start

    return glob_start(argument) >= 0


def _glob_files(
    pattern: str, suffixes: Collection[str], excluded: IsExcluded, gitignore: bool
) -> list[tuple[str, str]]:
    """The files that a glob matches or that are in folders that it matches, as `folder_files`. Raises UsageError."""
    from caption_qa_action.workspace._globs import compile_glob, glob_start

    if glob_start(pattern) < 0:
        raise UsageError(f"no such file or folder: {quote(pattern, 200)}")
    pattern = pattern.replace(os.sep, "/")
    fixed = pattern.rfind("/", 0, glob_start(pattern)) + 1
    if not os.path.isdir(folder := pattern[:fixed] or "."):
        return []
    spelled = os.path.splitext(pattern)[1].lower()
    if spelled and glob_start(spelled) < 0 and "}" not in spelled:
        suffixes = {*suffixes, spelled}
    matches = compile_glob(pattern[fixed:])
    return [
        (location, reason)
        for location, reason in folder_files(folder, suffixes, excluded, gitignore)
        if matches(os.path.relpath(location, folder).replace(os.sep, "/"))
    ]


def files_from(source: str) -> list[str]:
    """The names in a file, or on standard input for `-`: one a line, or separated by NULs.

    Raises UsageError when it cannot be read.
    """
    try:
        if source == "-":
            if sys.stdin is None:
                raise ValueError("standard input is closed")
            content = sys.stdin.buffer.read()
        else:
            with open(source, "rb") as file:
                content = file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read the list of files {quote(source, 200)}: {reason}") from error
    content = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in content:
        names = content.split(b"\0")
    else:
        names = content.replace(b"\r\n", b"\n").split(b"\n")
    # In a list, `-` is the name of a file: whoever lists files does not mean standard input.
    return [f"./{name}" if name == "-" else name for name in map(os.fsdecode, filter(None, names))]
