"""The pages that one looks things up in: the command line and the configuration."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from typing import cast

from caption_qa_action.cli import COMMANDS, PROGRAM, parser_of
from caption_qa_action.cli._text_layout import is_laid_out
from caption_qa_action.config import schema
from scripts.site_text import anchor, cell, escaped, stacked


def command_line_page() -> str:
    """Every command with its arguments, as `--help` lists them."""
    lines = [
        "# Command line",
        "",
        f"`{PROGRAM} COMMAND --help` shows the same in the terminal.",
        "",
    ]
    lines += ["| command | |", "|---|---|"]
    for name in COMMANDS:
        summary = COMMANDS.module(name).SUMMARY
        lines.append(f"| [`{name}`](#{anchor(f'{PROGRAM} {name}')}) | {cell(summary)} |")
    lines.append("")
    for name in COMMANDS:
        lines += _command(parser_of(name), 2)
    return "\n".join(lines)


def _command(parser: argparse.ArgumentParser, depth: int) -> list[str]:
    lines = [f"{'#' * depth} {parser.prog}", ""]
    for paragraph in re.split(r"\n\s*\n", (parser.description or "").strip()):
        laid_out = is_laid_out(paragraph)
        lines += ["```text", paragraph, "```", ""] if laid_out else [escaped(paragraph), ""]
    usage = parser.format_usage().removeprefix("usage: ")
    lines += ["```text", " ".join(usage.split()), "```", ""]
    for group in parser._action_groups:
        rows = [
            f"| {_argument(action)} | {cell(_help(action))} |"
            for action in group._group_actions
            if action.help != argparse.SUPPRESS
            and not isinstance(action, argparse._HelpAction | argparse._SubParsersAction)
        ]
        if rows:
            lines += [f"| {group.title} | |", "|---|---|", *rows, ""]
    if parser.epilog:
        lines += ["```text", parser.epilog, "```", ""]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in dict.fromkeys(action.choices.values()):
                lines += _command(inner, depth + 1)
    return lines


def _help(action: argparse.Action) -> str:
    return (action.help or "") % {**vars(action), "prog": PROGRAM}


def _argument(action: argparse.Action) -> str:
    metavar = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    if action.choices:
        metavar = "\\|".join(str(choice) for choice in action.choices)
    if isinstance(metavar, tuple):
        metavar = " ".join(metavar)
    if not action.option_strings:
        return f"`{metavar}`"
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    takes_none = action.nargs == 0
    return names if takes_none else f"{names} `{metavar}`"


def configuration_page() -> str:
    """Every key of the configuration, from its schema."""
    made = cast("Mapping[str, Mapping[str, Mapping[str, object]]]", schema.schema())
    override = cast(
        "Mapping[str, Mapping[str, object]]", made["$defs"]["OverrideModel"]["properties"]
    )
    lines = [
        "# Configuration",
        "",
        "`.caption-qa.yml` (or `.yaml`), or `[tool.caption-qa]` in `pyproject.toml`. The closest one to a file "
        "is in force for it, alone: nothing is merged unless it names another under `extend`.",
        "",
        "Editors that know [JSON Schema](https://json-schema.org) can use "
        "[schemas/config.schema.json](../schemas/config.schema.json).",
        "",
    ]
    rows = ["| key | type | |", "|---|---|---|"]
    for key, described in sorted(made["properties"].items()):
        description = cell(str(described["description"])) + (
            " Also in `overrides`." if key in override else ""
        )
        rows.append(f"| `{key}` | {_type_text(described)} | {description} |")
    lines += stacked(rows, "rules")
    lines += [
        "",
        "An entry of `overrides` also has `files`: patterns as in `.gitignore`, relative to the folder of the "
        "configuration. What can be said under `options` is on the page of each [rule](../rules/index.md).",
        "",
        "`caption-qa check --show-settings` prints what is in force for each file, and where it comes from.",
        "",
        "## Names",
        "",
        "An unknown key, code, group, preset or option is an error with its file, line and column, and names the "
        "nearest one that there is. An unknown code under `ignore` is only a warning, so that a configuration "
        "can be shared between versions. A deprecated code is understood, with a warning that names the new one "
        "(see [stability](../stability.md)).",
    ]
    return "\n".join(lines) + "\n"


def _type_text(described: Mapping[str, object]) -> str:
    reference = str(described.get("$ref", "")).rpartition("/")[2]
    named = {
        "selectors": "code, group, `all` or `default`; or a list",
        "failing": "level or code; or a list",
        "severity": "code: level",
        "options": "code: option: value",
    }
    if reference:
        return named.get(reference, reference)
    if "enum" in described:
        values = cast("list[str]", described["enum"])
        return "name" if len(values) > 6 else ", ".join(f"`{value}`" for value in values)
    if "anyOf" in described:
        kinds = [
            str(choice.get("type"))
            for choice in cast("list[dict[str, object]]", described["anyOf"])
        ]
        return " or ".join("list" if kind == "array" else kind for kind in kinds)
    return "list" if described.get("type") == "array" else str(described.get("type", ""))
