"""The pages of the documentation site that are made from the code, as Markdown.

Every function returns pages by their path in the site; links between them are relative to the page.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import cast

from caption_qa_action.cli import COMMANDS, PROGRAM, parser_of
from caption_qa_action.cli._pages import dedented_page
from caption_qa_action.config import schema
from caption_qa_action.core.preset import Preset
from caption_qa_action.core.rule import PREVIEW, Rule, Value, value_text
from caption_qa_action.formats import FORMATS
from caption_qa_action.presets import load_all as load_all_presets
from caption_qa_action.rules import load_all

GROUPS = {
    "file": "Files",
    "structure": "Structure of cues",
    "timing": "Timing",
    "layout": "Layout",
    "text": "Text",
    "style": "House style",
    "siblings": "Languages side by side",
    "markup": "Markup in cue text",
    "srt": "SRT",
    "webvtt": "WebVTT",
    "ass": "ASS and SSA",
    "ttml": "TTML and IMSC",
    "json": "JSON timelines",
    "sbv": "SBV",
    "scc": "SCC",
    "stl": "EBU STL",
    "sami": "SAMI",
    "microdvd": "MicroDVD",
    "lrc": "LRC",
    "triage": "Suppressions",
}


def pages() -> dict[str, str]:
    """Every page that is made from the code."""
    rules, presets = load_all(), load_all_presets()
    return {
        "rules/index.md": rules_page(rules, "{code}.md"),
        **{f"rules/{rule.code}.md": rule_page(rule, presets) for rule in rules},
        **{f"rules/{old}.md": moved_page(old, rule) for rule in rules for old in rule.formerly},
        "presets/index.md": presets_page(presets),
        **{f"presets/{preset.name}.md": preset_page(preset) for preset in presets},
        "formats/index.md": formats_page(rules),
        **{f"formats/{name}.md": format_page(name, rules) for name in FORMATS},
        "reference/command-line.md": command_line_page(),
        "reference/configuration.md": configuration_page(),
    }


def groups(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    """The rules by group, in the order in which groups are shown."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.group].append(rule)
    return {group: found[group] for group in (*GROUPS, *sorted(found)) if group in found}


def title_of(group: str) -> str:
    """What a group is called."""
    return GROUPS.get(group, group.capitalize())


def level_of(rule: Rule) -> str:
    """A rule's severity; `off` for one that is opt-in."""
    return rule.severity.label if rule.default else "off"


def rules_page(rules: list[Rule], link: str) -> str:
    """The rules by group; `link` leads to the page of a `{code}`."""
    opt_in = sum(not rule.default for rule in rules)
    preview = sum(rule.state == PREVIEW for rule in rules)
    lines = [
        "# Rules",
        "",
        f"{len(rules)} rules, of which {opt_in} are opt-in: they run where you select them or the preset "
        "does. `caption-qa rule CODE` shows the page of one in the terminal, `caption-qa rules` lists them.",
        "",
        *([f"{preview} are in [preview](../stability.md).", ""] if preview else []),
    ]
    for group, members in groups(rules).items():
        lines += [f"## {title_of(group)}", "", f"Group `{group}`, {len(members)} rules.", ""]
        lines += ["| code | severity | formats | finds |", "|---|---|---|---|"]
        for rule in members:
            formats = ", ".join(rule.formats) or "all"
            level = level_of(rule) + (", in preview" if rule.state == PREVIEW else "")
            name = f"[`{rule.code}`]({link.format(code=rule.code)})"
            lines.append(f"| {name} | {level} | {formats} | {cell(rule.summary)} |")
        lines.append("")
    return "\n".join(lines)


def rule_page(rule: Rule, presets: list[Preset]) -> str:
    """The page of a rule."""
    summary, _, rest = dedented_page(rule).partition("\n")
    level = rule.severity.label
    facts = [
        ("severity", level),
        ("runs", "by default" if rule.default else "where it is selected (opt-in)"),
        ("group", f"[{title_of(rule.group)}](index.md#{anchor(title_of(rule.group))})"),
        ("formats", ", ".join(f"[{name}](../formats/{name}.md)" for name in rule.formats) or "all"),
    ]
    if rule.state == PREVIEW:
        facts.append(("state", "[in preview](../stability.md): runs only with `--preview`"))
    if rule.formerly:
        facts.append(("formerly", ", ".join(f"`{old}`" for old in rule.formerly)))
    lines = [f"# {rule.code}", "", summary, "", "| | |", "|---|---|"]
    lines += [f"| {key} | {value} |" for key, value in facts]
    lines += ["", _readable_fences(_linked_sources(rest.strip())), "", *_in_presets(rule, presets)]
    lines += ["## Set it", "", *_settings(rule)]
    return "\n".join(lines) + "\n"


def moved_page(old: str, rule: Rule) -> str:
    """The page of a deprecated code."""
    return (
        f"# {old}\n\nThis code is deprecated. It is now called [`{rule.code}`]({rule.code}.md).\n"
    )


