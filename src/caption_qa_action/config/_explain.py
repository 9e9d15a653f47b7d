"""Settings as rows for people, each with its origin."""

from __future__ import annotations

from collections.abc import Sequence

import caption_qa_action.rules as rules
from caption_qa_action.config._layers import ConfigFile, EngineLayer
from caption_qa_action.config._resolve import BUILT_IN, Resolution
from caption_qa_action.config._run import exclusion_patterns, limits_of_run
from caption_qa_action.config.arguments import Command
from caption_qa_action.core.rule import PREVIEW, value_text
from caption_qa_action.core.settings import EngineSettings, FailOn, Limits, RuleSetting, Settings
from caption_qa_action.core.text import printable

Row = tuple[str, str, str]


def settings_rows(resolution: Resolution) -> list[Row]:
    """The rows for how files are read, and for the preset that they are checked for."""
    settings, origins = resolution.settings, resolution.origins
    of_file = "that of the file"
    return [
        ("preset", _preset(resolution), origins["preset"]),
        ("language", settings.language or of_file, origins["language"]),
        ("encoding", settings.encoding or of_file, origins["encoding"]),
        ("format", settings.input_format or of_file, origins["input_format"]),
        ("kind", settings.kind or of_file, origins["kind"]),
        _value_row("preview", settings.preview, origins["preview"]),
    ]


def _preset(resolution: Resolution) -> str:
    chain = ", which builds on ".join(resolution.presets)
    return chain if resolution.settings.open_preset is None else f"none, judged as for {chain}"


def run_rows(
    command: Command,
    outermost: ConfigFile | None,
    file: ConfigFile | None,
    engine: EngineSettings,
    fail_on: FailOn,
) -> list[Row]:
    """The rows for what is the same for all files of a configuration, or of the run, which `outermost` decides."""

    def origin(field: str) -> str:
        if getattr(command, field) is not None:
            return "--" + field.replace("_", "-")
        return (getattr(file, field + "_origin") if file else "") or BUILT_IN

    # What fails by the command line sets aside the number of warnings, too.
    is_set_aside = command.fail_on is not None and command.max_warnings is None
    return [
        *_engine_rows(engine, command.engine, outermost),
        _value_row("fail-on", _fail_on_text(fail_on), origin("fail_on")),
        _value_row(
            "max-warnings",
            fail_on.max_warnings,
            origin("fail_on" if is_set_aside else "max_warnings"),
        ),
        *_limit_rows(limits_of_run(command, outermost), command, outermost),
        *_cache_rows(outermost),
    ]


def file_rows(
    command: Command, file: ConfigFile | None, above: Sequence[ConfigFile], settings: Settings
) -> list[Row]:
    """The rows for the lists that hold for a file: plugins, exclusions, the baseline, suppressions.

    What configurations `above` that of the file exclude stays out.
    """
    rows = [("plugin", printable(name), at) for name, at in (file.plugins if file else {}).items()]
    excluded = [
        ("exclude", pattern, origin)
        for each in (file, *above)
        for patterns, origin in exclusion_patterns(command, each)
        for pattern in patterns
    ]
    rows += dict.fromkeys(excluded)
    if file and file.baseline:
        rows.append(("baseline", printable(file.baseline), file.baseline_origin))
    return rows + [
        ("suppression", printable(f"{', '.join(each.codes)}: {each.reason}"), each.origin)
        for each in settings.suppressions
    ]


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
                _value_row(f"{code}.{name}", value, origins.get(f"{code}.{name}", "default"))
            )
    return rows


def _severity(setting: RuleSetting) -> str:
    if setting.severity is not None:
        return setting.severity.label
    if setting.suggested:
        return "info (a suggestion)"
    return rules.load(setting.code).severity.label


def _engine_rows(
    engine: EngineSettings, ordered: EngineLayer, outermost: ConfigFile | None
) -> list[Row]:
    """The rows for the engine; `ordered` is what the command line sets, `outermost` the configuration."""
    origins = outermost.engine_origins if outermost else EngineLayer()

    def row(key: str, value: str) -> Row:
        field = key.replace("-", "_")
        by_command = getattr(ordered, field) is not None
        return key, value, f"--{key}" if by_command else getattr(origins, field) or BUILT_IN

    rows = [row("engine", engine.name)]
    if engine.name == "remote":
        rows.append(row("api-url", engine.api_url or "that of the service"))
        rows.append(row("quota-policy", engine.quota_policy))
    return rows


def _limit_rows(limits: Limits, command: Command, outermost: ConfigFile | None) -> list[Row]:
    """The rows for what a file may take."""
    rows: list[Row] = []
    for key, value in limits._asdict().items():
        in_file = outermost and getattr(outermost.limits, key) is not None
        origin = outermost.limits_origin if outermost and in_file else BUILT_IN
        if getattr(command.limits, key) is not None:
            origin = "--" + key.replace("_", "-")
        rows.append((f"limits.{key}", str(value), origin))
    return rows


def _cache_rows(outermost: ConfigFile | None) -> list[Row]:
    """The row for what is kept between runs, where something is stated about it."""
    if outermost is None or outermost.cache_limit is None:
        return []
    return [("cache.limit", str(outermost.cache_limit), outermost.cache_origin)]


def _fail_on_text(fail_on: FailOn) -> str:
    """What fails a run, as the configuration has it."""
    names = [fail_on.level.label] if fail_on.level else []
    return ", ".join([*names, *sorted(fail_on.codes)]) or "never"


def _value_row(key: str, value: object, origin: str) -> Row:
    """A row for any value that an option can have."""
    return key, value_text(value), origin
