"""What the command line sets, as a layer of configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from caption_qa_action.config._layers import EngineLayer, Layer, LimitsLayer
from caption_qa_action.config._plugins import NO_PLUGINS, Permission, permission, require_known
from caption_qa_action.config.allowed_values import (
    check_address,
    check_code,
    check_encoding,
    check_engine,
    check_ignored,
    check_input_format,
    check_kind,
    check_language,
    check_level,
    check_patterns,
    check_quota_policy,
    check_reported_code,
    check_selector,
    current,
    parse_fail_on,
)
from caption_qa_action.core.annotations import TypeVar
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import Value
from caption_qa_action.core.text import quote

T = TypeVar("T")


class Arguments(NamedTuple):
    """What the command line sets; None or empty where it sets nothing.

    `severities` are written `CODE=LEVEL`, `options` `CODE.OPTION=VALUE`; `values` are options as Python
    has them. Selectors and what fails a run may also be joined by commas. `plugins` are those to use,
    `allow_plugins` those that a configuration may use. `checked` are the paths of what is checked,
    which no plugin is taken from. With `strict`, a name to ignore that is not known is an error.
    """

    preset: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    fail_on: tuple[str, ...] | None = None
    max_warnings: int | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    language: str | None = None
    encoding: str | None = None
    engine: str | None = None
    api_url: str | None = None
    quota_policy: str | None = None
    preview: bool | None = None
    plugins: tuple[str, ...] = ()
    allow_plugins: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, object]] = {}
    strict: bool = False
    input_format: str | None = None
    kind: str | None = None
    seconds_per_file: int | None = None
    megabytes_per_file: int | None = None


class Command(NamedTuple):
    """A command line that has been checked. `plugins` are in use, `allowed` may come into it."""

    layer: Layer = Layer()
    fail_on: tuple[str, ...] | None = None
    max_warnings: int | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    engine: EngineLayer = EngineLayer()
    plugins: tuple[str, ...] = ()
    allowed: Permission = NO_PLUGINS
    limits: LimitsLayer = LimitsLayer()


def command(arguments: Arguments) -> Command:
    """What the command line sets. Raises UsageError for the first thing that is wrong."""
    for flag, check, value in (
        ("--language", check_language, arguments.language),
        ("--encoding", check_encoding, arguments.encoding),
        ("--input-format", check_input_format, arguments.input_format),
        ("--kind", check_kind, arguments.kind),
        ("--engine", check_engine, arguments.engine),
        ("--api-url", check_address, arguments.api_url),
        ("--quota-policy", check_quota_policy, arguments.quota_policy),
    ):
        if value is not None:
            _check(flag, check, value)
    allowed = permission((*arguments.allow_plugins, *arguments.plugins), arguments.checked)
    for plugin in arguments.plugins:
        _check("--plugins", allowed.use, plugin)
    names = _Names(allowed, strict=arguments.strict)
    for plugin in arguments.allow_plugins:
        # A warning: a configuration that names it may be met, or may not, and then it is an error there.
        names.warn("--allow-plugin", allowed.require_installed, plugin)
    fail_on = None if arguments.fail_on is None else names.parts("--fail-on", arguments.fail_on)
    if fail_on is not None:
        _check("--fail-on", parse_fail_on, fail_on)
    if arguments.max_warnings is not None and arguments.max_warnings < 0:
        raise UsageError(f"--max-warnings: must be 0 or more, not {arguments.max_warnings}")
    for flag, patterns in (
        ("--exclude", arguments.exclude or ()),
        ("--extend-exclude", arguments.extend_exclude),
    ):
        _check(flag, check_patterns, patterns)
    layer = Layer(
        preset=arguments.preset,
        select=None if arguments.select is None else names.selected(arguments.select),
        extend_select=names.selectors("--extend-select", arguments.extend_select),
        ignore=names.ignored(arguments.ignore),
        severity=names.severities(arguments.severities),
        options={**names.options(arguments.options), **names.values(arguments.values)},
        language=arguments.language,
        encoding=arguments.encoding,
        input_format=arguments.input_format,
        kind=arguments.kind,
        preview=arguments.preview,
    )
    return Command(
        layer,
        fail_on,
        arguments.max_warnings,
        arguments.exclude,
        arguments.extend_exclude,
        tuple(names.warnings),
        EngineLayer(arguments.engine, arguments.api_url, arguments.quota_policy),
        arguments.plugins,
        allowed,
        LimitsLayer(arguments.seconds_per_file, arguments.megabytes_per_file),
    )


def _check(flag: str, check: Callable[[T], object], value: T) -> None:
    try:
        check(value)
    except ValueError as error:
        raise UsageError(f"{flag}: {error}") from None


class _Names:
    """The codes and selectors of a command line, with the warnings about them."""

    def __init__(self, allowed: Permission, *, strict: bool = False) -> None:
        self.warnings: list[str] = []
        self._allowed = allowed
        self._strict = strict

    def parts(self, flag: str, values: Sequence[str]) -> tuple[str, ...]:
        """Names joined by commas, as they are called now."""
        names = [part.strip(" \t") for value in values for part in value.split(",") if part]
        return tuple(self._current(flag, name) for name in names)

    def selected(self, values: Sequence[str]) -> tuple[str, ...]:
        """What alone is to run; there must be something."""
        selectors = self.selectors("--select", values)
        if not selectors:
            raise UsageError("--select: names no code and no group; see caption-qa rules")
        return selectors

    def selectors(self, flag: str, values: Sequence[str]) -> tuple[str, ...]:
        """Codes and groups that there are."""
        selectors = self.parts(flag, values)
        for selector in selectors:
            _check(flag, check_selector, selector)
        return selectors

    def ignored(self, values: Sequence[str]) -> tuple[str, ...]:
        """Codes and groups; one that is unknown is left out with a warning."""
        known = []
        for selector in self.parts("--ignore", values):
            try:
                check_ignored(selector)
                known.append(selector)
            except ValueError as error:
                if self._strict:
                    raise UsageError(f"--ignore: {error}") from None
                self.warnings.append(f"--ignore: {error}")
        return tuple(known)

    def severities(self, values: Sequence[str]) -> dict[str, str]:
        """Levels by code."""
        severities: dict[str, str] = {}
        for value in values:
            code, equals, level = value.partition("=")
            if not equals:
                raise UsageError(f"--severity: takes CODE=LEVEL, not {quote(value)}")
            code = self._current("--severity", code)
            _check("--severity", check_reported_code, code)
            _check("--severity", check_level, level)
            severities[code] = level
        return severities

    def options(self, values: Sequence[str]) -> dict[str, dict[str, Value]]:
        """Values by code and option."""
        options: dict[str, dict[str, Value]] = {}
        for value in values:
            key, equals, text = value.partition("=")
            code, dot, name = key.partition(".")
            if not equals or not dot:
                raise UsageError(f"--option: takes CODE.OPTION=VALUE, not {quote(value)}")
            code = self._current("--option", code)
            _check("--option", check_code, code)
            from caption_qa_action.config.options import parse_option

            try:
                options.setdefault(code, {})[name] = parse_option(code, name, text)
            except ValueError as error:
                raise UsageError(f"--option {code}.{name}: {error}") from None
        return options

    def values(self, values: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, Value]]:
        """Options that are values of Python already, by code."""
        options: dict[str, dict[str, Value]] = {}
        for written, given in values.items():
            code = self._current("--option", written)
            _check("--option", check_code, code)
            from caption_qa_action.config.options import check_option

            for name, value in given.items():
                try:
                    options.setdefault(code, {})[name] = check_option(code, name, value)
                except ValueError as error:
                    raise UsageError(f"--option {code}.{name}: {error}") from None
        return options

    def warn(self, flag: str, check: Callable[[T], object], value: T) -> None:
        """Make a warning of what is wrong with a value."""
        try:
            check(value)
        except ValueError as error:
            self.warnings.append(f"{flag}: {error}")

    def _current(self, flag: str, name: str) -> str:
        plugin, slash, _ = name.partition("/")
        if slash:
            remedy = "name {} in plugins" if self._strict else "pass --allow-plugin {}"
            _check(flag, lambda name: require_known(name, self._allowed.names, remedy), name)
            _check(flag, self._allowed.use, plugin)
        now, warning = current(name)
        if warning:
            self.warnings.append(f"{flag}: {warning}")
        return now
