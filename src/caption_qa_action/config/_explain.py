"""Settings as rows for people, each with its origin."""

from __future__ import annotations

import caption_qa_action.rules as rules
from caption_qa_action.config._resolve import Resolution
from caption_qa_action.core.rule import PREVIEW, value_text
from caption_qa_action.core.settings import FailOn, RuleSetting

Row = tuple[str, str, str]


def value_row(key: str, value: object, origin: str) -> Row:
    """A row for any value that an option can have."""
    return key, value_text(value), origin


def fail_on_text(fail_on: FailOn) -> str:
    """What fails a run, as the configuration has it."""
    names = [fail_on.level.label] if fail_on.level else []
    return ", ".join([*names, *sorted(fail_on.codes)]) or "never"


def rule_rows(resolution: Resolution) -> list[Row]:
    """A row for each rule that runs or was switched off, and for each of its options."""
    origins = resolution.origins
    running = {setting.code: setting for setting in resolution.settings.rules}
    rows: list[Row] = []
    for code in sorted((*running, *resolution.off)):
        setting = running.get(code)
        if setting is None:
            rows.append((code, "off", origins[code]))
            continue
        rule = rules.load(code)
        if not rule.default and not setting.explicit:
            continue
        if rule.state == PREVIEW and not resolution.settings.preview:
            continue
        rows.append((code, _severity(setting), origins.get(f"{code}.severity", origins[code])))
        for name, default in rule.options.items():
            value = setting.options.get(name, default)
            rows.append(
                value_row(f"{code}.{name}", value, origins.get(f"{code}.{name}", "default"))
            )
    return rows


def _severity(setting: RuleSetting) -> str:
    if setting.severity is not None:
        return setting.severity.label
    if setting.suggested:
        return "info (a suggestion)"
    return rules.load(setting.code).severity.label