def _in_presets(rule: Rule, presets: list[Preset]) -> list[str]:
    rows = []
    for preset in presets:
        said = [
            f"`{limit.option}` {value_text(limit.value)}"
            for limit in preset.limits
            if limit.code == rule.code
        ]
        if rule.code in preset.severities:
            said.append(preset.severities[rule.code].label)
        if rule.code in preset.enable:
            said.append("switched on")
        if rule.code in preset.disable:
            said.append("switched off")
        elif said and rule.code in preset.suggested:
            said.append("suggested")
        if said:
            rows.append(f"| [{preset.name}](../presets/{preset.name}.md) | {'; '.join(said)} |")
    return ["## In presets", "", "| preset | |", "|---|---|", *rows, ""] if rows else []


def _settings(rule: Rule) -> list[str]:
    lines = ['```yaml title=".caption-qa.yml"']
    if not rule.default:
        lines.append(f"extend-select: [{rule.code}]")
    lines += ["severity:", f"  {rule.code}: {rule.severity.label}   # error, warning, info or off"]
    if rule.options:
        lines += ["options:", f"  {rule.code}:"]
        lines += [f"    {name}: {_yaml(value)}" for name, value in rule.options.items()]
    return [*lines, "```", "", "See [configuration](../reference/configuration.md)."]


def _yaml(value: Value) -> str:
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _readable_fences(text: str) -> str:
    """Samples with the name of their format as a title, in place of words for the tests."""
    notes = {
        "escapes": "\\xNN is a byte, \\uNNNN a character",
        "crlf": "CRLF line ends",
        "no-final-newline": "no newline at the end",
    }

    def readable(match: re.Match[str]) -> str:
        kind, *words = match[1].split(" ")
        if not kind or kind == "yaml":
            return match[0]
        title = words.pop(0) if kind == "text" and words else kind
        for word in words:
            name, equals, value = word.partition("=")
            if name == "repeat":
                title += f", {value} times"
            elif equals:
                title += f", with {name}: {value}"
            elif word in notes:
                title += f" ({notes[word]})"
        language = {"ttml": "xml", "json": "json"}.get(kind, "text")
        title = title.replace('"', "'").replace("\\", "\\\\")
        return f'```{language} title="{title}"'

    return re.sub(r"(?m)^```([^\n`]+)$", readable, text)


def _linked_sources(text: str) -> str:
    """Bare addresses as links."""
    return re.sub(r"(?<![<(\[`])(https?://[^\s)>`]+[^\s)>`.,;:])", r"<\1>", text)


def presets_page(presets: list[Preset]) -> str:
    """The presets by kind."""
    lines = [
        "# Presets",
        "",
        "A preset is the platform or house style that captions are checked for: `--preset NAME`, or "
        "`preset: NAME` in the configuration. A limit in bold is **enforced**; the others are only "
        "suggested, as infos, which fail no build unless you ask for it.",
        "",
    ]
    for kind in dict.fromkeys(preset.kind for preset in presets):
        members = [preset for preset in presets if preset.kind == kind]
        lines += [f"## {kind.capitalize()}", "", *presets_table(members, "{name}.md"), ""]
    return "\n".join(lines)


def presets_table(presets: list[Preset], link: str) -> list[str]:
    """Presets with their output format and their best-known limits."""
    rows = ["| preset | output | characters a line | lines | characters a second | intent |"]
    rows.append("|---|---|---|---|---|---|")
    for preset in presets:
        cells = [
            _limit(preset, "line_too_long", "limit_columns"),
            _limit(preset, "too_many_lines", "limit_lines"),
            _limit(preset, "reading_speed_high", "limit_cps"),
        ]
        name = f"[`{preset.name}`]({link.format(name=preset.name)})"
        rows.append(f"| {name} | {preset.output} | {' | '.join(cells)} | {cell(preset.intent)} |")
    return rows


def _limit(preset: Preset, code: str, option: str) -> str:
    for limit in preset.limits:
        if (limit.code, limit.option) == (code, option):
            return f"{limit.value}" if code in preset.suggested else f"**{limit.value}**"
    return "–"


