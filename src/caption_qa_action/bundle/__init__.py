"""The code of the modules that most checks load, in one file, so that they are not found and read one by one.

When a wheel is built, `make_bundle.py` makes `cpython-311.bundle`, one for each minor version of Python, which lies
beside this module. The Action runs a source checkout, and has one in its environment. Any other checkout imports its
modules as always.

A bundle is used by the version of this package and the kind of bytecode that it was made for. A module whose source
has another size, or was changed later than a minute after the bundle was written, is imported from its source.
Whoever could write a bundle could write the modules too, so its code is trusted as they are.
"""

from __future__ import annotations

import _imp
import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from importlib._bootstrap_external import MAGIC_NUMBER
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType

from caption_qa_action import __version__

# Of a module: its path within the package, whether it is a package, the size of its source, where its code is.
Entry = tuple[str, bool, int, int, int]
SUFFIX = ".bundle"
# How a bundle begins: what it is, and what it was made by and for.
HEAD = b"caption-qa bundle\n" + MAGIC_NUMBER + f"{__version__}\n".encode()
# Installing a package takes no longer; what is changed later was changed by somebody.
_INSTALLED_SECONDS = 60


def use() -> None:
    """Take modules from the bundle of this Python from now on, if there is one."""
    if sys.flags.optimize:  # its code has assertions and docstrings
        return
    folder = os.path.dirname(__file__)
    for place in (folder, sys.prefix):
        found = _read(os.path.join(place, f"{sys.implementation.cache_tag}{SUFFIX}"), folder)
        if found is not None:
            sys.meta_path.insert(0, found)
            return


def _read(path: str, folder: str) -> Bundle | None:
    """The bundle in a file, None where there is none for this version and Python."""
    try:
        with open(path, "rb") as file:
            data = memoryview(file.read())
            written = os.fstat(file.fileno()).st_mtime
    except OSError:
        return None
    start = len(HEAD) + 8
    if len(data) < start or data[: len(HEAD)] != HEAD:
        return None
    codes = start + int.from_bytes(data[len(HEAD) : len(HEAD) + 4], "little")
    if len(data) != codes + int.from_bytes(data[len(HEAD) + 4 : start], "little"):
        return None
    package = os.path.join(os.path.dirname(folder), "")
    entries = marshal.loads(data[start:codes])
    return Bundle(package, path, entries, data[codes:], written)


class Bundle:
    """Finds the modules of a bundle."""

    __slots__ = ("_package", "path", "_entries", "_codes", "_written")

    def __init__(
        self,
        package: str,
        path: str,
        entries: Mapping[str, Entry],
        codes: memoryview,
        written: float,
    ) -> None:
        self._package = package
        self.path = path
        self._entries = entries
        self._codes = codes
        self._written = written

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to load a module of the bundle; None for any other."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        source = self._package + entry[0]
        spec = ModuleSpec(name, BundledLoader(name, source, self, entry), origin=source)
        spec.has_location = True
        spec.cached = self.path
        if entry[1]:
            spec.submodule_search_locations = [os.path.dirname(source)]
        return spec

    def code_of(self, source: str, entry: Entry) -> CodeType | None:
        """The code of a module; None where its source is not the one that was bundled."""
        _, _, size, start, end = entry
        found = os.stat(source)
        if found.st_size != size or found.st_mtime > self._written + _INSTALLED_SECONDS:
            return None
        code: CodeType = marshal.loads(self._codes[start:end])
        # For tracebacks: where the package is installed.
        _imp._fix_co_filename(code, source)  # type: ignore[attr-defined]
        return code


class BundledLoader(SourceFileLoader):
    """Loads a module from its source, but for the code, which comes from the bundle."""

    def __init__(self, name: str, path: str, bundle: Bundle, entry: Entry) -> None:
        super().__init__(name, path)
        self._bundle = bundle
        self._entry = entry

    def get_code(self, fullname: str) -> CodeType | None:
        """The code of the module."""
        return self._bundle.code_of(self.path, self._entry) or super().get_code(fullname)
