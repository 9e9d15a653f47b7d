"""The rules: one module each, in a folder for each group; the module's name is the code.

Those that run only when someone asks for them are in a folder `opt_in` of their group. The rules of a
plugin are a group of their own, and their codes begin with its name: `house/shouting`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import ModuleType

from caption_qa_action.core.registry import CallablePackage, Registry
from caption_qa_action.core.rule import Rule, Scope

RULES = Registry(__name__, os.path.dirname(__file__), nested=True)
_loaded: dict[str, Rule] = {}
_scopes: dict[str, Scope] = {}
_renamed: dict[str, str] | None = None


def group_scope(group: str) -> Scope:
    """Which formats the rules of a group look at."""
    scope = _scopes.get(group)
    if scope is None:
        scope = _scopes[group] = Scope(RULES.package(group))
    return scope


def load(code: str) -> Rule:
    """The rule of a code. Raises KeyError for an unknown code."""
    rule = _loaded.get(code)
    if rule is None:
        group = RULES.group(code)
        rule = _loaded[code] = Rule(
            code,
            group,
            RULES.module(code),
            group_scope(group),
            opt_in=RULES.is_opt_in(code),
        )
    return rule


def renamed(code: str) -> str:
    """The code that has replaced a deprecated one; `""` for any other name.

    Every rule is imported to find out, so it is asked only for what is no code.
    """
    global _renamed
    if _renamed is None:
        _renamed = {old: rule.code for rule in load_all() for old in rule.formerly}
    return _renamed.get(code, "")


def load_all() -> list[Rule]:
    """Every rule, by code, those of plugins that are in use included."""
    return [load(code) for code in RULES]


def plugin_of(code: str) -> str:
    """The plugin that a code is of, `house` for `house/shouting`; `""` for a rule of this package."""
    return code.partition("/")[0] if "/" in code else ""


def is_mended_first(code: str) -> bool:
    """Whether the fixes of a rule are made before all others and alone."""
    return code in RULES and load(code).mended_first


def add_plugin(name: str, package: ModuleType, modules: Mapping[str, ModuleType]) -> None:
    """Add the rules of a plugin, by their names in it."""
    global _renamed
    codes = {f"{name}/{rule}": module for rule, module in modules.items()}
    opt_in = [code for code, module in codes.items() if not getattr(module, "DEFAULT", True)]
    RULES.extend(name, package, codes, opt_in)
    _renamed = None


CallablePackage.install(__name__)
