"""The pages of the documentation site that are made from the code, as Markdown.

Every function returns pages by their path in the site; links between them are relative to the page.
"""

from __future__ import annotations

import re

from caption_qa_action.core.rule import Rule
from caption_qa_action.formats import FORMATS
from caption_qa_action.presets import load_all as load_all_presets
from caption_qa_action.rules import load_all
from scripts.site_presets import preset_page, presets_page
from scripts.site_reference import command_line_page, configuration_page
from scripts.site_rules import counts_table, level_of, moved_page, rule_page, rules_page
from scripts.site_text import cell, fact_table, linked_sources, stacked


def pages() -> dict[str, str]:
    """Every page that is made from the code."""
    rules, presets = load_all(), load_all_presets()
    return {
        "rules/index.md": rules_page(rules, "{code}.md", on_site=True),
        **{f"rules/{rule.code}.md": rule_page(rule, presets) for rule in rules},
        **{f"rules/{old}.md": moved_page(old, rule) for rule in rules for old in rule.formerly},
        "presets/index.md": presets_page(presets),
        **{f"presets/{preset.name}.md": preset_page(preset) for preset in presets},
        "formats/index.md": formats_page(rules),
        **{f"formats/{name}.md": format_page(name, rules) for name in FORMATS},
        "reference/command-line.md": command_line_page(),
        "reference/configuration.md": configuration_page(),
    }


def format_title(name: str) -> str:
    """What a format is called, from the first line of its module."""
    first = (FORMATS.module(name).__doc__ or "").strip().partition("\n")[0].partition(":")[0]
    return re.sub(r" \(\.[^()]*\)", "", first).rstrip(".")


def formats_table(rules: list[Rule], link: str) -> list[str]:
    """The formats, all of which are read, with their suffixes, and how many rules look at each."""
    rows = ["| format | name | suffixes | written | rules |", "|---|---|---|---|---|"]
    for name in FORMATS:
        format = FORMATS[name]
        suffixes = ", ".join(f"`{suffix}`" for suffix in format.traits.all_suffixes)
        written = "yes" if format.is_written else "–"
        shown = f"[`{name}`]({link.format(name=name)})"
        every = sum(rule.covers(format.traits) for rule in rules)
        rows.append(f"| {format_title(name)} | {shown} | {suffixes} | {written} | {every} |")
    return rows


def formats_page(rules: list[Rule]) -> str:
    """The formats, and how many rules understand each."""
    lines = [
        "# Formats",
        "",
        "A file's format is decided by its content, then by its suffix.",
        "",
        *formats_table(rules, "{name}.md"),
        "",
        "## Rules by group and format",
        "",
        *stacked(counts_table(rules), "counts"),
    ]
    return "\n".join(lines) + "\n"


def format_page(name: str, rules: list[Rule]) -> str:
    """The page of a format: the docstring of its module, and the rules that are about it alone."""
    format = FORMATS[name]
    first, _, rest = (FORMATS.module(name).__doc__ or "").strip().partition("\n")
    own = [rule for rule in rules if not rule.is_universal and rule.covers(format.traits)]
    shared = sum(rule.is_universal for rule in rules)
    lines = [f"# {format_title(name)}", "", first, linked_sources(rest), ""]
    suffixes = ", ".join(f"`{suffix}`" for suffix in format.traits.all_suffixes)
    written = "read and written" if format.is_written else "read"
    lines += fact_table([("name", f"`{name}`"), ("suffixes", suffixes), ("is", written)])
    lines += ["", "## Rules", ""]
    lines += [f"{shared} rules are about every format; these know more of this one:", ""]
    rows = ["| code | severity | finds |", "|---|---|---|"]
    rows += [
        f"| [`{rule.code}`](../rules/{rule.code}.md) | {level_of(rule)} | {cell(rule.summary)} |"
        for rule in own
    ]
    lines += stacked(rows, "rules")
    return "\n".join(lines) + "\n"
