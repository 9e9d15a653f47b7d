"""The configuration files of folders: which is in force for one, and which are above that."""

from __future__ import annotations

import os

from caption_qa_action.config import _find
from caption_qa_action.config._layers import ConfigFile
from caption_qa_action.core.annotations import TYPE_CHECKING

if TYPE_CHECKING:
    from caption_qa_action.config._plugins import Permission
    from caption_qa_action.workspace.snapshot import Snapshot


class ConfigurationTree:
    """The configuration files of the folders that a run is about, each read when it is first asked for.

    With `given` that file is in force everywhere, and with `isolated` none is. `start` is where the run begins,
    an absolute path; `closest_to_start` is in force there, and `outermost` is the last one above it, which may be
    the same. `warnings` grow as files are read.
    """

    __slots__ = (
        "_allowed",
        "_chains",
        "_folders",
        "_given",
        "_is_fixed",
        "_snapshot",
        "_start",
        "closest_to_start",
        "outermost",
        "warnings",
    )

    def __init__(
        self,
        start: str,
        given: ConfigFile | None,
        isolated: bool,
        snapshot: Snapshot | None,
        allowed: Permission,
    ) -> None:
        self._start = start
        self._given = given
        self._is_fixed = isolated or given is not None
        self._snapshot = snapshot
        self._allowed = allowed
        self._folders: dict[str, ConfigFile | None] = {}
        self._chains: dict[str, tuple[ConfigFile, ...]] = {}
        self.warnings: list[str] = [*given.warnings] if given else []
        chain = self.chain(start)
        self.closest_to_start = chain[0] if chain else None
        self.outermost = chain[-1] if chain else None
        for file in chain[:-1]:
            self.warnings += file.without_effect()

    def closest(self, folder: str) -> ConfigFile | None:
        """The configuration file of a folder, or of the nearest folder above that has one. Raises ConfigError."""
        if self._is_fixed:
            return self._given
        passed = []
        file: ConfigFile | None = None
        while folder not in self._folders:
            passed.append(folder)
            file = self._in_folder(folder)
            if file is not None:
                self._add_warnings(file)
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

    def chain(self, folder: str) -> tuple[ConfigFile, ...]:
        """The configuration that is closest to a folder and those above it, the nearest first. Raises ConfigError."""
        file = self.closest(folder)
        if file is None:
            return ()
        chain = self._chains.get(file.folder)
        if chain is None:
            is_last = self._is_fixed or _find.is_top(file.folder)
            above = () if is_last else self.chain(os.path.dirname(file.folder))
            chain = self._chains[file.folder] = (file, *above)
        return chain

    def top(self, folder: str) -> str:
        """The folder where the search for the configuration of a folder without one has ended."""
        while not (self._is_fixed or _find.is_top(folder)):
            folder = os.path.dirname(folder)
        return "" if self._is_fixed else folder

    def read(self) -> list[ConfigFile]:
        """The files that have been read so far, each once."""
        files = (self._given, *self._folders.values())
        return list({id(file): file for file in files if file}.values())

    def _in_folder(self, folder: str) -> ConfigFile | None:
        if self._snapshot is None or self._snapshot.name_of(folder) is None:
            return _find.in_folder(folder, self._start, self._allowed)
        where, start = self._snapshot.locate(folder), self._snapshot.locate(self._start)
        file = _find.in_folder(where, start, self._allowed.beside(folder))
        return file and file._replace(folder=folder)

    def _add_warnings(self, file: ConfigFile) -> None:
        self.warnings += file.warnings
        # Of those above the start, the outermost is not known yet.
        if not os.path.join(self._start, "").startswith(os.path.join(file.folder, "")):
            self.warnings += file.without_effect()
