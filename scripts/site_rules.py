"""The pages of the rules, and the tables that count them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from caption_qa_action.core.preset import Preset
from caption_qa_action.core.rule import PREVIEW, Rule, Value, dedented_page, value_text
from caption_qa_action.formats import FORMATS, formats_of
from caption_qa_action.rules.players import players_section
from scripts.site_text import (
    anchor,
    cell,
    code_class,
    fact_table,
    front_matter,
    linked_sources,
    readable_fences,
    stacked,
)
from scripts.site_words import RULE_WORDS

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
    "xml": "XML",
    "json": "JSON timelines",
    "sbv": "SBV",
    "scc": "SCC",
    "stl": "EBU STL",
    "sami": "SAMI",
    "microdvd": "MicroDVD",
    "spruce_stl": "Spruce STL",
    "lrc": "LRC",
    "triage": "Suppressions",
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


def rules_page(rules: list[Rule], link: str, *, on_site: bool) -> str:
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
        number = "1 rule" if len(members) == 1 else f"{len(members)} rules"
        lines += [f"## {title_of(group)}", "", f"Group `{group}`, {number}.", ""]
        rows = ["| code | severity | formats | finds |", "|---|---|---|---|"]
        for rule in members:
            formats = ", ".join(formats_of(rule)) or "all"
            level = level_of(rule) + (", in preview" if rule.state == PREVIEW else "")
            name = f"[`{rule.code}`]({link.format(code=rule.code)})"
            rows.append(f"| {name} | {level} | {formats} | {cell(rule.summary)} |")
        lines += [*(stacked(rows, "rules") if on_site else rows), ""]
    return "\n".join(lines)


def rule_page(rule: Rule, presets: list[Preset]) -> str:
    """The page of a rule."""
    summary, _, rest = dedented_page(rule).partition("\n")
    level = rule.severity.label
    facts = [
        ("severity", level),
        ("runs", "by default" if rule.default else "where it is selected (opt-in)"),
        ("group", f"[{title_of(rule.group)}](index.md#{anchor(title_of(rule.group))})"),
        (
            "formats",
            ", ".join(f"[{name}](../formats/{name}.md)" for name in formats_of(rule)) or "all",
        ),
    ]
    if rule.state == PREVIEW:
        facts.append(("state", "[in preview](../stability.md): runs only with `--preview`"))
    if rule.formerly:
        facts.append(("formerly", ", ".join(f"`{old}`" for old in rule.formerly)))
    lines = [
        front_matter(tags=RULE_WORDS.get(rule.code, ())),
        f"# {rule.code} {{ {code_class(rule.code)} }}",
        "",
        summary,
    ]
    lines += [
        "",
        *fact_table(facts),
        "",
        readable_fences(linked_sources(rest.strip())),
        "",
        players_section(rule.code),
        "",
        *_in_presets(rule, presets),
    ]
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
        changes = [
            f"`{limit.option}` {value_text(limit.value)}"
            for limit in preset.limits
            if limit.code == rule.code
        ]
        if rule.code in preset.severities:
            changes.append(preset.severities[rule.code].label)
        if rule.code in preset.enable:
            changes.append("switched on")
        if rule.code in preset.disable:
            changes.append("switched off")
        elif changes and rule.code in preset.suggested:
            changes.append("suggested")
        if changes:
            rows.append(f"| [{preset.name}](../presets/{preset.name}.md) | {'; '.join(changes)} |")
    return ["## In presets", "", "| preset | there |", "|---|---|", *rows, ""] if rows else []


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


def counts_table(rules: list[Rule]) -> list[str]:
    """How many rules of each group understand each format."""
    names = list(FORMATS)
    lines = [f"| group | all | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    totals: Counter[str] = Counter()
    for group, members in groups(rules).items():
        counts = {
            name: sum(rule.covers(FORMATS[name].traits) for rule in members) for name in names
        }
        totals.update(counts)
        cells = " | ".join(str(counts[name] or "–") for name in names)
        lines.append(f"| {title_of(group)} | {len(members)} | {cells} |")
    cells = " | ".join(f"**{totals[name]}**" for name in names)
    return [*lines, f"| **all** | **{len(rules)}** | {cells} |"]
