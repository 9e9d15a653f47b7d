"""List the rules by group: all of them, or those of a format, a group or a preset.

`caption-qa rules test` checks the samples on the pages of the rules, so that whoever changes an option
sees what it does to them.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from caption_qa_action.cli._plugins import add_plugin_argument, use_plugins
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import nearest, plural, quote

if TYPE_CHECKING:
    from caption_qa_action.core.rule import Rule
    from caption_qa_action.core.settings import RuleSetting

SUMMARY = "list the rules, or check the samples on their pages"


def configure(parser: argparse.ArgumentParser) -> None:
    """What is listed, as text or as JSON; and the command that checks samples."""
    parser.usage = (
        "caption-qa rules [--format NAME] [--group NAME] [--preset NAME] [--json] [test ...]"
    )
    add = parser.add_argument
    add("--format", metavar="NAME", help="only rules that understand this format, such as srt")
    add("--group", metavar="NAME", help="only rules of this group, such as timing")
    add("--preset", metavar="NAME", help="only rules that run for this preset, as they run for it")
    add("--json", action="store_true", help="everything about each rule, as JSON")
    add_plugin_argument(parser)
    test = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command").add_parser(
        "test", help="check the samples on the pages of rules", allow_abbrev=False
    )
    test.usage = "caption-qa rules test [CODE|GROUP...] [--option CODE.OPTION=VALUE]"
    test.description = (
        "Check the bad and good samples of each page; exit 1 if one does not come out."
    )
    test.add_argument(
        "codes", metavar="CODE", nargs="*", help="rules, or groups of them (default: all)"
    )
    test.add_argument(
        "--option",
        metavar="CODE.OPTION=VALUE",
        action="append",
        help="set an option of a rule, such as line_too_long.limit_columns=37",
    )
    # Without a default of its own: it would take the place of what stands before the command.
    add_plugin_argument(test, default=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Print the list, or the outcome of the test."""
    use_plugins(arguments.allow_plugin)
    if arguments.command == "test":
        from caption_qa_action.cli._samples import test

        for name in ("format", "group", "preset", "json"):
            if getattr(arguments, name):
                raise UsageError(f"--{name} has no use with test, which takes codes and groups")
        return test(_codes(arguments.codes), arguments.option or (), arguments.allow_plugin or ())
    settings = _in_force(arguments.preset)
    rules = _chosen(arguments, settings)
    if arguments.json:
        import json

        from caption_qa_action.cli._pages import rule_record

        records = [rule_record(rule, settings.get(rule.code)) for rule in rules]
        print(json.dumps(records, indent=2, ensure_ascii=False))
        return 0
    _print(rules, settings)
    return 0


def _chosen(arguments: argparse.Namespace, settings: Mapping[str, RuleSetting]) -> list[Rule]:
    """The rules that pass every filter, by group."""
    from caption_qa_action.formats import FORMATS
    from caption_qa_action.rules import RULES, load_all

    name, group = arguments.format, arguments.group
    if name is not None:
        _require("format", name, list(FORMATS))
    if group is not None:
        _require("group", group, sorted(set(RULES.groups.values())))
    rules = [
        rule
        for rule in load_all()
        if (name is None or rule.covers(FORMATS[name].traits))
        and (group is None or rule.group == group)
        and (arguments.preset is None or rule.code in settings)
    ]
    return sorted(rules, key=lambda rule: (rule.group, rule.code))


def _in_force(preset: str | None) -> dict[str, RuleSetting]:
    """The settings of the rules that run for a preset, by code; none without a preset."""
    if preset is None:
        return {}
    from caption_qa_action import config
    from caption_qa_action.cli._pages import own_presets
    from caption_qa_action.core.rule import PREVIEW
    from caption_qa_action.presets import names
    from caption_qa_action.rules import load

    own = {} if preset in names() else own_presets()
    _require("preset", preset, [*names(), *own])
    settings = config.settings_of_preset(preset, own)
    return {
        setting.code: setting
        for setting in settings.rules
        if (load(setting.code).default or setting.explicit) and load(setting.code).state != PREVIEW
    }


def _require(kind: str, name: str, names: Sequence[str]) -> None:
    if name not in names:
        raise UsageError(
            f"no {kind} {quote(name)}{nearest(name, list(names))}; there are {', '.join(names)}"
        )


def _codes(names: Sequence[str]) -> list[str]:
    from caption_qa_action.cli._pages import known_code
    from caption_qa_action.config.allowed_values import ALL
    from caption_qa_action.rules import RULES

    codes: list[str] = []
    for name in names:
        in_group = [code for code, group in RULES.groups.items() if name in (group, ALL)]
        codes += in_group or [known_code(name, groups=True)]
    return list(dict.fromkeys(codes)) or list(RULES)


def _print(rules: Sequence[Rule], settings: Mapping[str, RuleSetting]) -> None:
    from caption_qa_action.cli._text_layout import entry

    width = max((len(rule.code) for rule in rules), default=0)
    group = ""
    for rule in rules:
        if rule.group != group:
            print(f"\n{rule.group}" if group else rule.group)
            group = rule.group
        start = f"  {rule.code:<{width}}  {_level(rule, settings.get(rule.code)):<8} "
        print("\n".join(entry(start, _description(rule))))
    print(f"\n{plural(len(rules), 'rule')}; caption-qa rule CODE explains one")


def _level(rule: Rule, setting: RuleSetting | None) -> str:
    if setting is None:
        return rule.severity.label if rule.default else "off"
    if setting.severity is not None:
        return setting.severity.label
    return "info" if setting.suggested else rule.severity.label


def _description(rule: Rule) -> str:
    from caption_qa_action.core.rule import PREVIEW

    state = "(preview) " if rule.state == PREVIEW else ""
    formerly = f" (formerly {', '.join(rule.formerly)})" if rule.formerly else ""
    return f"{state}{rule.summary}{formerly}"
