"""Rules of others: installed packages with an entry point in the group `caption_qa.rules`.

What is checked is not trusted, so a plugin is imported only when three things come together: the
configuration names it, whoever runs the check allows it, and it is installed outside of what is checked.
Names are looked up on a search path without the folders that are checked, in the metadata alone; the
file that would be imported is known before anything is.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from caption_qa_action.core.settings import PluginPackage
from caption_qa_action.core.text import error_text, nearest, printable, quote
from caption_qa_action.plugins._rules import (
    contained,
    faults,
    guarded,
    guarded_scope,
    printing_to_stderr,
)
from caption_qa_action.rules import RULES, add_plugin

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from importlib.metadata import Distribution, EntryPoint
    from types import ModuleType


GROUP = "caption_qa.rules"
# Folders to look for plugins in besides those of `sys.path`, which an isolated Python (`-I`) keeps short.
PATH_VARIABLE = "CAPTION_QA_PLUGIN_PATH"
NAME_PATTERN = "[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
CODE_PATTERN = "[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
# After the name of a plugin and a slash: every rule of the plugin.
ALL = "all"

# The search path is that of the whole process, so one plugin is imported at a time.
_lock = threading.Lock()
_active: dict[str, PluginPackage] = {}


class PluginError(ValueError):
    """A plugin cannot be used; the message names it and says why."""


def use(name: str, checked: Iterable[str] = (), *, trusted: bool = False) -> PluginPackage:
    """Import a plugin unless that was done. Raises PluginError for one that cannot be used.

    `checked` are the folders of what is checked, which nothing is imported from. With `trusted` a plugin
    may be anywhere, such as in the current folder: for its own tests, which run its code anyway.
    """
    untrusted = [] if trusted else untrusted_folders(checked)
    package = _active.get(name)
    if package is None:
        package = _find(name, untrusted)
        activate(package)
    if _is_below(package.file, untrusted):
        raise _error(name, f"{package.file} is among the files that are checked")
    return package


def package_of(name: str) -> PluginPackage:
    """The package of a plugin that is in use. Raises KeyError for any other."""
    return _active[name]


def activate(package: PluginPackage) -> None:
    """Import a plugin and add its rules, unless that was done. Raises PluginError.

    Also what a worker process does for the plugins of its settings.
    """
    with _lock:
        if package.name not in _active:
            _activate(package)


def _activate(package: PluginPackage) -> None:
    with _searching(package.search_path), printing_to_stderr():
        root = _import(package.name, package.package)
        modules = dict(_rule_modules(package.name, root))
    for rule, module in modules.items():
        _require_rule(package.name, rule, module)
        module.check = guarded(module.check, getattr(module, "WORDS", ()))  # type: ignore[attr-defined]
        if hasattr(module, "applies_to"):
            scope = guarded_scope(f"{package.name}/{rule}", module.applies_to)
            module.applies_to = scope  # type: ignore[attr-defined]
    add_plugin(package.name, root, modules)
    _active[package.name] = package


# Where it is, without importing anything.


def untrusted_folders(checked: Iterable[str]) -> list[str]:
    """The folders that nothing is imported from: the current one and what is checked.

    Each stands for the whole repository that it is in.
    """
    return sorted({_top(os.path.realpath(folder)) for folder in (os.curdir, *checked)})


def _top(folder: str) -> str:
    """The root of the repository that a path is in, else the folder of it that exists."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    above = folder
    while not os.path.exists(os.path.join(above, ".git")):
        if os.path.dirname(above) == above:
            return folder
        above = os.path.dirname(above)
    return above


def _is_below(path: str, folders: Sequence[str]) -> bool:
    """Whether a path lies in one of some folders, and not where this Python has its packages.

    A virtual environment in the checkout is as good as the Python that runs us: what is in its
    `site-packages` could run code at every start, by a `.pth` file.
    """
    real = os.path.realpath(path)
    if any(_contains(folder, real) for folder in _own_folders()):
        return False
    return any(_contains(folder, real) for folder in folders)


