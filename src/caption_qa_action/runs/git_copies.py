"""Captions as git has them, before a change or in its index, written into a folder to be read there."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.formats import has_own_suffix, shared_suffixes, suffixes
from caption_qa_action.workspace.discover import File, shown, with_folders
from caption_qa_action.workspace.git import contents, git
from caption_qa_action.workspace.passed_over import holds_captions
from caption_qa_action.workspace.siblings import siblings_of

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.workspace.changes import Changes


class GitCopies(NamedTuple):
    """Writes what git has of some changes into a folder."""

    changes: Changes
    folder: str

    def staged_files(
        self, names: Collection[str], configuration: Configuration, paths: Sequence[str]
    ) -> list[File]:
        """Those of some names that are caption files, as the index has them; below `paths`, if any."""
        excluded = with_folders(configuration.is_excluded)
        places = [os.path.abspath(path) for path in paths] or [self.changes.root]
        conflicts: dict[str, File] = {}
        blobs: dict[str, str] = {}
        for name, blob, stage in _index(suffixes()):
            location = os.path.join(self.changes.root, name)
            path = shown(location)
            if name not in names or not _is_below(location, places) or excluded(path):
                continue
            if stage == "0":
                blobs[path] = blob
            else:
                conflicts[path] = File(path, location, "it has a merge conflict")
        shared = shared_suffixes()
        found = [
            File(path, location)
            for path, location in self._write(blobs, "now").items()
            if holds_captions(location, shared)
        ]
        return sorted([*found, *conflicts.values()])

    def staged_siblings(
        self, files: Sequence[File], configuration: Configuration
    ) -> dict[str, str]:
        """Write what files are compared with as the index has it; where it is, by path.

        It is `""` for what is in the work tree alone. Without a rule that compares, nothing is written.
        """
        beside = _siblings([file for file in files if _is_compared(file, configuration)])
        if not beside:
            return {}
        staged = {name: blob for name, blob, stage in _index(suffixes()) if stage == "0"}
        names = {path: self.changes.key(os.path.abspath(path)) for path in beside}
        blobs = {path: staged[name] for path, name in names.items() if name in staged}
        return dict.fromkeys(beside, "") | self._write(blobs, "sibling")

    def files_before(self, files: Sequence[File]) -> dict[str, str]:
        """Write the old contents of files; where they are, by path."""
        by_name = self.changes.by_name()
        blobs = {}
        for file in files:
            name = file.path if not file.location else self.changes.key(os.path.abspath(file.path))
            entry = by_name.get(name)
            if entry is not None and entry.blob:
                blobs[file.path] = entry.blob
        return self._write(blobs, "before")

    def siblings_before(self, files: Sequence[File]) -> dict[str, str]:
        """Write the old contents of what files are compared with; where they are, by path.

        A file has a finding of this change also where its sibling alone has caused it.
        """
        by_name = self.changes.by_name()
        located: dict[str, str] = {}
        blobs: dict[str, str] = {}
        for path in _siblings(files):
            name = self.changes.key(os.path.abspath(path))
            entry = by_name.get(name)
            if entry is not None and entry.blob:
                blobs[path] = entry.blob
            elif name and (entry is not None or name not in self.changes.tracked):
                located[path] = ""
        return located | self._write(blobs, "beside")

    def _write(self, blobs: Mapping[str, str], part: str) -> dict[str, str]:
        """Write blobs, each with the suffix of its file; where they are."""
        written: dict[str, str] = {}
        for path, data in contents(blobs):
            suffix = os.path.splitext(path)[1].lower()
            location = os.path.join(self.folder, f"{part}-{len(written)}{suffix}")
            with open(location, "wb") as file:
                file.write(data)
            written[path] = location
        return written


def _index(endings: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The regular files of the index with one of some suffixes.

    Each is its name, its blob, and its stage: `0` where there is no conflict.
    """
    suffixes = tuple(endings)
    listing = git("ls-files", "--stage", "-z", "--full-name", "--", ":/")
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about.startswith(b"100"):
            _, blob, stage = about.decode("ascii").split(" ")
            decoded = os.fsdecode(name)
            if decoded.lower().endswith(suffixes):
                yield decoded, blob, stage


def _is_below(location: str, places: Sequence[str]) -> bool:
    return any(
        location == place or location.startswith(os.path.join(place, "")) for place in places
    )


def _is_compared(file: File, configuration: Configuration) -> bool:
    """Whether a rule runs on a file that compares it with its siblings."""
    from caption_qa_action.rules import RULES

    rules = configuration.settings_for(file.path).rules
    return any(RULES.group(rule.code) == "siblings" for rule in rules)


def _siblings(files: Sequence[File]) -> list[str]:
    """The paths of what files are compared with."""
    return sorted(
        {sibling.path for file in files for sibling, _ in siblings_of(file, has_own_suffix)}
    )
