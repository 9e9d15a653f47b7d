"""Where each converted file goes, and that nothing is overwritten by it; the segments of a stream as one file."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Sequence

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import quote
from caption_qa_action.formats import MOSTLY_CAPTIONS, is_captions, shared_suffixes, suffixes
from caption_qa_action.workspace.discover import STDIN, File, discover
from caption_qa_action.workspace.passed_over import PassedOver

STDOUT = "-"


class Found(NamedTuple):
    """A file to convert; `root` is the folder that its place below an output folder is kept from."""

    file: File
    root: str = ""


class Conversion(NamedTuple):
    """A file and where it goes; `output` is `-` for standard output."""

    file: File
    output: str


def find_inputs(
    arguments: Sequence[str],
    is_excluded: Callable[[str], bool],
    *,
    out_dir: str = "",
    stdin_filename: str = "",
    passed_over: PassedOver | None = None,
) -> tuple[list[Found], list[File]]:
    """The files that the arguments name, each once, by path; and those of them that are skipped, each with the reason.

    In folders, what earlier runs have put into `out_dir` is left out, and files of other kinds that have the suffix of
    captions are counted in `passed_over`. Raises UsageError for an argument that names nothing.
    """
    known, shared = suffixes(), shared_suffixes()
    found: dict[str, Found] = {}
    skipped: dict[str, File] = {}
    for argument in arguments:
        root, folder = _root(argument)
        made = _below(out_dir, folder) if out_dir else ""
        for file in discover(
            [argument],
            is_excluded=is_excluded,
            force_exclude=False,
            suffixes=known,
            shared=shared,
            mostly_captions=MOSTLY_CAPTIONS,
            passed_over=passed_over,
            is_captions=is_captions,
        ):
            if file.skip_reason and not file.explicit:
                if not made or not _below(file.location, out_dir):
                    skipped[os.path.abspath(file.location)] = file
            elif not file.location:
                found[""] = Found(file._replace(path=stdin_filename or STDIN))
            elif file.explicit or not made or not _below(file.location, out_dir):
                found.setdefault(_identity(file.location), Found(file, root))
    for each in found.values():  # what is skipped in a folder may be named besides
        skipped.pop(os.path.abspath(each.file.location), None)
    return sorted(found.values(), key=lambda each: each.file.path), sorted(skipped.values())


def by_numbers(file: File) -> tuple[list[tuple[str, int, str]], str]:
    """What orders the segments of a stream: their paths, with `seg-9` before `seg-10`."""
    parts = re.findall("([^0-9]*)([0-9]*)", file.path)
    numbers = [(text, digits.lstrip("0")) for text, digits in parts]
    return [(text, len(number), number) for text, number in numbers], file.path


def _root(argument: str) -> tuple[str, str]:
    """What a place is kept from, and the folder that is searched, for an argument."""
    if os.path.isdir(argument):
        folder = os.path.abspath(argument)
        return os.path.dirname(folder), folder
    start = argument if os.path.lexists(argument) else argument.partition("*")[0]
    folder = os.path.dirname(os.path.abspath(start))
    return folder, folder


def plan_conversions(
    found: Sequence[Found], suffix: str, *, out: str = "", out_dir: str = "", force: bool = False
) -> tuple[list[Conversion], int]:
    """Where each file goes, and how many are left out because they have the suffix already.

    Raises UsageError when two files would go to one place, or a file would be overwritten.
    """
    _refuse_places(len(found), out, out_dir)
    every = [(each.file, out or _output(each, suffix, out_dir)) for each in found]
    conversions = [
        Conversion(file, output)
        for file, output in every
        if out or file.explicit or _identity(output) != _identity_of(file)
    ]
    _refuse_collisions(conversions)
    for conversion in conversions:
        _refuse_overwriting(conversion, force)
    return conversions, len(every) - len(conversions)


def _refuse_places(number: int, out: str, out_dir: str) -> None:
    """Raise UsageError where so many files cannot go."""
    if out and number > 1:
        raise UsageError(f"-o takes one file and there are {number}; use --out-dir FOLDER")
    if out_dir and os.path.lexists(out_dir) and not os.path.isdir(out_dir):
        raise UsageError(f"--out-dir: {quote(out_dir, 200)} is no folder")


def _output(found: Found, suffix: str, out_dir: str) -> str:
    file = found.file
    if not file.location:
        if not out_dir:
            return STDOUT
        name = "stdin" if file.path == STDIN else os.path.basename(os.path.normpath(file.path))
        return os.path.join(out_dir, os.path.splitext(name)[0] + suffix)
    if not out_dir:
        return os.path.splitext(file.location)[0] + suffix
    absolute = os.path.abspath(file.location)
    place = _below(absolute, os.getcwd()) or _below(absolute, found.root)
    # Neither holds only for a link that was renamed while we looked.
    place = place or os.path.basename(absolute)
    return os.path.join(out_dir, os.path.splitext(place)[0] + suffix)


def _refuse_collisions(conversions: Sequence[Conversion]) -> None:
    inputs = {
        _identity(each.file.location): each.file for each in conversions if each.file.location
    }
    outputs: dict[str, File] = {}
    for conversion in conversions:
        if conversion.output == STDOUT:
            continue
        identity = _identity(conversion.output)
        other = outputs.setdefault(identity, conversion.file)
        if other is conversion.file:
            other = inputs.get(identity, other)
            what = "is a file to convert itself"
        else:
            what = f"would hold {quote(other.path, 200)} too (convert one of them at a time, or with another --out-dir)"
        if other is not conversion.file:
            raise UsageError(
                f"{quote(conversion.output, 200)}, which {quote(conversion.file.path, 200)} goes to, "
                f"{what}; nothing was written"
            )


def _refuse_overwriting(conversion: Conversion, force: bool) -> None:
    output = conversion.output
    if output == STDOUT:
        return
    if os.path.isdir(output):
        raise UsageError(f"{quote(output, 200)} is a folder; nothing was written")
    # Both, since a link may lead nowhere, and `missing/../talk.srt` is written as `talk.srt`.
    exists = os.path.lexists(output) or os.path.lexists(os.path.realpath(output))
    if force or not exists or _is_stream(output):
        return
    if _identity(output) == _identity_of(conversion.file):
        what = f"{quote(conversion.file.path, 200)} would be overwritten by its own conversion"
    else:
        what = f"{quote(output, 200)} exists"
    raise UsageError(f"{what}; pass --force to replace it; nothing was written")


def _is_stream(output: str) -> bool:
    """Whether it is no file but a pipe or a device, which has nothing to overwrite."""
    try:
        mode = os.stat(output).st_mode
    except (OSError, ValueError):
        return False
    return output.startswith("/dev/") or not stat.S_ISREG(mode)


def _identity_of(file: File) -> str:
    return _identity(file.location) if file.location else ""


def _identity(location: str) -> str:
    """What two names of one file have in common."""
    path = os.path.normcase(os.path.realpath(location))
    return path.casefold() if sys.platform == "darwin" else path


def _below(location: str, folder: str) -> str:
    """The path of a file inside a folder; `""` when it is not below it."""
    path, prefix = os.path.abspath(location), os.path.join(os.path.abspath(folder), "")
    same = os.path.normcase(path).startswith(os.path.normcase(prefix))
    return path[len(prefix) :] if same else ""
