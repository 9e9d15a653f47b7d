"""Configuration: found, read, validated, and resolved to plain settings for each file.

A file is checked by the configuration that is closest to it: `.caption-qa.yml`, `.caption-qa.yaml`
or `[tool.caption-qa]` in `pyproject.toml`, in its folder or one above, up to the root of the
repository. Configurations are never merged, except where one names another under `extend`. The
command line is laid over whatever is found.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

import caption_qa_action.presets as presets
from caption_qa_action.config import _find
from caption_qa_action.config._layers import (
    ConfigFile,
    CustomPreset,
    Layer,
)
from caption_qa_action.config._plugins import Permission, permission
from caption_qa_action.config._resolve import BUILT_IN, Resolution, resolve
from caption_qa_action.config._run import (
    DEFAULT_EXCLUDE,
    engine_of_run,
    exclusion_patterns,
    fail_on_of_run,
    gate_of,
    limits_of_run,
)
from caption_qa_action.config._suppressions import by_line, declared_today
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

    `fail_on` and `engine` are those of the folder where the run started, `snapshot` is the commit that files are
    read from. `warnings` grow as configuration files are found, as do those `without_preset`, by which files
    were resolved to which they name no preset, nor `none`. Paths are relative to that folder, or absolute; that of a folder ends with a slash.
    """

    __slots__ = (
        "_command",
        "_excludes",
        "_folders",
        "_given",
        "_isolated",
        "_config",
        "_matchers",
        "_resolutions",
        "_root",
        "_start",
        "engine",
        "fail_on",
        "snapshot",
        "warnings",
        "without_preset",
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
        self._folders: dict[str, ConfigFile | None] = {}
        self._resolutions: dict[tuple[str, tuple[int, ...], tuple[int, ...], str], Resolution] = {}
        self._matchers: dict[tuple[str, ...], Callable[[str], bool]] = {}
        self._excludes: dict[str, list[tuple[str, Callable[[str], bool]]]] = {}
        self.without_preset: list[str] = []
        self.warnings: list[str] = [*command.warnings, *(given.warnings if given else ())]
        self._root = given
        self._root = self._closest(start)
        if command.layer.preset is not None:
            resolve([command.layer], self._custom_presets(None))
        self.fail_on = fail_on_of_run(self._command, self._root)
        self.engine = engine_of_run(self._command, self._root)

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

    def settings_for(self, path: str) -> Settings:
        """What is in force for a file. Raises ConfigError for a wrong configuration file."""
        return self._resolution(path).settings

    def is_excluded(self, path: str) -> bool:
        """Whether a file or folder is left out. Raises ConfigError for a wrong configuration file.

        What the configuration of the starting folder leaves out stays out, whatever a file farther
        down says.
        """
        absolute = self._absolute(path)
        file = self._closest(os.path.dirname(absolute.rstrip("/" + os.sep)))
        for each in (file,) if file is self._root else (file, self._root):
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
        return (self._root.baseline if self._root else None) or ""

    @property
    def cache_megabytes(self) -> int | None:
        """How much of findings may be kept on disk; None where nothing states it."""
        return self._root.cache_limit if self._root else None

    def baseline_for(self, path: str) -> str:
        """The file of known findings that the closest configuration of a file names, else the run's."""
        file = self._file_of(path)
        return (file.baseline if file else None) or self.baseline

    def baseline_error(self, message: str, path: str | None = None) -> CaptionQaError:
        """The error that the baseline that the configuration names, of a file, cannot be used."""
        file = self._root if path is None else self._file_of(path)
        if file is None or file.baseline is None:
            file = self._root
        layers = file.layers if file else ()
        by = next((layer for layer in reversed(layers) if "baseline" in layer.named), Layer())
        return by.error("baseline", message)

    @property
    def presets(self) -> Mapping[str, CustomPreset]:
        """The presets that the configuration of the starting folder defines, by name."""
        return self._custom_presets(None)

    def suppressions(self) -> list[str]:
        """The origin of each suppression, in order, of all configuration files read so far.

        Those of a folder above the one where the run started are about other files as well.
        """
        within = os.path.join(self._start, "")
        origins = {
            suppression.origin
            for file in (self._given, *self._folders.values())
            if file and os.path.join(file.folder, "").startswith(within)
            for _, suppression in file.suppressions
        }
        return sorted(origins, key=by_line)

    def files_read(self) -> list[str]:
        """The configuration files read so far, with what they extend and their baselines, as absolute paths."""
        files = {id(file): file for file in (self._given, *self._folders.values()) if file}
        paths = [layer.path for file in files.values() for layer in file.layers]
        paths += [file.baseline for file in files.values() if file.baseline]
        return sorted({os.path.normpath(os.path.join(self._start, path)) for path in paths})

    def explain(self, path: str, own: str = "") -> list[tuple[str, str, str]]:
        """Everything in force for a file: key, value and origin; `own` is the preset of its format."""
        from caption_qa_action.config._explain import file_rows, rule_rows, run_rows, settings_rows

        resolution, file = self._resolution(path, own), self._file_of(path)
        # What the file's own configuration has comes before that of the folder where the run started.
        files = [each for each in (file, self._root) if each]
        gate = resolution.settings.gate
        fail_on = self.fail_on if gate is None else gate.fail_on
        return [
            *settings_rows(resolution),
            *run_rows(self._command, self._root, files, self.engine, fail_on),
            *file_rows(self._command, file, files, resolution.settings),
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
        key = file.path if file else "", matching, suppressing, own
        resolution = self._resolutions.get(key)
        if resolution is None:
            resolution = self._resolve(file or _NO_FILE, matching, suppressing, own)
            self._resolutions[key] = resolution
            self.warnings += [
                warning for warning in resolution.warnings if warning not in self.warnings
            ]
        return resolution

    def _resolve(
        self, file: ConfigFile, matching: Sequence[int], suppressing: Sequence[int], own: str
    ) -> Resolution:
        """What some overrides and suppressions of a configuration file come to, by their indices."""
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
        settings = resolution.settings._replace(
            suppressions=tuple(file.suppressions[index][1] for index in suppressing),
            today=declared_today(),
            limits=limits_of_run(self._command, self._root),
            gate=None
            if file is _NO_FILE
            else gate_of(self._command, self._start, self._root, file),
        )
        warnings = resolution.warnings
        if settings.plugins and self.engine.name == "remote":
            names = ", ".join(package.name for package in settings.plugins)
            warnings = (*warnings, f"the remote engine does not run the rules of plugins: {names}")
        return resolution._replace(settings=settings, warnings=warnings)

    def _custom_presets(self, file: ConfigFile | None) -> Mapping[str, CustomPreset]:
        """The presets that can be named for a file: those of its configuration, and of the root."""
        return {**(self._root.presets if self._root else {}), **(file.presets if file else {})}

    def _file_of(self, path: str) -> ConfigFile | None:
        return self._closest(os.path.dirname(self._absolute(path)))

    def _absolute(self, path: str) -> str:
        absolute = os.path.abspath(os.path.join(self._start, path))
        return absolute + "/" if path.endswith("/") else absolute

    def _closest(self, folder: str) -> ConfigFile | None:
        """The configuration file of a folder, or of the nearest folder above that has one."""
        if self._given or self._isolated:
            return self._given
        passed = []
        file: ConfigFile | None = None
        while folder not in self._folders:
            passed.append(folder)
            file = self._in_folder(folder)
            if file is not None:
                self._welcome(file)
                break
            self.warnings += _find.misnamed(folder, self._start)
            if _find.is_top(folder):
                break
            folder = os.path.dirname(folder)
        else:
            file = self._folders[folder]
        for each in passed:
            self._folders[each] = file
        return file

    def _in_folder(self, folder: str) -> ConfigFile | None:
        allowed = self._command.allowed
        if self.snapshot is None or self.snapshot.name_of(folder) is None:
            return _find.in_folder(folder, self._start, allowed)
        where, start = self.snapshot.locate(folder), self.snapshot.locate(self._start)
        file = _find.in_folder(where, start, allowed.beside(folder))
        return file and file._replace(folder=folder)

    def _welcome(self, file: ConfigFile) -> None:
        self.warnings += file.warnings
        if not self._folders:
            return
        self.warnings += file.without_effect()

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