def preset_page(preset: Preset) -> str:
    """The page of a preset: every limit with its source."""
    lines = [
        f"# {preset.name}",
        "",
        f"**{preset.title}.** {preset.intent}.",
        "",
        "| | |",
        "|---|---|",
    ]
    lines.append(f"| kind | {preset.kind} |")
    lines.append(f"| delivered as | [{preset.output}](../formats/{preset.output}.md) |")
    lines.append(f"| markup kept | {', '.join(f'`{tag}`' for tag in preset.markup) or 'none'} |")
    lines += ["", "## Limits", "", "| rule | option | value | | source |", "|---|---|---|---|---|"]
    for limit in preset.limits:
        standing = "suggested" if limit.code in preset.suggested else "**enforced**"
        lines.append(
            f"| [`{limit.code}`](../rules/{limit.code}.md) | `{limit.option}` "
            f"| {cell(value_text(limit.value)).replace(',', ', ')} | {standing} "
            f"| {_linked_sources(cell(limit.source))} |"
        )
    for heading, codes in (("Switched on", preset.enable), ("Switched off", preset.disable)):
        if codes:
            names = ", ".join(f"[`{code}`](../rules/{code}.md)" for code in codes)
            lines += ["", f"## {heading}", "", names]
    if preset.severities:
        lines += ["", "## Severities", "", "| rule | severity here |", "|---|---|"]
        lines += [
            f"| [`{code}`](../rules/{code}.md) | {severity.label} |"
            for code, severity in sorted(preset.severities.items())
        ]
    if preset.notes:
        lines += ["", "## Notes", "", *(f"- {_linked_sources(note)}" for note in preset.notes)]
    return (
        "\n".join([*lines, "", '```yaml title=".caption-qa.yml"', f"preset: {preset.name}", "```"])
        + "\n"
    )


def format_title(name: str) -> str:
    """What a format is called, from the first line of its module."""
    first = (FORMATS.module(name).__doc__ or "").strip().partition("\n")[0].partition(":")[0]
    return re.sub(r" \(\.[^()]*\)", "", first).rstrip(".")


def formats_table(link: str) -> list[str]:
    """The formats with their suffixes, and what is read and written."""
    rows = ["| format | name | suffixes | read | written |", "|---|---|---|---|---|"]
    for name in FORMATS:
        module = FORMATS.module(name)
        suffixes = ", ".join(f"`{suffix}`" for suffix in module.SUFFIXES)
        written = "yes" if hasattr(module, "write") else "–"
        shown = f"[`{name}`]({link.format(name=name)})" if link else f"`{name}`"
        rows.append(f"| {format_title(name)} | {shown} | {suffixes} | yes | {written} |")
    return rows


def formats_page(rules: list[Rule]) -> str:
    """The formats, and how many rules understand each."""
    lines = [
        "# Formats",
        "",
        "A file's format is decided by its content, then by its suffix.",
        "",
        *formats_table("{name}.md"),
        "",
        "## Rules by group and format",
        "",
        *counts_table(rules),
    ]
    return "\n".join(lines) + "\n"


def counts_table(rules: list[Rule]) -> list[str]:
    """How many rules of each group understand each format."""
    names = list(FORMATS)
    lines = [f"| group | all | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    totals: Counter[str] = Counter()
    for group, members in groups(rules).items():
        counts = {
            name: sum(not rule.formats or name in rule.formats for rule in members)
            for name in names
        }
        totals.update(counts)
        cells = " | ".join(str(counts[name] or "–") for name in names)
        lines.append(f"| {title_of(group)} | {len(members)} | {cells} |")
    cells = " | ".join(f"**{totals[name]}**" for name in names)
    return [*lines, f"| **all** | **{len(rules)}** | {cells} |"]


def format_page(name: str, rules: list[Rule]) -> str:
    """The page of a format: what its module says, and the rules that are about it alone."""
    module = FORMATS.module(name)
    first, _, rest = (module.__doc__ or "").strip().partition("\n")
    own = [rule for rule in rules if rule.formats and name in rule.formats]
    shared = sum(not rule.formats for rule in rules)
    lines = [f"# {format_title(name)}", "", first, _linked_sources(rest), "", "| | |", "|---|---|"]
    lines.append(f"| name | `{name}` |")
    lines.append(f"| suffixes | {', '.join(f'`{suffix}`' for suffix in module.SUFFIXES)} |")
    written = "read and written" if hasattr(module, "write") else "read"
    lines += [f"| is | {written} |", "", "## Rules", ""]
    lines.append(f"{shared} rules are about every format; these know more of this one:")
    lines += ["", "| code | severity | finds |", "|---|---|---|"]
    lines += [
        f"| [`{rule.code}`](../rules/{rule.code}.md) | {level_of(rule)} | {cell(rule.summary)} |"
        for rule in own
    ]
    return "\n".join(lines) + "\n"


def command_line_page() -> str:
    """Every command with its arguments, as `--help` tells them."""
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
    lines += [escaped(parser.description or ""), ""]
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
        "| key | type | also in `overrides` | |",
        "|---|---|---|---|",
    ]
    for key, described in sorted(made["properties"].items()):
        inside = "yes" if key in override else ""
        lines.append(
            f"| `{key}` | {_type_text(described)} | {inside} | {cell(str(described['description']))} |"
        )
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


def cell(text: str) -> str:
    """Text for a cell of a table, in which `|` and tags would be markup; code spans stay."""
    return "".join(
        part.replace("|", "\\|") if part.startswith("`") else escaped(part).replace("|", "\\|")
        for part in re.split(r"(`+[^`]+`+)", text.replace("\n", " "))
    )


def escaped(text: str) -> str:
    """Text in which tags are no markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*")


def anchor(title: str) -> str:
    """The anchor of a heading, as the site makes it."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", title.lower())).strip("-")
