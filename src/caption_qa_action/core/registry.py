"""Alternatives found by looking into their package: one module each, listed nowhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType


class Registry:
    """The modules of a package by name; a module is imported when it is first asked for.

    Modules and folders whose name begins with an underscore are helpers and not listed. With
    `nested`, the members are one folder deeper, and `group(name)` tells which folder.
    """

    __slots__ = ("_package", "_folder", "_nested", "_groups")

    def __init__(self, package: str, folder: str, *, nested: bool = False) -> None:
        self._package = package
        self._folder = folder
        self._nested = nested
        self._groups: dict[str, str] | None = None

    @property
    def groups(self) -> dict[str, str]:
        """Every member's name with its group (`""` when the package has no folders), sorted."""
        if self._groups is None:
            if self._nested:
                found = {
                    name: group
                    for group in _members(self._folder, folders=True)
                    for name in _members(os.path.join(self._folder, group), folders=False)
                }
            else:
                found = dict.fromkeys(_members(self._folder, folders=False), "")
            self._groups = dict(sorted(found.items()))
        return self._groups

    def __contains__(self, name: object) -> bool:
        return name in self.groups

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def group(self, name: str) -> str:
        """The folder that a member is in."""
        return self.groups[name]

    def module(self, name: str) -> ModuleType:
        """The module of a member. Raises KeyError for an unknown name."""
        group = self.groups[name]
        return import_module(
            f"{self._package}.{group}.{name}" if group else f"{self._package}.{name}"
        )

    def package(self, group: str) -> ModuleType:
        """The package of a group."""
        return import_module(f"{self._package}.{group}")


def _members(folder: str, *, folders: bool) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith(("_", ".")):
                continue
            if folders:
                if entry.is_dir():
                    yield name
            elif name.endswith(".py"):
                yield name[:-3]
