"""Which code checks: what tells it from every other version of it, so that findings of another are not taken for its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress

from caption_qa_action import __version__
from caption_qa_action.cache import entry_key
from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.settings import PluginPackage

# Size, time of the last change of the content, time of the last change of anything, number on the disk.
Stamp: TypeAlias = tuple[int, int, int, int]


def code_key(plugins: Collection[PluginPackage]) -> str:
    """A hash of the code of this package, of Python, of the libraries and of plugins; `""` where that is not known.

    An installed package is known by its `RECORD`, which has a hash of each file. Of one that is worked on, the
    times of the files are looked at. The files of a plugin are read; the libraries, the detectors of encodings among
    them, are known by their names and versions.
    """
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    record = list(_record(package)) or list(_stamps(package))
    if not record:
        return ""
    paths = [*sys.path, *(path for plugin in sorted(plugins) for path in plugin.search_path)]
    libraries = [name for folder in dict.fromkeys(paths) for name in _names(folder, ".dist-info")]
    parts = [__version__, sys.version, *libraries, *record]
    try:
        for plugin in sorted(plugins):
            parts += [plugin.name, plugin.package, *_contents(plugin.file)]
    except OSError:
        return ""
    return entry_key(parts)


def stamp_of(location: str) -> Stamp | None:
    """The stamp of a file; None where there is none."""
    try:
        status = os.stat(location)
    except (OSError, ValueError):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _record(package: str) -> Iterator[str]:
    """The files that list what of the package was installed."""
    for name in _names(os.path.dirname(package), ".dist-info"):
        if name.lower().startswith("caption_qa_action-"):
            path = os.path.join(package, os.pardir, name, "RECORD")
            with suppress(OSError), open(path, "rb") as file:
                yield file.read().decode("utf-8", "surrogateescape")


def _stamps(package: str) -> Iterator[str]:
    for path, names in _files(package):
        for name in names:
            yield f"{path} {name} {stamp_of(os.path.join(path, name))}"


def _contents(file: str) -> Iterator[str]:
    """The files of a plugin, which is a package or one module. Raises OSError."""
    folder, name = os.path.split(file)
    found = _files(folder) if name == "__init__.py" else [(folder, [name])]
    for path, names in found:
        for each in names:
            with open(os.path.join(path, each), "rb") as opened:
                yield os.path.join(os.path.relpath(path, folder), each)
                yield opened.read().decode("utf-8", "surrogateescape")


def _files(folder: str) -> Iterator[tuple[str, list[str]]]:
    """The folders below one and the names of their files, but for what Python has compiled."""
    for path, _, names in sorted(os.walk(folder)):
        yield path, [name for name in sorted(names) if not name.endswith(".pyc")]


def _names(folder: str, suffix: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(folder or ".") if name.endswith(suffix))
    except OSError:
        return []
