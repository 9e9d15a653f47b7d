"""What configuration declares, as plain values: one layer for each file, override and command line."""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core.errors import ConfigError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.rule import Value
from caption_qa_action.core.settings import Suppression

# Flags of the command line whose name differs from the key of the file.
_FLAGS = {"options": "--option"}


class Layer(NamedTuple):
    """What one place declares about checking a file; None or empty where it declares nothing.

    `path` is the configuration file as shown, `""` for the command line. `lines` maps a dotted key
    to its line, counted from 1. `named` are the line and the column of what names something that is
    looked for later: the values of `preset`, `extends`, `extend` and `baseline`. `severity` maps codes to `error`,
    `warning`, `info` or `off`.
    """

    path: str = ""
    lines: Mapping[str, int] = {}
    preset: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = {}
    options: Mapping[str, Mapping[str, Value]] = {}
    language: str | None = None
    encoding: str | None = None
    preview: bool | None = None
    named: Mapping[str, tuple[int, int]] = {}
    input_format: str | None = None
    kind: str | None = None

    def origin(self, key: str) -> str:
        """The origin of a dotted key, for people: `.caption-qa.yml:3` or `--ignore`."""
        first = key.partition(".")[0]
        if not self.path:
            return _FLAGS.get(first, "--" + first)
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return f"{self.path}:{self.lines[key]}" if key else self.path

    def error(self, key: str, message: str, shown: str = "") -> ConfigError:
        """The error that what a key names cannot be used; `shown` is the whole key."""
        line, column = self.named.get(key, (0, 0))
        return ConfigError(message, path=self.path, line=line, column=column, key=shown or key)


class Override(NamedTuple):
    """What a configuration file declares about the files that match some patterns."""

    files: tuple[str, ...]
    layer: Layer


class EngineLayer(NamedTuple):
    """What one place declares about the engine of the whole run; None where it declares nothing."""

    engine: str | None = None
    api_url: str | None = None
    quota_policy: str | None = None


class LimitsLayer(NamedTuple):
    """What one place declares about what a file may cost; None where it declares nothing."""

    seconds_per_file: int | None = None
    megabytes_per_file: int | None = None


class CustomPreset(NamedTuple):
    """A preset that a configuration file defines: the name of another one, and what is different."""

    extends: str
    layer: Layer


class Parsed(NamedTuple):
    """One configuration file, validated, without what it extends.

    A warning is its line, its column and its message. A suppression comes with the patterns of the
    files that it is for; its origin is its line alone. `lines` of the layers are filled, `path` is
    not: it depends on where the run started. `plugins` have been imported.
    """

    layer: Layer = Layer()
    overrides: tuple[Override, ...] = ()
    extend: str | None = None
    exclude: tuple[str, ...] | None = None
    extend_exclude: tuple[str, ...] = ()
    fail_on: tuple[str, ...] | None = None
    max_warnings: int | None = None
    warnings: tuple[tuple[int, int, str], ...] = ()
    engine: EngineLayer = EngineLayer()
    presets: Mapping[str, CustomPreset] = {}
    suppressions: tuple[tuple[tuple[str, ...], Suppression], ...] = ()
    baseline: str | None = None
    plugins: tuple[str, ...] = ()
    limits: LimitsLayer = LimitsLayer()
    cache_limit: int | None = None


class ConfigFile(NamedTuple):
    """A configuration file with everything that it extends, the farthest first.

    All its patterns are relative to `folder`, an absolute path. `exclude`, `fail_on`, `max_warnings`,
    `baseline` and what `engine` holds are the nearest ones, each with its origin. `baseline` is relative
    to where the run started. `plugins` maps the name of each to its origin.
    """

    path: str
    folder: str
    layers: tuple[Layer, ...] = ()
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] | None = None
    exclude_origin: str = ""
    extend_exclude: tuple[str, ...] = ()
    extend_exclude_origin: str = ""
    fail_on: tuple[str, ...] | None = None
    fail_on_origin: str = ""
    max_warnings: int | None = None
    max_warnings_origin: str = ""
    warnings: tuple[str, ...] = ()
    engine: EngineLayer = EngineLayer()
    engine_origins: EngineLayer = EngineLayer()
    presets: Mapping[str, CustomPreset] = {}
    suppressions: tuple[tuple[tuple[str, ...], Suppression], ...] = ()
    baseline: str | None = None
    baseline_origin: str = ""
    plugins: Mapping[str, str] = {}
    limits: LimitsLayer = LimitsLayer()
    limits_origin: str = ""
    cache_limit: int | None = None
    cache_origin: str = ""

    def without_effect(self) -> list[str]:
        """A warning for each value that counts only in the outermost configuration above the start of a run."""
        values = (
            ("engine", self.engine.engine, self.engine_origins.engine),
            ("api-url", self.engine.api_url, self.engine_origins.api_url),
            ("quota-policy", self.engine.quota_policy, self.engine_origins.quota_policy),
            ("limits", self.limits_origin or None, self.limits_origin),
            ("cache", self.cache_limit, self.cache_origin),
        )
        return [
            f"{origin}: {key} has no effect here; it is read from the outermost configuration above "
            "the folder in which caption-qa is run"
            for key, value, origin in values
            if value is not None
        ]
