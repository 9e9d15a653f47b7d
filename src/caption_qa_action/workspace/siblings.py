"""The files beside a caption file that hold the same captions in other languages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache

from caption_qa_action.core.filenames import canonical, is_of_folder, parse_caption_filename
from caption_qa_action.core.language import of_folder
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.workspace.discover import File


class Found(NamedTuple):
    """A file of the family, and the language that its name or its folder declares."""

    file: File
    language: str


def siblings_of(file: File, is_named_as_captions: Callable[[str], bool]) -> list[Found]:
    """The other files of a file's family, by path; in this folder, or in folders named after languages.

    `is_named_as_captions` is asked about names, and only about those of the family.

    They are looked for beside the name that is shown: what is read for it may lie elsewhere, as what git
    has staged does. Of a language that is there in several formats, the one in the format of this file
    counts.
    """
    if not file.location:
        return []
    folder, _, name = file.path.rpartition("/")
    folder += "/" if file.path.startswith("/") and not folder else ""
    family, language = parse_caption_filename(name)
    found = [
        Found(_file(folder, other), tag)
        for other, tag in _family(folder, family, is_named_as_captions)
        if other != name
    ]
    here = os.path.basename(os.path.abspath(folder))
    if is_of_folder(language, here):
        language = language or of_folder(here)
        found += _in_language_folders(folder, family, is_named_as_captions)
    return sorted(_in_one_format(found, _suffix(name), language), key=lambda item: item.file.path)


def _in_language_folders(
    folder: str, family: str, is_named_as_captions: Callable[[str], bool]
) -> Iterator[Found]:
    """The files of a family in the other folders beside a folder that are named after languages."""
    above, here = os.path.split(os.path.abspath(folder))
    for beside in _language_folders(above, _changed_at(above)):
        if beside == here:
            continue
        for name, language in _family(os.path.join(above, beside), family, is_named_as_captions):
            if is_of_folder(language, beside):
                yield Found(_file(_beside(folder, beside), name), language or of_folder(beside))


def _in_one_format(found: list[Found], suffix: str, language: str) -> Iterator[Found]:
    """Those that have a suffix, and the others whose language no such file has."""
    alike = {canonical(item.language) for item in found if _suffix(item.file.path) == suffix}
    alike.add(canonical(language))
    for item in found:
        if _suffix(item.file.path) == suffix or canonical(item.language) not in alike:
            yield item


def _file(folder: str, name: str) -> File:
    path = f"{folder.rstrip('/')}/{name}" if folder else name
    return File(path, path)


def _beside(folder: str, name: str) -> str:
    """Another folder in the one that holds a folder."""
    above, _, here = folder.rpartition("/")
    if here in ("", os.curdir, os.pardir):
        return f"{folder}/../{name}" if folder else f"../{name}"
    return f"{above}/{name}" if above or folder.startswith("/") else name


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _family(
    folder: str, family: str, is_named_as_captions: Callable[[str], bool]
) -> list[tuple[str, str]]:
    """The names in a folder that are of a family, each with its language."""
    # A relative name is that of another folder once the process has gone elsewhere.
    folder = os.path.abspath(folder)
    names = _families(folder, _changed_at(folder)).get(family, [])
    return [(name, language) for name, language in names if is_named_as_captions(name)]


def _changed_at(folder: str) -> int:
    try:
        return os.stat(folder or os.curdir).st_mtime_ns
    except OSError:
        return 0


# A folder of a thousand files is listed once, not for each of them.
@lru_cache(maxsize=16)
def _families(folder: str, changed_at: int) -> dict[str, list[tuple[str, str]]]:
    families: dict[str, list[tuple[str, str]]] = {}
    for entry in _entries(folder):
        # As when a folder is searched for captions, links are not followed.
        if entry.is_file(follow_symlinks=False):
            family, language = parse_caption_filename(entry.name)
            families.setdefault(family, []).append((entry.name, language))
    return families


@lru_cache(maxsize=16)
def _language_folders(folder: str, changed_at: int) -> list[str]:
    return [
        entry.name
        for entry in _entries(folder)
        if of_folder(entry.name) and entry.is_dir(follow_symlinks=False)
    ]


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder or os.curdir) as entries:
            yield from entries
    except OSError:  # the file itself is reported when it cannot be read
        return
