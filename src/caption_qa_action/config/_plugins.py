"""Which plugins may be used: those that whoever runs the check allows, and a configuration names."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable

from caption_qa_action.core.annotations import Self
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import ALLOW_VARIABLE
from caption_qa_action.core.text import printable, quote


class Permission(NamedTuple):
    """The plugins that are allowed, and folders of files that are checked, which nothing is imported from."""

    names: frozenset[str] = frozenset()
    checked: tuple[str, ...] = ()

    def beside(self, folder: str) -> Self:
        """The same, where a folder is checked as well."""
        return self if folder in self.checked else self._replace(checked=(*self.checked, folder))

    def use(self, name: str) -> None:
        """Import a plugin unless that was done. Raises ValueError for one that cannot be used."""
        if name not in self.names:
            raise ValueError(
                f"plugin {quote(name)} is not allowed, and a configuration cannot allow it: pass "
                f"--allow-plugin {printable(name)}, or name it in {ALLOW_VARIABLE} "
                "(the Action's input allow-plugins)"
            )
        from caption_qa_action import plugins

        plugins.use(name, self.checked)

    def require_installed(self, name: str) -> None:
        """Raises ValueError for a plugin that is not installed; nothing of it is imported."""
        from caption_qa_action import plugins

        plugins.require_installed(name, self.checked)


NO_PLUGINS = Permission()


def permission(names: Iterable[str], checked: Iterable[str] = ()) -> Permission:
    """What a command line and the environment allow, for a run that checks some paths."""
    in_environment = os.environ.get(ALLOW_VARIABLE, "").replace(",", " ").split()
    return Permission(frozenset((*names, *in_environment)), tuple(checked))


def require_known(name: str, plugins: Collection[str], remedy: str) -> None:
    """Raises ValueError for the code or selector of a plugin that is not among some."""
    plugin, slash, _ = name.partition("/")
    if slash and plugin not in plugins:
        raise ValueError(f"{quote(name)} is of a plugin: {remedy.format(printable(plugin))}")
