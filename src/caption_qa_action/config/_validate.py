"""Configuration data judged: the models first, then what only the registries know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from caption_qa_action.config._layers import (
    CustomPreset,
    EngineLayer,
    Layer,
    LimitsLayer,
    Override,
    Parsed,
)
from caption_qa_action.config._model_errors import first_error
from caption_qa_action.config._plugins import Permission, require_known
from caption_qa_action.config._read import Raw, dotted
from caption_qa_action.config._suppressions import (
    check_reason,
    parse_cues,
    parse_date,
    parse_time_range,
)
from caption_qa_action.config._toml_places import Path
from caption_qa_action.config._version import check_version
from caption_qa_action.config.allowed_values import (
    InnerError,
    check_address,
    check_code,
    check_encoding,
    check_ignored,
    check_input_format,
    check_kind,
    check_language,
    check_own_name,
    check_patterns,
    check_preset,
    check_reported_code,
    check_selector,
    current,
    foreign,
    parse_fail_on,
)
from caption_qa_action.config.options import check_option
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.rule import Value
from caption_qa_action.core.settings import Suppression
from caption_qa_action.core.text import quote
from caption_qa_action.presets import NONE

if TYPE_CHECKING:
    from caption_qa_action.config._model import (
        FileModel,
        Names,
        OverrideModel,
        PresetModel,
        StyleModel,
        SuppressionModel,
    )

T = TypeVar("T")
R = TypeVar("R")


def has_own_keys(raw: Raw) -> bool:
    """Whether data has a key that configurations have."""
    from caption_qa_action.config._model import ConfigModel

    return any(field.alias in raw.data for field in ConfigModel.model_fields.values())


def validate(raw: Raw, allowed: Permission) -> Parsed:
    """The configuration that a file holds. Raises ConfigError for the first thing that is wrong.

    Plugins that it names are imported, where that is allowed.
    """
    from pydantic import ValidationError

    from caption_qa_action.config._model import ConfigModel

    try:
        model = ConfigModel.model_validate(raw.data)
    except ValidationError as error:
        raise first_error(raw, error.errors(include_url=False)) from None
    plugins = _names(model.plugins or ())
    # What the file that it builds on defines is not known here.
    checker = _Checker(raw, None if model.extend else tuple(model.presets or ()), plugins)
    checker.check_given(("required-version",), check_version, model.required_version)
    checker.check_given(("extend",), _check_extend, model.extend)
    for entry, plugin in checker.entries(("plugins",), model.plugins):
        checker.check(entry, allowed.use, plugin)
    overrides = tuple(checker.overrides(model.overrides or ()))
    fail_on = checker.fail_on(model.fail_on)
    checker.check_given(("api-url",), check_address, model.api_url)
    custom_presets = checker.custom_presets(model.presets or {})
    suppressions = tuple(checker.suppressions(model.suppressions or ()))
    return Parsed(
        checker.layer((), model),
        overrides,
        model.extend,
        checker.patterns(("exclude",), model.exclude),
        checker.patterns(("extend-exclude",), model.extend_exclude) or (),
        fail_on,
        model.max_warnings,
        tuple(checker.warnings),
        EngineLayer(model.engine, model.api_url, model.quota_policy),
        custom_presets,
        suppressions,
        model.baseline,
        plugins,
        LimitsLayer(**model.limits.model_dump()) if model.limits else LimitsLayer(),
        model.cache.limit if model.cache else None,
    )


class _Checker:
    """The checks on one file; a ValueError of a check becomes a ConfigError with a place.

    `own` are the presets that the file defines, None where it may name others too. `plugins` are those
    whose codes it may name.
    """

    def __init__(self, raw: Raw, own: tuple[str, ...] | None, plugins: tuple[str, ...]) -> None:
        self.raw = raw
        self.own = own
        self.plugins = plugins
        self.warnings = list(raw.warnings)

    def check(
        self, path: Path, check: Callable[[T], object], value: T, *, of_key: bool = False
    ) -> None:
        """Raises ConfigError where a check of a value, or of a key, raises ValueError."""
        try:
            check(value)
        except ValueError as error:
            raise self._error(path, error, of_key) from None

    def check_given(self, path: Path, check: Callable[[T], object], value: T | None) -> None:
        """Raises ConfigError where a check of a value that is given raises ValueError."""
        if value is not None:
            self.check(path, check, value)

    def overrides(self, models: Iterable[OverrideModel]) -> Iterator[Override]:
        """What is different for some files."""
        for index, model in enumerate(models):
            path: Path = ("overrides", index)
            files = self.files((*path, "files"), model.files)
            yield Override(files, self.layer(path, model))

    def fail_on(self, value: Names | None) -> tuple[str, ...] | None:
        """The levels and codes that fail a run."""
        if value is None:
            return None
        names = self.known_names(("fail-on",), value)
        self.check(("fail-on",), parse_fail_on, names)
        return names

    def custom_presets(self, models: Mapping[str, PresetModel]) -> dict[str, CustomPreset]:
        """The presets that the file defines, by name."""
        defined = {}
        for name, model in models.items():
            path: Path = ("presets", name)
            self.check(path, check_own_name, name, of_key=True)
            self.preset((*path, "extends"), model.extends)
            self.no_cycle(name, models)
            defined[name] = CustomPreset(model.extends, self.style(path, model))
        return defined

    def _error(self, path: Path, error: ValueError, of_key: bool = False) -> ConfigError:
        """The error with a place that a check has raised for what is at a path."""
        if isinstance(error, InnerError):
            # A single name may stand where a list of them is taken.
            inner = (*path, *error.inner)
            path = inner if inner in self.raw.places else path
            of_key = error.of_key
        return self.raw.error(path, str(error), of_key=of_key)

    def patterns(self, path: Path, value: Names | None) -> tuple[str, ...] | None:
        """Patterns that have been checked."""
        if value is None:
            return None
        patterns = _names(value)
        for entry, pattern in self.entries(path, value):
            self.check(entry, check_patterns, [pattern])
        return patterns

    def files(self, path: Path, value: Names) -> tuple[str, ...]:
        """Patterns of the files that an entry is about."""
        files = self.patterns(path, value) or ()
        if not any(pattern.strip() for pattern in files):
            raise self.raw.error(path, "names no file; write ** for all")
        return files

    def preset(self, path: Path, name: str) -> None:
        """Raises ConfigError for a preset that is unknown, as far as this file shows."""
        own = self.own
        if own is not None:
            self.check(path, lambda name: check_preset(name, own), name)

    def no_cycle(self, name: str, presets: Mapping[str, PresetModel]) -> None:
        """Raises ConfigError for a preset that builds on itself in this file."""
        seen = [name]
        while (base := presets[seen[-1]].extends) in presets:
            if base in seen:
                path = ("presets", seen[-1], "extends")
                raise self.raw.error(path, f"preset {quote(base)} builds on itself")
            seen.append(base)

    def suppressions(
        self, models: Iterable[SuppressionModel]
    ) -> Iterator[tuple[tuple[str, ...], Suppression]]:
        """Each suppression with the patterns of its files."""
        for index, model in enumerate(models):
            path: Path = ("suppressions", index)
            codes = self.known_names((*path, "codes"), model.codes)
            for (entry, _), code in zip(
                self.entries((*path, "codes"), model.codes), codes, strict=True
            ):
                self.check(entry, check_reported_code, code)
            first, last = self.value((*path, "cues"), parse_cues, model.cues)
            start, end = self.value((*path, "time"), parse_time_range, model.time)
            expires = self.value((*path, "expires"), parse_date, model.expires)
            self.check((*path, "reason"), check_reason, model.reason)
            files = self.files((*path, "files"), model.files)
            origin = str(self.raw.place(path).line)
            yield (
                files,
                Suppression(
                    tuple(foreign(code) or code for code in codes),
                    first,
                    last,
                    start,
                    end,
                    model.reason,
                    expires,
                    origin,
                ),
            )

    def value(self, path: Path, parse: Callable[[T], R], value: T) -> R:
        """What a value means. Raises ConfigError where it means nothing."""
        try:
            return parse(value)
        except ValueError as error:
            raise self._error(path, error) from None

    def layer(self, path: Path, model: FileModel) -> Layer:
        """What a file, or an entry of its overrides, declares about checking."""
        if model.preset not in (None, NONE):
            self.preset((*path, "preset"), model.preset)
        self.check_given((*path, "language"), check_language, model.language)
        self.check_given((*path, "encoding"), check_encoding, model.encoding)
        self.check_given((*path, "input-format"), check_input_format, model.input_format)
        self.check_given((*path, "kind"), check_kind, model.kind)
        return self.style(path, model)._replace(
            preset=model.preset,
            language=model.language,
            encoding=model.encoding,
            input_format=model.input_format,
            kind=model.kind,
            preview=model.preview,
        )

    def style(self, path: Path, model: StyleModel) -> Layer:
        """What a preset, a file, or an entry of its overrides declares about rules."""
        return Layer(
            "",
            self._lines(path),
            None,
            None if model.select is None else self._selectors((*path, "select"), model.select),
            self._selectors((*path, "extend-select"), model.extend_select),
            self._ignored((*path, "ignore"), model.ignore),
            self._severities((*path, "severity"), model.severity or {}),
            self._options((*path, "options"), model.options or {}),
            named=self._named(path),
        )

    def _named(self, path: Path) -> dict[str, tuple[int, int]]:
        """The places of what names a preset or a file, which may be found wrong later."""
        keys = ("preset", "extends", "extend", "baseline")
        return {
            key: self.raw.value_place((*path, key))
            for key in keys
            if (*path, key) in self.raw.places
        }

    def _lines(self, path: Path) -> dict[str, int]:
        depth = len(path)
        return {
            dotted(inner[depth:]): place.line
            for inner, place in self.raw.places.items()
            if len(inner) > depth
            and inner[:depth] == path
            and inner[depth] not in ("overrides", "presets")
        }

    def entries(self, path: Path, value: Names | None) -> list[tuple[Path, str]]:
        if isinstance(value, str):
            return [(path, value)]
        return [((*path, index), name) for index, name in enumerate(value or ())]

    def known_names(self, path: Path, value: Names | None) -> tuple[str, ...]:
        """Codes and other selectors as they are called now. Raises ConfigError for one of a plugin that
        the file does not name."""
        return tuple(self._known(entry, name) for entry, name in self.entries(path, value))

    def _known(self, path: Path, written: str, *, of_key: bool = False) -> str:
        name = self._current(path, written, of_key=of_key)
        self.check(path, self._require_plugin, name, of_key=of_key)
        return name

    def _require_plugin(self, name: str) -> None:
        require_known(name, self.plugins, "add {} to plugins")

    def _current(self, path: Path, name: str, *, of_key: bool = False) -> str:
        now, warning = current(name)
        if warning:
            self._warn(path, warning, of_key=of_key)
        return now

    def _warn(self, path: Path, message: str, *, of_key: bool = False) -> None:
        line, column = self.raw.place(path) if of_key else self.raw.value_place(path)
        key = dotted(path[:-1] if isinstance(path[-1], int) else path)
        self.warnings.append((line, column, f"{key}: {message}"))

    def _selectors(self, path: Path, value: Names | None) -> tuple[str, ...]:
        names = self.known_names(path, value)
        for (entry, _), name in zip(self.entries(path, value), names, strict=True):
            self.check(entry, check_selector, name)
        return names

    def _severities(self, path: Path, severity: Mapping[str, str]) -> dict[str, str]:
        levels: dict[str, str] = {}
        for written, level in severity.items():
            code = self._known((*path, written), written, of_key=True)
            self.check((*path, written), check_reported_code, code, of_key=True)
            levels[code] = level
        return levels

    def _ignored(self, path: Path, value: Names | None) -> tuple[str, ...]:
        """Selectors to ignore. One that is unknown is left out with a warning, since a shared
        configuration may be read by an older version that lacks a rule."""
        known = []
        for entry, written in self.entries(path, value):
            selector = self._current(entry, written)
            try:
                self._require_plugin(selector)
                check_ignored(selector)
                known.append(selector)
            except ValueError as error:
                self._warn(entry, str(error))
        return tuple(known)

    def _options(
        self, path: Path, options: dict[str, dict[str, object]]
    ) -> dict[str, dict[str, Value]]:
        checked: dict[str, dict[str, Value]] = {}
        for written, values in options.items():
            code = self._known((*path, written), written, of_key=True)
            self.check((*path, written), check_code, code, of_key=True)
            for name, value in values.items():
                entry = (*path, written, name)
                option = self.value(entry, partial(check_option, code, name), value)
                checked.setdefault(code, {})[name] = option
        return checked


def _names(value: Names | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_extend(name: str) -> None:
    if not name.strip():
        raise ValueError("names no file")
    if "://" in name:
        raise ValueError(f"{quote(name)} is a URL, and URLs are not supported; name a file")
