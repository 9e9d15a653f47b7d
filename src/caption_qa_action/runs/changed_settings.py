"""Configurations and baselines that a change touches, and the files that they are about."""

from __future__ import annotations

import os
from collections.abc import Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.text import quote
from caption_qa_action.regular import read_regular
from caption_qa_action.workspace.git import contents, is_true

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.workspace.changes import Changes
    from caption_qa_action.workspace.discover import File

# A configuration is not larger.
_MOST_BYTES = 1_000_000


class ChangedSettings:
    """What has changed that may change findings.

    `names` are the changed files, by their names in the repository; none where no setting has changed. `title` is
    how people call them.
    """

    def __init__(self, changes: Changes, configuration: Configuration, baseline: str) -> None:
        """`baseline` is the file of known findings that the command line names, `""` for none."""
        self._changes = changes
        self._configuration = configuration
        self._touched = {name for entry in changes.entries for name in (entry.name, entry.old_name)}
        self._touched.discard("")
        configurations = self._configurations()
        everywhere = self._changed(_of_the_run(baseline))
        read = [path for path in configuration.files_read() if not _is_ours(changes.key(path))]
        self.names = list(dict.fromkeys((*configurations, *everywhere, *self._changed(read))))
        self._are_everywhere = bool(everywhere)
        self._folders = tuple(name[: name.rfind("/") + 1] for name in configurations)
        self._sources: dict[tuple[str, ...], bool] = {}

    @property
    def title(self) -> str:
        """The changed files as people call them."""
        first, *others = self.names
        is_ours = _is_ours(first) or first not in self._touched
        more = f" and {len(others)} more" if others else ""
        return (
            f"the configuration {quote(first, 100)}{more}" if is_ours else quote(first, 100) + more
        )

    def affect(self, location: str) -> bool:
        """Whether something that has changed may change what is found in a file of the work tree."""
        if self._are_everywhere or not location:
            return bool(self.names)
        if self._changes.key(location).startswith(self._folders):
            return True
        sources = self._configuration.sources(location)
        known = self._sources.get(sources)
        if known is None:
            known = any(self._changes.key(path) in self.names for path in sources)
            self._sources[sources] = known
        return known

    def affected(self, files: Sequence[File]) -> list[File]:
        """Those of some files in which something else may be found."""
        return [file for file in files if self.affect(file.location)] if self.names else []

    def _configurations(self) -> list[str]:
        """The configurations that have changed, or are not known to git."""
        read = filter(None, map(self._changes.key, self._configuration.files_read()))
        new = [name for name in read if _is_ours(name) and self._is_new(name)]
        changed = [
            name for name in self._touched if _is_ours(name) and _matters(name, self._changes)
        ]
        return sorted({*changed, *new})

    def _changed(self, paths: Sequence[str]) -> list[str]:
        """The names of those of some files that have changed; one outside of the repository is nobody's change."""
        names = filter(None, map(self._changes.key, paths))
        return [name for name in names if name in self._touched or self._is_new(name)]

    def _is_new(self, name: str) -> bool:
        """Whether git does not know a file of the work tree."""
        path = os.path.join(self._changes.root, name)
        return name not in self._changes.tracked and not is_true(
            "check-ignore", "--quiet", "--", path
        )


def _is_ours(name: str) -> bool:
    from caption_qa_action.config import FILE_NAMES

    return name.rpartition("/")[2] in FILE_NAMES


def _of_the_run(baseline: str) -> list[str]:
    """Files besides configurations that decide about all findings: the baseline that was asked for, the workflow."""
    paths = [baseline] if baseline else []
    # owner/repository/.github/workflows/name.yml@ref (GitHub Docs, "Variables").
    workflow = os.environ.get("GITHUB_WORKFLOW_REF", "").partition("@")[0].split("/", 2)[2:]
    top = os.environ.get("GITHUB_WORKSPACE")
    if workflow and top:
        paths.append(os.path.join(top, *workflow))
    return [path for path in paths if os.path.exists(path)]


def _matters(name: str, changes: Changes) -> bool:
    """Whether a changed configuration states something else; pyproject.toml has many readers."""
    entry = {entry.old_name: entry for entry in changes.entries}.get(name)
    if not name.endswith("pyproject.toml"):
        return True
    try:
        now = read_regular(os.path.join(changes.root, name), _MOST_BYTES)
    except OSError:
        now = b""
    blobs = {name: entry.blob} if entry and entry.blob else {}
    old = next((data for _, data in contents(blobs)), b"")
    return _our_table(old) != _our_table(now)


def _our_table(data: bytes) -> object:
    from caption_qa_action.config import toml

    try:
        tool = toml.loads(data.decode("utf-8")).get("tool", {})
    except ValueError:
        return data  # it cannot be read, which is a change when the other could
    return tool.get("caption-qa") if isinstance(tool, dict) else None
