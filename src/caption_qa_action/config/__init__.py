"""Configuration: found, read, validated, and resolved to plain settings for each file.

A file is checked by the configuration that is closest to it: `.caption-qa.yml`, `.caption-qa.yaml`
or `[tool.caption-qa]` in `pyproject.toml`, in its folder or one above, up to the root of the
repository. Configurations are never merged, except where one names another under `extend`. Those farther
up count for two things: what they exclude stays out, and the outermost one above the start has the engine,
the limits and the cache of the run. So a file comes to the same wherever in the repository the run starts. The command line is laid over whatever is found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

import caption_qa_action.presets as presets
from caption_qa_action.config import _find
from caption_qa_action.config._layers import ConfigFile, CustomPreset, Layer
from caption_qa_action.config._plugins import Permission, permission
from caption_qa_action.config._resolve import BUILT_IN, Resolution, resolve
from caption_qa_action.config._run import (
    DEFAULT_EXCLUDE,
    above_that_states,
    engine_of_run,
    exclusion_patterns,
    fail_on_of_run,
    gate_of,
    limits_of_run,
)
from caption_qa_action.config._suppressions import by_line, declared_today
from caption_qa_action.config._tree import ConfigurationTree
from caption_qa_action.config.arguments import Arguments, Command, command
from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import CaptionQaError, UsageError
from caption_qa_action.core.globs import compile_patterns
from caption_qa_action.core.settings import Settings

if TYPE_CHECKING:
    from caption_qa_action.workspace.snapshot import Snapshot

__all__ = [
    "DEFAULT_EXCLUDE",
    "FILE_NAMES",
    "Arguments",
    "Configuration",
    "CustomPreset",
    "load",
    "permission",
    "settings_of_preset",
]

# What a configuration file can be called, in the order in which a folder's are looked for.
FILE_NAMES = (*_find.NAMES, _find.PYPROJECT)


def load(
    arguments: Arguments,
    *,
    config: str | None = None,
    isolated: bool = False,
    start: str = ".",
    snapshot: Snapshot | None = None,
) -> Configuration:
    """The configuration of a run that starts in the folder `start`.

    With `config` that file is used for everything, and its patterns are relative to `start`; with
    `isolated` no file is. With a `snapshot`, files of the repository are read as a commit has them. Raises
    UsageError and ConfigError.
    """
    if config is not None and isolated:
        raise UsageError("--config and --isolated exclude each other")
    start = os.path.abspath(start)
    ordered = command(arguments)
    ordered = ordered._replace(allowed=ordered.allowed.beside(start))
    return _open(ordered, start, config, isolated, snapshot)


def _open(
    ordered: Command, start: str, config: str | None, isolated: bool, snapshot: Snapshot | None
) -> Configuration:
    given = None
    if config is not None:
        path = os.path.join(start, config)
        location, here = (
            (snapshot.write(path), snapshot.locate(start)) if snapshot else (path, start)
        )
        if not os.path.exists(location):
            raise UsageError(f"--config: there is no file {config}")
        if not os.path.isfile(location):
            raise UsageError(f"--config: {config} is not a regular file")
        given = _find.load(location, here, start, ordered.allowed, given=True)
    return Configuration(ordered, start, given, isolated, snapshot, config)


def settings_of_preset(name: str, custom_presets: Mapping[str, CustomPreset]) -> Settings:
    """What a preset alone sets; `custom_presets` are those of one's own. Raises UsageError and ConfigError."""
    return resolve([Layer(preset=name)], custom_presets).settings


