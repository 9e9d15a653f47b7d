"""Pages about rules and presets, for the terminal and as JSON."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from itertools import groupby

from caption_qa_action.cli._terminal import say
from caption_qa_action.cli._text_layout import reflowed, sample_title, wrapped
from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.rule import PREVIEW, Rule, dedented_page, section, value_text
from caption_qa_action.core.text import nearest, printable, quote
from caption_qa_action.formats import formats_of

if TYPE_CHECKING:
    from caption_qa_action.config import CustomPreset
    from caption_qa_action.core.preset import Preset
    from caption_qa_action.core.settings import RuleSetting

_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


# A sentence of fewer characters most often only prepares the reason: "An empty line ends a cue" (chosen).
_SHORT = 48


def why(rule: Rule) -> str:
    """The first sentence of why a rule matters, on one line; where it is short, with the one after it."""
    text = " ".join(section(rule, "Why").split())
    first, *others = re.split(r"(?<=[a-z0-9)`\"])\.(?= [A-Z`]|$)", text)
    sentences = [first, *others[: len(first) < _SHORT]]
    return ".".join(sentences).rstrip(".")


def facts(rule: Rule) -> list[str]:
    """What heads the page of a rule: severity, whether it runs by default, group, formats, state."""
    level = rule.severity.label if rule.default else f"{rule.severity.label}, off by default"
    listed = [level, f"group {rule.group}", f"formats: {', '.join(formats_of(rule)) or 'all'}"]
    if rule.state == PREVIEW:
        listed.append("in preview: runs only with --preview")
    if rule.formerly:
        listed.append(f"formerly {', '.join(rule.formerly)}")
    if rule.words:
        listed.append(f"its fix {' or '.join(rule.words)} words")
    return listed


def known_code(name: str, *, groups: bool = False) -> str:
    """The code that a name stands for, with a word on standard error where it is deprecated.

    Raises UsageError for an unknown name, with the nearest code; with `groups`, or group.
    """
    from caption_qa_action.rules import RULES, renamed

    if name in RULES:
        return name
    code = renamed(name)
    if not code:
        if name in RULES.groups.values():
            raise UsageError(f"{quote(name)} is a group; see caption-qa rules --group {name}")
        others = sorted(set(RULES.groups.values())) if groups else []
        near = nearest(name.lower(), [*RULES, *others])
        if "/" in name:
            near = (
                near
                or f"; for a rule of a plugin, pass --allow-plugin {printable(name).partition('/')[0]}"
            )
        kind = "rule and no group" if groups else "rule"
        raise UsageError(f"no {kind} {quote(name)}{near}; see caption-qa rules")
    say(f"warning: {name} is deprecated and now called {code}")
    return code


def rule_page(rule: Rule, color: bool, width: int) -> str:
    """A rule's page for the terminal: Markdown, or with colour what Markdown stands for."""
    title = wrapped(f"{rule.code} ({'; '.join(facts(rule))})", width)
    page = reflowed(full_page(rule), width)
    if not color:
        return "\n".join([*title, "", page, "", rule.url])
    page = re.sub(r"^## (.*)$", rf"{_BOLD}\1{_RESET}", page, flags=re.M)
    page = re.sub(r"(?ms)^```([^\n]*)\n(.*?)^```$", _shown_sample, page)
    bold_title = [f"{_BOLD}{line}{_RESET}" for line in title]
    return "\n".join([*bold_title, "", page, "", f"{_DIM}{rule.url}{_RESET}"])


def full_page(rule: Rule) -> str:
    """A rule's page, and what players do with its samples."""
    # A check that explains a finding shows no page.
    from caption_qa_action.rules.players import players_section

    return "\n\n".join(filter(None, (dedented_page(rule), players_section(rule.code))))


def _shown_sample(sample: re.Match[str]) -> str:
    indented = textwrap.indent(sample[2].rstrip("\n"), "    ")
    return f"    {_DIM}{sample_title(sample[1])}{_RESET}\n{indented}"