def _contains(folder: str, path: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def _own_folders() -> list[str]:
    """The folders of this Python: its standard library, and the packages that it finds by itself."""
    import site

    folders = [os.path.dirname(os.__file__)]
    # Without the module `site` (`-S`) no `.pth` file is read either.
    if not sys.flags.no_site:
        folders += site.getsitepackages()
        if site.ENABLE_USER_SITE:
            folders.append(site.getusersitepackages())
    return [os.path.realpath(folder) for folder in folders]


def search_path(untrusted: Sequence[str]) -> tuple[str, ...]:
    """Where plugins and what they need are looked for."""
    more = os.environ.get(PATH_VARIABLE, "").split(os.pathsep)
    return tuple(
        entry
        for entry in (*sys.path, *more)
        if os.path.isabs(entry) and not _is_below(entry, untrusted)
    )


def require_installed(name: str, checked: Iterable[str] = ()) -> None:
    """Raises PluginError for a plugin that is not installed; nothing is imported."""
    _points(name, search_path(untrusted_folders(checked)))


def _find(name: str, untrusted: Sequence[str]) -> PluginPackage:
    """The package of a plugin's rules. Raises PluginError."""
    path = search_path(untrusted)
    found = _points(name, path)
    if len(found) > 1:
        raise _error(name, f"it is in several packages: {', '.join(map(printable, sorted(found)))}")
    _require_name(name)
    (point,) = found.values()
    if not re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", point.value, re.ASCII):
        raise _error(name, f"its entry point {quote(point.value)} is not the name of a package")
    return PluginPackage(name, point.value, _file_of(name, point.value, path, untrusted), path)


def _points(name: str, path: Sequence[str]) -> dict[str, EntryPoint]:
    """The entry points of a plugin, by the distribution that has it. Raises PluginError where none has."""
    found: dict[str, EntryPoint] = {}
    names: set[str] = set()
    for distribution in _distributions(path):
        for point in distribution.entry_points:
            if point.group == GROUP:
                names.add(point.name)
                if point.name == name:
                    # The first of the search path counts, as for the import itself.
                    found.setdefault(str(distribution.metadata["Name"]), point)
    if not found:
        near = nearest(name, sorted(names))
        raise _error(
            name,
            f"it is not installed{near}; what lies among the checked files does not count",
        )
    return found


def _distributions(path: Sequence[str]) -> Iterator[Distribution]:
    from importlib.metadata import DistributionFinder, MetadataPathFinder

    # Not through `sys.meta_path`: what an editable installation has hooked in there may lead anywhere.
    return iter(MetadataPathFinder.find_distributions(DistributionFinder.Context(path=list(path))))


def _file_of(name: str, package: str, path: Sequence[str], untrusted: Sequence[str]) -> str:
    """The file of the outermost package, which decides where everything in it is. Raises PluginError."""
    top = package.partition(".")[0]
    spec = _spec(top, path)
    file = spec.origin if spec is not None else None
    if file is None:
        raise _error(
            name,
            f"there is no package {top} outside of the checked files (is it installed as editable?)",
        )
    if _is_below(file, untrusted):
        raise _error(name, f"{file} is among the files that are checked")
    loaded = sys.modules.get(top)
    if loaded is not None and not _is_same(getattr(loaded, "__file__", None), file):
        raise _error(name, f"another module {top} is in use already: {loaded!r}")
    return file


def _is_same(path: str | None, other: str) -> bool:
    return path is not None and os.path.realpath(path) == os.path.realpath(other)


def _spec(top: str, path: Sequence[str]) -> ModuleSpec | None:
    from importlib.machinery import PathFinder

    # By name and path alone: nothing is imported by looking, and no hook of others is asked.
    return PathFinder.find_spec(top, list(path))


# Importing it.


@contextmanager
def _searching(path: Sequence[str]) -> Iterator[None]:
    """Import from a search path alone; folders that only it has stay, at the end of the usual one."""
    usual = list(sys.path)
    sys.path[:] = path
    try:
        yield
    finally:
        sys.path[:] = [*usual, *(entry for entry in path if entry not in usual)]


def _import(name: str, module: str) -> ModuleType:
    from importlib import import_module

    try:
        with contained():
            return import_module(module)
    except Exception as error:
        reason = error_text(error)
        raise _error(name, f"{module} cannot be imported: {reason}") from error


def _rule_modules(name: str, package: ModuleType) -> Iterator[tuple[str, ModuleType]]:
    from pkgutil import iter_modules

    if not hasattr(package, "__path__"):
        raise _error(name, f"{package.__name__} is a module, and a package of rules is needed")
    rules = [
        found.name
        for found in iter_modules(package.__path__)
        if not found.ispkg and not found.name.startswith("_")
    ]
    if not rules:
        raise _error(name, f"there is no rule in {package.__name__}")
    for rule in rules:
        if not re.fullmatch(CODE_PATTERN, rule) or rule == ALL:
            raise _error(name, f"{quote(rule)} is no code of a rule, such as shouted_word")
        yield rule, _import(name, f"{package.__name__}.{rule}")


# What a rule must be, so that it can be used as ours are.


def _require_name(name: str) -> None:
    taken = {*RULES.groups.values(), *RULES, *_RESERVED}
    if not re.fullmatch(NAME_PATTERN, name) or name in taken:
        raise _error(name, "that is no name for a plugin: it is reserved, or not like our-house")


# Words that mean something where codes and groups are written.
_RESERVED = ("all", "default", "error", "warning", "info", "off", "never", "remote")


def _require_rule(name: str, rule: str, module: ModuleType) -> None:
    """Raises PluginError for a module that has not the parts of a rule."""
    for wrong in faults(module):
        raise _error(name, f"{name}/{rule} {wrong}")


def _error(name: str, reason: str) -> PluginError:
    return PluginError(f"plugin {quote(name)}: {reason}")