class Configuration:
    """What is in force for every file of a run. It can be sent to other processes.

    `fail_on` is that of the folder where the run started, `engine` that of the outermost configuration above it,
    `snapshot` is the commit that files are read from. `without_preset` are the configuration files in force that
    set up rules and name no preset, nor `none`, `without_verdict` those that leave open what fails, each with one above
    it that decides that; they grow as files are asked about. Paths are relative to that
    folder, or absolute; that of a folder ends with a slash.
    """

    __slots__ = (
        "_command",
        "_excludes",
        "_given",
        "_isolated",
        "_config",
        "_matchers",
        "_resolutions",
        "_start",
        "_tree",
        "_warnings",
        "engine",
        "fail_on",
        "snapshot",
        "without_preset",
        "without_verdict",
    )

    def __init__(
        self,
        command: Command,
        start: str,
        given: ConfigFile | None,
        isolated: bool,
        snapshot: Snapshot | None = None,
        config: str | None = None,
    ) -> None:
        self._command = command
        self._start = start
        self._given = given
        self._isolated = isolated
        self._config = config
        self.snapshot = snapshot
        self._resolutions: dict[tuple[str, tuple[int, ...], tuple[int, ...], str], Resolution] = {}
        self._matchers: dict[tuple[str, ...], Callable[[str], bool]] = {}
        self._excludes: dict[str, list[tuple[str, Callable[[str], bool]]]] = {}
        self.without_preset: list[str] = []
        self.without_verdict: list[tuple[str, str]] = []
        self._tree = ConfigurationTree(start, given, isolated, snapshot, command.allowed)
        self._warnings: list[str] = []
        if command.layer.preset is not None:
            resolve([command.layer], self.presets)
        self.fail_on = fail_on_of_run(command, self._tree.closest_to_start)
        self.engine = engine_of_run(command, self._tree.outermost)

    def __reduce__(self) -> tuple[object, ...]:
        return Configuration, (
            self._command,
            self._start,
            self._given,
            self._isolated,
            self.snapshot,
            self._config,
        )

    def read_from(self, snapshot: Snapshot | None) -> Configuration:
        """The configuration of the same run as a commit has it, or the work tree."""
        return _open(self._command, self._start, self._config, self._isolated, snapshot)

    @property
    def warnings(self) -> list[str]:
        """What is odd about the configuration, as far as it has been read."""
        return [*self._command.warnings, *self._tree.warnings, *self._warnings]

    def settings_for(self, path: str) -> Settings:
        """What is in force for a file. Raises ConfigError for a wrong configuration file."""
        return self._resolution(path).settings

    def is_excluded(self, path: str) -> bool:
        """Whether a file or folder is left out. Raises ConfigError for a wrong configuration file.

        What a configuration leaves out stays out, whatever one farther down says.
        """
        absolute = self._absolute(path)
        files = self._tree.chain(os.path.dirname(absolute.rstrip("/" + os.sep)))
        usual = () if files and self._tree.closest_to_start else (None,)
        for each in (*files, *usual):
            for folder, matches in self._exclusions(each):
                if matches(_find.relative(absolute, folder)):
                    return True
        return False

    def file_for(self, path: str) -> tuple[str, str] | None:
        """The configuration file that is in force for a path, and the folder of its patterns.

        None where there is none. Raises ConfigError for a wrong configuration file.
        """
        file = self._file_of(path)
        return (file.path, file.folder) if file else None

    @property
    def allowed_plugins(self) -> Permission:
        """The plugins that configuration files may name."""
        return self._command.allowed

    @property
    def baseline(self) -> str:
        """The file of known findings, relative to the starting folder; `""` for none."""
        return (self._tree.closest_to_start.baseline if self._tree.closest_to_start else None) or ""

    @property
    def cache_megabytes(self) -> int | None:
        """How much of findings may be kept on disk; None where nothing states it."""
        return self._tree.outermost.cache_limit if self._tree.outermost else None

    def baseline_for(self, path: str) -> str:
        """The file of known findings that the closest configuration of a file names; `""` for none."""
        file = self._file_of(path)
        return (file.baseline if file else None) or ""

    def baseline_error(self, message: str, path: str | None = None) -> CaptionQaError:
        """The error that the baseline that the configuration names, of a file, cannot be used."""
        file = self._tree.closest_to_start if path is None else self._file_of(path)
        layers = file.layers if file else ()
        by = next((layer for layer in reversed(layers) if "baseline" in layer.named), Layer())
        return by.error("baseline", message)

    @property
    def presets(self) -> Mapping[str, CustomPreset]:
        """The presets that the configuration of the starting folder defines, by name."""
        return self._custom_presets(self._tree.closest_to_start)

    def suppressions(self) -> list[str]:
        """The origin of each suppression, in order, of all configuration files read so far.

        Those of a folder above the one where the run started are about other files as well.
        """
        within = os.path.join(self._start, "")
        origins = {
            suppression.origin
            for file in self._tree.read()
            if os.path.join(file.folder, "").startswith(within)
            for _, suppression in file.suppressions
        }
        return sorted(origins, key=by_line)

    def files_read(self) -> list[str]:
        """The configuration files read so far, with what they extend and their baselines, as absolute paths."""
        files = self._tree.read()
        paths = [layer.path for file in files for layer in file.layers]
        paths += [file.baseline for file in files if file.baseline]
        return sorted({os.path.normpath(os.path.join(self._start, path)) for path in paths})

    def sources(self, path: str) -> tuple[str, ...]:
        """The configuration files that a file's settings come from, and their baseline, as absolute paths.

        Those above the closest one count as well, for what they exclude.
        """
        files = self._tree.chain(os.path.dirname(self._absolute(path)))
        paths = [layer.path for file in files for layer in file.layers]
        paths += [file.baseline for file in files[:1] if file.baseline]
        return tuple(os.path.normpath(os.path.join(self._start, path)) for path in paths)

    def explain(self, path: str, own: str = "") -> list[tuple[str, str, str]]:
        """Everything in force for a file: key, value and origin; `own` is the preset of its format."""
        from caption_qa_action.config._explain import file_rows, rule_rows, run_rows, settings_rows

        resolution, file = self._resolution(path, own), self._file_of(path)
        above = self._tree.chain(os.path.dirname(self._absolute(path)))[1:]
        gate = resolution.settings.gate
        fail_on = self.fail_on if gate is None else gate.fail_on
        return [
            *settings_rows(resolution),
            *run_rows(self._command, self._tree.outermost, file, self.engine, fail_on),
            *file_rows(self._command, file, above, resolution.settings),
            *rule_rows(resolution),
        ]

    def _matching(
        self, path: str, file: ConfigFile | None, patterns: Sequence[tuple[str, ...]]
    ) -> tuple[int, ...]:
        """Which of some patterns, written for a configuration file, match a path."""
        if file is None or not patterns:
            return ()
        relative = _find.relative(self._absolute(path), file.folder)
        return tuple(index for index, each in enumerate(patterns) if self._matcher(each)(relative))

    def _resolution(self, path: str, own: str = "") -> Resolution:
        """What is in force for a file, resolved once for all files to which the same applies.

        Where nobody chooses a preset, it is judged by the preset `own`.
        """
        file = self._file_of(path)
        matching: tuple[int, ...] = ()
        suppressing: tuple[int, ...] = ()
        if file is not None:
            matching = self._matching(path, file, [each.files for each in file.overrides])
            suppressing = self._matching(path, file, [files for files, _ in file.suppressions])
        within = file.path if file else self._top_of(path)
        key = within, matching, suppressing, own
        resolution = self._resolutions.get(key)
        if resolution is None:
            resolution = self._resolve(path, file, matching, suppressing, own)
            self._resolutions[key] = resolution
            self._warnings += [
                warning for warning in resolution.warnings if warning not in self._warnings
            ]
        return resolution

    def _resolve(
        self,
        path: str,
        found: ConfigFile | None,
        matching: Sequence[int],
        suppressing: Sequence[int],
        own: str,
    ) -> Resolution:
        """What some overrides and suppressions of the configuration of a file come to, by their indices."""
        file, folder = found or _NO_FILE, os.path.dirname(self._absolute(path))
        layers = [
            *file.layers,
            *(file.overrides[index].layer for index in matching),
            self._command.layer,
        ]
        plugins = {*file.plugins, *self._command.plugins}
        resolution = resolve(
            layers, self._custom_presets(file), plugins, own=own or presets.DEFAULT
        )
        # Whoever has set up rules has done so for some platform.
        silent = resolution.origins["preset"] == BUILT_IN and any(
            layer.options or layer.severity for layer in file.layers
        )
        if silent and file.path not in self.without_preset:
            self.without_preset.append(file.path)
        above = above_that_states(self._tree.chain(folder))
        if above and (file.path, above.path) not in self.without_verdict:
            self.without_verdict.append((file.path, above.path))
        settings = resolution.settings._replace(
            suppressions=tuple(file.suppressions[index][1] for index in suppressing),
            today=declared_today(),
            limits=limits_of_run(self._command, self._tree.outermost),
            gate=gate_of(
                self._command,
                self._start,
                self._tree.closest_to_start,
                found,
                found.folder if found else self._top_of(path),
            ),
        )
        warnings = resolution.warnings
        if settings.plugins and self.engine.name == "remote":
            names = ", ".join(package.name for package in settings.plugins)
            warnings = (*warnings, f"the remote engine does not run the rules of plugins: {names}")
        return resolution._replace(settings=settings, warnings=warnings)

    def _custom_presets(self, file: ConfigFile | None) -> Mapping[str, CustomPreset]:
        """The presets that can be named for a file: those of its configuration.

        What the command line names is also looked for where the run started.
        """
        files = [self._tree.closest_to_start] if self._command.layer.preset is not None else []
        return {name: each for of in (*files, file) if of for name, each in of.presets.items()}

    def _top_of(self, path: str) -> str:
        """Where the configurations of a file without one would be, where that is another place than the start's."""
        if self._tree.closest_to_start is None:
            return ""
        return self._tree.top(os.path.dirname(self._absolute(path)))

    def _file_of(self, path: str) -> ConfigFile | None:
        return self._tree.closest(os.path.dirname(self._absolute(path)))

    def _absolute(self, path: str) -> str:
        absolute = os.path.abspath(os.path.join(self._start, path))
        return absolute + "/" if path.endswith("/") else absolute

    def _exclusions(self, file: ConfigFile | None) -> list[tuple[str, Callable[[str], bool]]]:
        """The tests that leave out files of a configuration, each with the folder it is for."""
        key = file.path if file else ""
        tests = self._excludes.get(key)
        if tests is None:
            tests = self._excludes[key] = [
                (
                    file.folder if file and not origin.startswith("--") else self._start,
                    self._matcher(tuple(patterns)),
                )
                for patterns, origin in exclusion_patterns(self._command, file)
            ]
        return tests

    def _matcher(self, patterns: tuple[str, ...]) -> Callable[[str], bool]:
        matcher = self._matchers.get(patterns)
        if matcher is None:
            matcher = self._matchers[patterns] = compile_patterns(patterns)
        return matcher


# What applies to a file without a configuration file.
_NO_FILE = ConfigFile("", "")