def rule_record(rule: Rule, setting: RuleSetting | None = None) -> dict[str, object]:
    """Everything about a rule, for JSON; as it runs with a setting, if there is one."""
    severity, options = rule.severity, dict(rule.options)
    if setting is not None:
        severity = setting.severity or (Severity.INFO if setting.suggested else severity)
        options.update(setting.options)
    return {
        "code": rule.code,
        "group": rule.group,
        "summary": rule.summary,
        "severity": severity.label,
        "default": rule.default,
        "state": rule.state,
        "formerly": list(rule.formerly),
        "formats": list(formats_of(rule)),
        "options": options,
        "page": full_page(rule),
        "url": rule.url,
    }


_LIMITS = "limits, with their source below (suggested ones are information and fail no build):"


def preset_page(preset: Preset, width: int) -> str:
    """A preset for the terminal."""
    lines = [
        f"{preset.name}: {preset.title}",
        "",
        *wrapped(preset.intent, width),
        "",
        f"kind:          {preset.kind}",
        f"output format: {preset.output}",
        *wrapped(", ".join(preset.markup) or "none", width, "markup kept:   ", " " * 15),
        "",
        *wrapped(_LIMITS, width),
    ]
    for source, limits in groupby(preset.limits, key=lambda limit: limit.source):
        for limit in limits:
            standing = "suggested" if limit.code in preset.suggested else "enforced"
            value = value_text(limit.value)
            line = f"  {limit.code}.{limit.option} = {value}  ({standing})"
            # A line that fits keeps its columns.
            lines += [line] if len(line) <= width else wrapped(line, width, "  ", "      ")
        lines += wrapped(source, width, "    ", "    ")
    for code, severity in sorted(preset.severities.items()):
        lines.append(f"  {code} is {severity.label} here")
    for heading, codes in (("switched on", preset.enable), ("switched off", preset.disable)):
        if codes:
            lines += wrapped(f"{heading}: {', '.join(codes)}", width, "", "  ")
    for note in preset.notes:
        lines += wrapped(f"note: {note}", width, "", "  ")
    return "\n".join(lines)


def own_presets() -> Mapping[str, CustomPreset]:
    """The presets that the configuration of this folder defines, by name.

    Whoever looks for the right name has it wrong there: what cannot be read is only a warning.
    """
    from caption_qa_action.config import Arguments, load
    from caption_qa_action.core.errors import ConfigError

    try:
        return load(Arguments()).presets
    except ConfigError as error:
        say(f"warning: {error}")
        return {}


def own_preset_page(name: str, custom: CustomPreset) -> str:
    """A preset of the configuration for the terminal: what it builds on, and what is different."""
    layer = custom.layer
    lines = [f"{name}: builds on {custom.extends} ({layer.origin('extends')})", ""]
    for key, codes in (
        ("select", layer.select or ()),
        ("extend-select", layer.extend_select),
        ("ignore", layer.ignore),
    ):
        if codes:
            lines.append(f"{key}: {', '.join(codes)}")
    lines += [f"severity of {code}: {level}" for code, level in layer.severity.items()]
    for code, options in layer.options.items():
        lines += [f"{code}.{option} = {value_text(value)}" for option, value in options.items()]
    lines += ["", f"caption-qa preset {custom.extends} shows the rest"]
    return "\n".join(lines)


def own_preset_record(name: str, custom: CustomPreset) -> dict[str, object]:
    """A preset of the configuration, for JSON."""
    layer = custom.layer
    return {
        "name": name,
        "kind": "own",
        "extends": custom.extends,
        "select": None if layer.select is None else list(layer.select),
        "extendSelect": list(layer.extend_select),
        "ignore": list(layer.ignore),
        "severities": dict(layer.severity),
        "options": {code: dict(options) for code, options in layer.options.items()},
    }


def preset_record(preset: Preset) -> dict[str, object]:
    """Everything about a preset, for JSON."""
    return {
        "name": preset.name,
        "title": preset.title,
        "kind": preset.kind,
        "output": preset.output,
        "intent": preset.intent,
        "markup": list(preset.markup),
        "limits": [
            {
                "code": limit.code,
                "option": limit.option,
                "value": limit.value,
                "enforced": limit.code not in preset.suggested,
                "source": limit.source,
            }
            for limit in preset.limits
        ],
        "suggested": list(preset.suggested),
        "severities": {code: level.label for code, level in preset.severities.items()},
        "enable": list(preset.enable),
        "disable": list(preset.disable),
        "notes": list(preset.notes),
    }
