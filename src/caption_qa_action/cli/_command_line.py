"""The command line as plain values, from the parsers themselves: for completion and for the manual page."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator

from caption_qa_action.cli import COMMANDS, parser_of
from caption_qa_action.core.named_tuple import NamedTuple

# What a shell offers where a file is wanted.
FILES = "files"


class Option(NamedTuple):
    """An option, or an argument, which has no `names`.

    `value` is the placeholder of its value, `""` for a flag. `words` are what the value may be; `kind` is `FILES`
    where it names one. A value that is a list takes several words with commas between them; `after` is what stands
    behind a word and an equals sign.
    """

    names: tuple[str, ...]
    help: str
    value: str = ""
    words: tuple[str, ...] = ()
    kind: str = ""
    is_list: bool = False
    after: tuple[str, ...] = ()


class Command(NamedTuple):
    """A command, by its words: `("remote", "keys", "list")`."""

    path: tuple[str, ...]
    summary: str
    description: str
    usage: str
    options: tuple[Option, ...]
    arguments: tuple[Option, ...]
    commands: tuple[str, ...]


def commands() -> tuple[Command, ...]:
    """Every command, those that hold others included, in the order of the help."""
    found: list[Command] = []
    for name in COMMANDS:
        found += _walk(parser_of(name), (name,), COMMANDS.module(name).SUMMARY)
    return tuple(found)


def _walk(
    parser: argparse.ArgumentParser, path: tuple[str, ...], summary: str
) -> Iterator[Command]:
    options: list[Option] = []
    arguments: list[Option] = []
    inner: dict[str, tuple[argparse.ArgumentParser, str]] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {each.dest: each.help or "" for each in action._choices_actions}
            inner.update(
                (name, (each, helps.get(name, ""))) for name, each in action.choices.items()
            )
        elif action.option_strings and action.help == argparse.SUPPRESS:
            continue  # refused, or for programs alone
        elif action.option_strings:
            options.append(_option(action, path[0]))
        else:
            arguments.append(_option(action, path[0]))
    yield Command(
        path,
        summary,
        (parser.description or summary).strip(),
        " ".join((parser.usage or parser.format_usage().removeprefix("usage: ")).split()),
        tuple(options),
        tuple(arguments),
        tuple(inner),
    )
    for name, (each, text) in inner.items():
        yield from _walk(each, (*path, name), text)


def _option(action: argparse.Action, command: str) -> Option:
    help = "" if action.help in (None, argparse.SUPPRESS) else str(action.help)
    takes_value = action.nargs != 0
    value = ""
    if takes_value:
        value = str(
            action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
        )
    words = tuple(map(str, action.choices)) if action.choices else ()
    kind = FILES if value in _OF_FILES else ""
    if takes_value and not words and not kind:
        words = _words(action.dest, value, command)
    after = _levels() if value == "CODE=LEVEL" else ()
    return Option(tuple(action.option_strings), help, value, words, kind, value in _LISTS, after)


_OF_FILES = frozenset({"DIR", "FILE", "FOLDER", "INPUT", "PATH", "PATHS", "PATTERNS", "REPORT"})
_LISTS = frozenset({"CODES", "WHAT"})


def _words(dest: str, value: str, command: str) -> tuple[str, ...]:
    """What the value of an option may be, where something knows it."""
    makes = _BY_NAME.get(dest)
    if value == "NAME[=PATH]":
        makes = _reporters
    elif (command, dest) == ("preset", "name"):
        makes = _presets
    elif (command, dest) == ("init", "name"):
        makes = _presets_or_none
    if value in ("CODE", "CODE=LEVEL", "CODE.OPTION=VALUE"):
        makes = _codes
    return makes() if makes is not None else ()


def _codes() -> tuple[str, ...]:
    from caption_qa_action.rules import RULES

    return tuple(RULES)


def _selectors() -> tuple[str, ...]:
    from caption_qa_action.config.allowed_values import ALL, DEFAULT, groups

    return (*_codes(), *sorted(groups()), ALL, DEFAULT)


def _levels() -> tuple[str, ...]:
    from caption_qa_action.config.allowed_values import LEVELS, OFF

    return (*LEVELS, OFF)


def _fail_on() -> tuple[str, ...]:
    from caption_qa_action.config.allowed_values import LEVELS, NEVER

    return (*LEVELS, NEVER, *_codes())


def _engines() -> tuple[str, ...]:
    from caption_qa_action.config.allowed_values import ENGINES

    return ENGINES


def _quota_policies() -> tuple[str, ...]:
    from caption_qa_action.config.allowed_values import QUOTA_POLICIES

    return QUOTA_POLICIES


def _presets() -> tuple[str, ...]:
    from caption_qa_action.presets import names

    return tuple(names())


def _presets_or_none() -> tuple[str, ...]:
    from caption_qa_action.presets import NONE

    return (*_presets(), NONE)


def _formats() -> tuple[str, ...]:
    from caption_qa_action.formats import FORMATS

    return tuple(FORMATS)


def _targets() -> tuple[str, ...]:
    from caption_qa_action.delivery.target import target_names

    return tuple(target_names())


def _groups() -> tuple[str, ...]:
    from caption_qa_action.config.allowed_values import groups

    return tuple(sorted(groups()))


def _reporters() -> tuple[str, ...]:
    from caption_qa_action.reporters import REPORTERS

    return tuple(REPORTERS)


def _kinds() -> tuple[str, ...]:
    from caption_qa_action.core.settings import KINDS

    return KINDS


def _profiles() -> tuple[str, ...]:
    from caption_qa_action.delivery.profiles import PROFILES

    return tuple(PROFILES)


_BY_NAME: dict[str, Callable[[], tuple[str, ...]]] = {
    "engine": _engines,
    "extend_select": _selectors,
    "fail_on": _fail_on,
    "fix_profile": _profiles,
    "format": _formats,
    "group": _groups,
    "ignore": _selectors,
    "input_format": _formats,
    "kind": _kinds,
    "preset": _presets_or_none,
    "quota_policy": _quota_policies,
    "select": _selectors,
    "to": _targets,
}
