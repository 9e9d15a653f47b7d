"""Configuration data judged: the models first, then what only the registries know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from caption_qa_action import __version__
from caption_qa_action.config._checks import (
    check_address,
    check_code,
    check_encoding,
    check_ignored,
    check_language,
    check_own_name,
    check_patterns,
    check_preset,
    check_selector,
    check_told,
    current,
    parse_fail_on,
)
from caption_qa_action.config._layers import EngineLayer, House, Layer, Override, Parsed
from caption_qa_action.config._options import check_option, is_huge, kind
from caption_qa_action.config._read import Path, Raw, dotted
from caption_qa_action.config._suppressions import (
    check_reason,
    parse_cues,
    parse_date,
    parse_time_range,
)
from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.rule import Value
from caption_qa_action.core.settings import Suppression
from caption_qa_action.core.text import nearest, quote

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from caption_qa_action.config._model import FileModel, Names, StyleModel, SuppressionModel

T = TypeVar("T")
R = TypeVar("R")

# What pydantic expects, by its error type, as people say it.
_EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_type": "a mapping",
    "string_type": "a string",
}


def validate(raw: Raw) -> Parsed:
    """The configuration that a file holds. Raises ConfigError for the first thing that is wrong."""
    from pydantic import ValidationError

    from caption_qa_action.config._model import ConfigModel

    try:
        model = ConfigModel.model_validate(raw.data)
    except ValidationError as error:
        raise _first_error(raw, error.errors(include_url=False)) from None
    # What the file that it builds on defines is not known here.
    checker = _Checker(raw, None if model.extend else tuple(model.presets or ()))
    if model.required_version is not None:
        checker.check(("required-version",), _check_version, model.required_version)
    if model.extend is not None:
        checker.check(("extend",), _check_extend, model.extend)
    overrides = []
    for index, override in enumerate(model.overrides or ()):
        path = ("overrides", index)
        files = checker.patterns((*path, "files"), override.files) or ()
        overrides.append(Override(files, checker.layer(path, override)))
    fail_on = None
    if model.fail_on is not None:
        fail_on = checker.names(("fail-on",), model.fail_on)
        checker.check(("fail-on",), parse_fail_on, fail_on)
    if model.api_url is not None:
        checker.check(("api-url",), check_address, model.api_url)
    houses = {}
    for name, house in (model.presets or {}).items():
        checker.check(("presets", name), check_own_name, name)
        checker.preset(("presets", name, "extends"), house.extends)
        houses[name] = House(house.extends, checker.style(("presets", name), house))
    return Parsed(
        checker.layer((), model),
        tuple(overrides),
        model.extend,
        checker.patterns(("exclude",), model.exclude),
        checker.patterns(("extend-exclude",), model.extend_exclude) or (),
        fail_on,
        model.max_warnings,
        tuple(checker.warnings),
        EngineLayer(model.engine, model.api_url, model.quota_policy),
        houses,
        tuple(checker.suppressions(model.suppressions or ())),
        model.baseline,
    )


class _Checker:
    """The checks on one file; a ValueError of a check becomes a ConfigError with a place.

    `own` are the presets that the file defines, None where it may name others too.
    """

    def __init__(self, raw: Raw, own: tuple[str, ...] | None) -> None:
        self.raw = raw
        self.own = own
        self.warnings = list(raw.warnings)

    def check(self, path: Path, check: Callable[[T], object], value: T) -> None:
        """Raises ConfigError where a check of a value raises ValueError."""
        try:
            check(value)
        except ValueError as error:
            raise self.raw.error(path, str(error)) from None

    def patterns(self, path: Path, value: Names | None) -> tuple[str, ...] | None:
        """Patterns that have been checked."""
        if value is None:
            return None
        patterns = _names(value)
        for entry, pattern in self._entries(path, value):
            self.check(entry, check_patterns, [pattern])
        return patterns

    def preset(self, path: Path, name: str) -> None:
        """Raises ConfigError for a preset that is unknown, as far as this file tells."""
        own = self.own
        if own is not None:
            self.check(path, lambda name: check_preset(name, own), name)

    def suppressions(
        self, models: Iterable[SuppressionModel]
    ) -> Iterator[tuple[tuple[str, ...], Suppression]]:
        """Each suppression with the patterns of its files."""
        for index, model in enumerate(models):
            path: Path = ("suppressions", index)
            for entry, code in self._entries((*path, "codes"), model.codes):
                self.check(entry, check_code, code)
            first, last = self.value((*path, "cues"), parse_cues, model.cues)
            start, end = self.value((*path, "time"), parse_time_range, model.time)
            expires = self.value((*path, "expires"), parse_date, model.expires)
            self.check((*path, "reason"), check_reason, model.reason)
            files = self.patterns((*path, "files"), model.files) or ()
            origin = str(self.raw.place(path).line)
            yield (
                files,
                Suppression(
                    _names(model.codes), first, last, start, end, model.reason, expires, origin
                ),
            )

    def value(self, path: Path, parse: Callable[[T], R], value: T) -> R:
        """What a value means. Raises ConfigError where it means nothing."""
        try:
            return parse(value)
        except ValueError as error:
            raise self.raw.error(path, str(error)) from None

    def layer(self, path: Path, model: FileModel) -> Layer:
        """What a file, or an entry of its overrides, says about checking."""
        if model.preset is not None:
            self.preset((*path, "preset"), model.preset)
        if model.language is not None:
            self.check((*path, "language"), check_language, model.language)
        if model.encoding is not None:
            self.check((*path, "encoding"), check_encoding, model.encoding)
        return self.style(path, model)._replace(
            preset=model.preset,
            language=model.language,
            encoding=model.encoding,
            preview=model.preview,
        )

    def style(self, path: Path, model: StyleModel) -> Layer:
        """What a preset, a file, or an entry of its overrides says about rules."""
        return Layer(
            "",
            self._lines(path),
            None,
            None if model.select is None else self._selectors((*path, "select"), model.select),
            self._selectors((*path, "extend-select"), model.extend_select),
            self._ignored((*path, "ignore"), model.ignore),
            self._severities((*path, "severity"), model.severity or {}),
            self._options((*path, "options"), model.options or {}),
        )

    def _lines(self, path: Path) -> dict[str, int]:
        depth = len(path)
        return {
            dotted(inner[depth:]): place.line
            for inner, place in self.raw.places.items()
            if len(inner) > depth
            and inner[:depth] == path
            and inner[depth] not in ("overrides", "presets")
        }

    def _entries(self, path: Path, value: Names | None) -> list[tuple[Path, str]]:
        if isinstance(value, str):
            return [(path, value)]
        return [((*path, index), name) for index, name in enumerate(value or ())]

    def names(self, path: Path, value: Names | None) -> tuple[str, ...]:
        """Codes and other selectors as they are called now."""
        return tuple(self._current(entry, name) for entry, name in self._entries(path, value))

    def _current(self, path: Path, name: str) -> str:
        now, warning = current(name)
        if warning:
            self._warn(path, warning)
        return now

    def _warn(self, path: Path, message: str) -> None:
        line, column = self.raw.place(path)
        key = dotted(path[:-1] if isinstance(path[-1], int) else path)
        self.warnings.append((line, column, f"{key}: {message}"))

    def _selectors(self, path: Path, value: Names | None) -> tuple[str, ...]:
        names = self.names(path, value)
        for (entry, _), name in zip(self._entries(path, value), names, strict=True):
            self.check(entry, check_selector, name)
        return names

    def _severities(self, path: Path, severity: Mapping[str, str]) -> dict[str, str]:
        levels: dict[str, str] = {}
        for written, level in severity.items():
            code = self._current((*path, written), written)
            self.check((*path, written), check_told, code)
            levels[code] = level
        return levels

    def _ignored(self, path: Path, value: Names | None) -> tuple[str, ...]:
        """Selectors to ignore. One that is unknown is left out with a warning, since a shared
        configuration may be read by an older version that lacks a rule."""
        known = []
        for entry, written in self._entries(path, value):
            selector = self._current(entry, written)
            try:
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
            code = self._current((*path, written), written)
            self.check((*path, written), check_code, code)
            for name, value in values.items():
                try:
                    checked.setdefault(code, {})[name] = check_option(code, name, value)
                except ValueError as error:
                    raise self.raw.error((*path, written, name), str(error)) from None
        return checked


def _names(value: Names | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _check_extend(name: str) -> None:
    if "://" in name:
        raise ValueError(f"{quote(name)} is a URL, and URLs are not supported; name a file")


def _check_version(wanted: str) -> None:
    import re

    own = _release(__version__)
    for part in wanted.split(","):
        clause = re.fullmatch(
            r"[ ]*(==|!=|>=|<=|>|<)[ ]*([0-9]{1,6}(?:\.[0-9]{1,6}){0,3})[ ]*", part
        )
        if not clause:
            raise ValueError(f"{quote(wanted)} is not a version such as >=0.1,<2")
        other = _release(clause[2])
        holds = {
            "==": own == other,
            "!=": own != other,
            ">=": own >= other,
            "<=": own <= other,
            ">": own > other,
            "<": own < other,
        }[clause[1]]
        if not holds:
            raise ValueError(f"this is caption-qa {__version__}, and {wanted} is asked for")


def _release(version: str) -> tuple[int, ...]:
    import re

    numbers = [int(number) for number in re.findall(r"[0-9]{1,6}", version)[:4]]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _first_error(raw: Raw, errors: list[ErrorDetails]) -> ConfigError:
    """The error that comes first in the file, out of those that pydantic lists."""
    found: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        found.setdefault(_real_path(raw.data, error["loc"]), []).append(error)
    # A value that may be a string or a list is reported for both; the deeper report is the closer.
    paths = [
        path
        for path in found
        if not any(other[: len(path)] == path and len(other) > len(path) for other in found)
    ]
    path = min(paths, key=raw.place)
    return raw.error(path, _message(raw, path, found[path]))


def _real_path(data: object, location: Iterable[int | str]) -> Path:
    """The part of a pydantic location that is in the data; the rest names branches of unions."""
    path: Path = ()
    for part in location:
        inside = isinstance(data, dict) and part in data
        if isinstance(data, list) and isinstance(part, int):
            inside = part < len(data)
        if inside:
            data = data[part]  # type: ignore[index]
        elif part not in ("files", "extends", "codes", "reason"):  # those whose absence is an error
            continue
        path = (*path, part)
    return path


def _message(raw: Raw, path: Path, errors: list[ErrorDetails]) -> str:
    error = errors[0]
    value = error["input"]
    if error["type"] == "extra_forbidden":
        known = _known_keys(path)
        return f"unknown key{nearest(str(path[-1]), known)}; there are {', '.join(known)}"
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "literal_error":
        return _wrong_choice(str(error["ctx"]["expected"]), value)
    if error["type"] == "greater_than_equal":
        return f"must be {error['ctx']['ge']} or more, not {value!r}"
    if is_huge(value) and any(each["type"] == "int_type" for each in errors):
        return "is too large"
    expected = [_EXPECTED[each["type"]] for each in errors if each["type"] in _EXPECTED]
    if not expected:
        return error["msg"][:1].lower() + error["msg"][1:]
    return f"must be {' or '.join(dict.fromkeys(expected))}, not {kind(value)}"


def _wrong_choice(expected: str, value: object) -> str:
    choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
    near = nearest(value, choices) if isinstance(value, str) else ""
    return f"must be {' or '.join(dict.fromkeys(choices))}, not {kind(value)}{near}"


def _known_keys(path: Path) -> list[str]:
    from pydantic import BaseModel

    from caption_qa_action.config._model import (
        ConfigModel,
        OverrideModel,
        PresetModel,
        SuppressionModel,
    )

    inner: dict[object, type[BaseModel]] = {
        "overrides": OverrideModel,
        "presets": PresetModel,
        "suppressions": SuppressionModel,
    }
    model = inner.get(path[0], ConfigModel) if len(path) > 1 else ConfigModel
    return [field.alias or name for name, field in model.model_fields.items()]
