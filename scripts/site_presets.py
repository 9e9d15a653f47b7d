"""The pages of the presets."""

from __future__ import annotations

from caption_qa_action.core.preset import KINDS, Preset
from caption_qa_action.core.rule import value_text
from scripts.site_text import cell, code_class, fact_table, linked_hosts, linked_sources, stacked


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
    for kind, members in kinds(presets).items():
        table = stacked(presets_table(members, "{name}.md"), "presets")
        lines += [f"## {title_of(kind)}", "", *table, ""]
    return "\n".join(lines)


def kinds(presets: list[Preset]) -> dict[str, list[Preset]]:
    """The presets by kind, in the order in which kinds are shown."""
    return {kind: [preset for preset in presets if preset.kind == kind] for kind in KINDS}


def title_of(kind: str) -> str:
    """What the presets of a kind are called."""
    return f"{kind.capitalize()}s"


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
    intent = preset.intent[:1].upper() + preset.intent[1:]
    lines = [
        f"# {preset.name} {{ {code_class(preset.name)} }}",
        "",
        f"**{preset.title}.** {intent}.",
        "",
    ]
    kept = ", ".join(f"`{tag}`" for tag in preset.markup) or "none"
    delivered = f"[{preset.output}](../formats/{preset.output}.md)"
    facts = [("kind", preset.kind), ("delivered as", delivered), ("markup kept", kept)]
    lines += [*fact_table(facts), "", "## Use it", "", "```sh"]
    lines += [f"caption-qa check --preset {preset.name}", "```", ""]
    lines += ['```yaml title=".caption-qa.yml"', f"preset: {preset.name}", "```", ""]
    lines += ["## Limits", "", *_limits(preset)]
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
        lines += ["", "## Notes", "", *(f"- {linked_sources(note)}" for note in preset.notes)]
    return "\n".join(lines) + "\n"


def _limits(preset: Preset) -> list[str]:
    if not preset.limits:
        return ["It sets none: the limits of the rules themselves apply."]
    rows = ["| limit | value | standing | source |", "|---|---|---|---|"]
    for limit in preset.limits:
        standing = "suggested" if limit.code in preset.suggested else "**enforced**"
        name = f"[`{limit.code}`](../rules/{limit.code}.md)<br>`{limit.option}`"
        value = cell(value_text(limit.value)).replace(",", ", ")
        rows.append(f"| {name} | {value} | {standing} | {linked_hosts(cell(limit.source))} |")
    meaning = (
        "An **enforced** limit gives findings of its rule's own severity. A suggested one gives "
        "infos, which fail no build unless `fail-on` says so."
    )
    return [meaning, "", *stacked(rows, "limits")]
