"""Alternatives found by looking into their package: one module each, listed nowhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from types import ModuleType

from caption_qa_action.core.annotations import Protocol

_OPT_IN = "opt_in"


class Registry:
    """The modules and packages of a package by name; each is imported when it is first asked for.

    Modules and folders whose name begins with an underscore are helpers and not listed. With
    `nested`, the members are one folder deeper, and `group(name)` is that folder. There, a
    folder `opt_in` of a group holds those that are used only when someone asks for them, so that
    nobody else need import them. With `hyphens`, a name has hyphens where its module has underscores.

    `extend` adds members that come from elsewhere, such as the rules of a plugin.
    """

    __slots__ = (
        "_package",
        "_folder",
        "_nested",
        "_hyphens",
        "_groups",
        "_opt_in",
        "_added",
        "_added_packages",
    )

    def __init__(
        self, package: str, folder: str, *, nested: bool = False, hyphens: bool = False
    ) -> None:
        self._package = package
        self._folder = folder
        self._nested = nested
        self._hyphens = hyphens
        self._groups: dict[str, str] | None = None
        self._opt_in: set[str] = set()
        self._added: dict[str, ModuleType] = {}
        self._added_packages: dict[str, ModuleType] = {}

    def extend(
        self,
        group: str,
        package: ModuleType,
        modules: Mapping[str, ModuleType],
        opt_in: Iterable[str] = (),
    ) -> None:
        """Add modules by name as a group of their own; `opt_in` are the names of those that are."""
        self._groups = dict(sorted({**self.groups, **dict.fromkeys(modules, group)}.items()))
        self._opt_in.update(opt_in)
        self._added.update(modules)
        self._added_packages[group] = package

    @property
    def groups(self) -> dict[str, str]:
        """Every member's name with its group (`""` when the package has no folders), sorted."""
        if self._groups is None:
            if self._nested:
                found = self._nested_members()
            else:
                found = dict.fromkeys(_members(self._folder, folders=False, packages=True), "")
            if self._hyphens:
                found = {name.replace("_", "-"): group for name, group in found.items()}
            self._groups = dict(sorted(found.items()))
        return self._groups

    def _nested_members(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for group in _members(self._folder, folders=True):
            folder = os.path.join(self._folder, group)
            found.update(dict.fromkeys(_members(folder, folders=False), group))
            folder = os.path.join(folder, _OPT_IN)
            if os.path.isdir(folder):
                asked_for = list(_members(folder, folders=False))
                found.update(dict.fromkeys(asked_for, group))
                self._opt_in.update(asked_for)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self.groups

    def __iter__(self) -> Iterator[str]:
        return iter(self.groups)

    def group(self, name: str) -> str:
        """The folder that a member is in."""
        return self.groups[name]

    def is_opt_in(self, name: str) -> bool:
        """Whether a member is in the folder `opt_in` of its group."""
        return name in self.groups and name in self._opt_in

    def module(self, name: str) -> ModuleType:
        """The module of a member. Raises KeyError for an unknown name."""
        if name in self._added:
            return self._added[name]
        opt_in = _OPT_IN if name in self._opt_in else ""
        module = name.replace("-", "_") if self._hyphens else name
        parts = [self._package, self.groups[name], opt_in, module]
        return import_module(".".join(filter(None, parts)))

    def package(self, group: str) -> ModuleType:
        """The package of a group."""
        if group in self._added_packages:
            return self._added_packages[group]
        return import_module(f"{self._package}.{group}")


class _Function(Protocol):
    def __call__(self, *arguments: object, **keywords: object) -> object: ...


class CallablePackage(ModuleType):
    """A package of this one that is also a function of the public API: `caption_qa_action.rules()`.

    Importing `caption_qa_action.rules` makes it an attribute of `caption_qa_action`, where the API has a
    function of the same name. As both are wanted, calling the package calls the function.
    """

    @classmethod
    def install(cls, package: str) -> None:
        """Make a package that is being imported callable."""
        sys.modules[package].__class__ = cls

    def __call__(self, *arguments: object, **keywords: object) -> object:
        parent, _, name = self.__name__.rpartition(".")
        function: _Function = getattr(import_module(f"{parent}.api"), name)
        return function(*arguments, **keywords)


def _members(folder: str, *, folders: bool, packages: bool = False) -> Iterator[str]:
    """The modules of a folder, with `packages` those that are packages as well; or its folders."""
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
            elif packages and os.path.exists(os.path.join(entry.path, "__init__.py")):
                yield name
