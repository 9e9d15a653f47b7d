"""A check narrowed to what has changed: which files, and which findings of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, NamedTuple

from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.text import plural, quote

if TYPE_CHECKING:
    import argparse

    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport
    from caption_qa_action.pipeline import Check, Job
    from caption_qa_action.workspace.changes import Changes, Entry
    from caption_qa_action.workspace.discover import File


class Narrowed(NamedTuple):
    """The files to check, and what to say about the choice.

    `before` leads from a file's path to its contents before the change, for those that had any;
    None where all findings count. `siblings` does so for what such a file is compared with, where it has
    changed; `""` where it is new. `beside` leads to what files are compared with as git has it now, where
    that is asked of the index. A warning says that something could not be known.
    """

    files: list[File]
    note: str = ""
    warning: str = ""
    before: Mapping[str, str] | None = None
    siblings: Mapping[str, str] = {}
    beside: Mapping[str, str] = {}


def is_wanted(arguments: argparse.Namespace) -> bool:
    """Whether a check is to be narrowed. Raises UsageError for options that exclude each other."""
    wanted = arguments.changed_since is not None or arguments.staged
    if arguments.changed_since is not None and arguments.staged:
        raise UsageError("--changed-since and --staged exclude each other")
    if arguments.changed_cues and not wanted:
        raise UsageError("--changed-cues needs --changed-since or --staged")
    if arguments.changed_cues and (arguments.fix or arguments.diff):
        raise UsageError("--changed-cues only tells findings; leave it out to mend")
    if arguments.staged and (arguments.fix or arguments.diff):
        raise UsageError("--staged checks what git holds, which cannot be mended in place")
    return wanted


def narrow(
    arguments: argparse.Namespace,
    files: list[File],
    configuration: Configuration,
    stack: ExitStack,
) -> Narrowed:
    """Those of the files that have changed; all of them where that cannot be known, or is no matter.

    What has to be written out of git is in a folder that goes with `stack`.
    """
    from caption_qa_action.workspace import changes as git_changes

    since = "in the index" if arguments.staged else f"since {quote(arguments.changed_since, 100)}"
    try:
        if arguments.staged:
            changes = git_changes.staged()
        else:
            changes = git_changes.changed_since(arguments.changed_since)
    except git_changes.Unknown as error:
        if arguments.staged:
            raise
        return Narrowed(
            files, warning=f"cannot tell what has changed {since}: {error}; every file is checked"
        )
    folder = ""
    if arguments.staged or arguments.changed_cues:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="caption-qa-"))
    settings = _changed_settings(arguments, changes, configuration)
    if settings:
        beside: Mapping[str, str] = {}
        if arguments.staged:
            files = _staged_files(arguments, changes, changes.tracked, configuration, folder)
            beside = _siblings_staged(files, changes, configuration, folder)
        what = f"{settings} has changed {since}: every file is checked"
        every = ", every finding is told" if arguments.changed_cues else ""
        return Narrowed(files, note=what + every, beside=beside)
    by_name = changes.by_name()
    if arguments.staged:
        chosen = _staged_files(arguments, changes, by_name, configuration, folder)
        count = plural(len(chosen), "caption file")
    else:
        unchanged = changes.tracked - by_name.keys()
        chosen = [f for f in files if not f.location or changes.key(f.location) not in unchanged]
        count = f"{len(chosen)} of {plural(len(files), 'caption file')}"
    note = f"{count} changed {since}"
    if not arguments.staged and changes.base:
        note += f" (compared with {changes.base[:12]})"
    beside = _siblings_staged(chosen, changes, configuration, folder) if arguments.staged else {}
    if not arguments.changed_cues:
        return Narrowed(chosen, note, beside=beside)
    before = _write_before(chosen, changes, by_name, folder)
    siblings = _siblings_before(chosen, changes, by_name, folder)
    return Narrowed(chosen, note, before=before, siblings=siblings, beside=beside)


def _changed_settings(
    arguments: argparse.Namespace, changes: Changes, configuration: Configuration
) -> str:
    """What changed that may change the findings in every file, as people call it; `""` for nothing."""
    from caption_qa_action.config import FILE_NAMES

    touched = {name for entry in changes.entries for name in (entry.name, entry.old_name)}
    touched.discard("")
    entries = {entry.old_name: entry for entry in changes.entries}
    for name in sorted(touched):
        if name.rpartition("/")[2] in FILE_NAMES and _matters(name, entries, changes):
            return f"the configuration {quote(name, 100)}"
    others = [*configuration.files_read(), *_other_settings(arguments)]
    for path in others:
        name = changes.key(path)
        # A configuration that git does not know is new; one outside is nobody's change.
        if name in touched and name.rpartition("/")[2] not in FILE_NAMES:
            return quote(name, 100)
        if name and name not in changes.tracked and not _is_ignored(path):
            return f"the configuration {quote(name, 100)}"
    return ""


def _other_settings(arguments: argparse.Namespace) -> list[str]:
    """Files besides the configuration that decide about findings: the baseline, the workflow."""
    paths = []
    baseline = getattr(arguments, "baseline", None)
    if isinstance(baseline, str):
        paths.append(baseline)
    # owner/repository/.github/workflows/name.yml@ref (GitHub Docs, "Variables").
    workflow = os.environ.get("GITHUB_WORKFLOW_REF", "").partition("@")[0].split("/", 2)[2:]
    top = os.environ.get("GITHUB_WORKSPACE")
    if workflow and top:
        paths.append(os.path.join(top, *workflow))
    return [path for path in paths if os.path.exists(path)]


def _is_ignored(path: str) -> bool:
    from caption_qa_action.workspace.git import is_true

    return is_true("check-ignore", "--quiet", "--", os.path.abspath(path))


def _matters(name: str, entries: Mapping[str, Entry], changes: Changes) -> bool:
    """Whether a changed configuration says something else; pyproject.toml has many readers."""
    entry = entries.get(name)
    if not name.endswith("pyproject.toml") or entry is None:
        return True
    from caption_qa_action.workspace.git import contents

    try:
        with open(os.path.join(changes.root, name), "rb") as file:
            now = file.read()
    except OSError:
        now = b""
    blobs = {name: entry.blob} if entry.blob else {}
    old = next((data for _, data in contents(blobs)), b"")
    return _our_table(old) != _our_table(now)


def _our_table(data: bytes) -> object:
    import tomllib

    try:
        tool = tomllib.loads(data.decode("utf-8")).get("tool", {})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return data  # it cannot be read, which is a change when the other could
    return tool.get("caption-qa") if isinstance(tool, dict) else None


def _staged_files(
    arguments: argparse.Namespace,
    changes: Changes,
    wanted: Iterable[str],
    configuration: Configuration,
    folder: str,
) -> list[File]:
    """Those of some names that are caption files, as the index has them."""
    from caption_qa_action.formats import shared_suffixes, suffixes
    from caption_qa_action.workspace.discover import File, holds_captions, shown, with_folders

    endings = tuple(suffixes())
    excluded = with_folders(configuration.is_excluded)
    places = [os.path.abspath(path) for path in arguments.paths]
    names = set(wanted)
    found: dict[str, File] = {}
    blobs: dict[str, str] = {}
    for name, blob, stage in _index():
        location = os.path.join(changes.root, name)
        if name not in names or not name.lower().endswith(endings):
            continue
        if places and not _is_below(location, places):
            continue
        path = shown(location)
        if excluded(path):
            continue
        reason = "" if stage == "0" else "it has a merge conflict"
        found[path] = File(path, location, reason)
        if not reason:
            blobs[path] = blob
    written = _write(blobs, folder, "now")
    shared = shared_suffixes()
    return sorted(
        file._replace(location=written.get(path, file.location))
        for path, file in found.items()
        if file.skip_reason or (path in written and holds_captions(written[path], shared))
    )


def _index() -> Iterator[tuple[str, str, str]]:
    """The regular files of the index: name, blob, and `0` as stage where there is no conflict."""
    from caption_qa_action.workspace.git import git

    listing = git("ls-files", "--stage", "-z", "--full-name", "--", ":/")
    for line in listing.split(b"\0"):
        about, _, name = line.partition(b"\t")
        if about.startswith(b"100"):
            _, blob, stage = about.decode("ascii").split(" ")
            yield os.fsdecode(name), blob, stage


def _is_below(location: str, places: Sequence[str]) -> bool:
    return any(
        location == place or location.startswith(os.path.join(place, "")) for place in places
    )


def _write_before(
    files: Sequence[File], changes: Changes, by_name: Mapping[str, Entry], folder: str
) -> dict[str, str]:
    """Write the old contents of files; where they are, by path."""
    blobs = {}
    for file in files:
        name = file.path if not file.location else changes.key(os.path.abspath(file.path))
        entry = by_name.get(name)
        if entry is not None and entry.blob:
            blobs[file.path] = entry.blob
    return _write(blobs, folder, "before")


def _siblings_before(
    files: Sequence[File], changes: Changes, by_name: Mapping[str, Entry], folder: str
) -> dict[str, str]:
    """Write the old contents of what files are compared with; where they are, by path.

    A file has a finding of this change also where its sibling alone has caused it.
    """
    located: dict[str, str] = {}
    blobs: dict[str, str] = {}
    for path in _siblings(files):
        name = changes.key(os.path.abspath(path))
        entry = by_name.get(name)
        if entry is not None and entry.blob:
            blobs[path] = entry.blob
        elif name and (entry is not None or name not in changes.tracked):
            located[path] = ""
    return located | _write(blobs, folder, "beside")


def _siblings_staged(
    files: Sequence[File], changes: Changes, configuration: Configuration, folder: str
) -> dict[str, str]:
    """Write what files are compared with as the index has it; where it is, by path.

    It is `""` for what is in the work tree alone. Without a rule that compares, nothing is written.
    """
    from caption_qa_action.rules import RULES

    compared = [
        file
        for file in files
        if any(
            RULES.group(rule.code) == "siblings"
            for rule in configuration.settings_for(file.path).rules
        )
    ]
    beside = _siblings(compared)
    if not beside:
        return {}
    staged = {name: blob for name, blob, stage in _index() if stage == "0"}
    names = {path: changes.key(os.path.abspath(path)) for path in beside}
    blobs = {path: staged[name] for path, name in names.items() if name in staged}
    return dict.fromkeys(beside, "") | _write(blobs, folder, "sibling")


def _siblings(files: Sequence[File]) -> list[str]:
    """The paths of what files are compared with."""
    from caption_qa_action.formats import shared_suffixes, suffixes
    from caption_qa_action.workspace.siblings import siblings_of

    endings = suffixes().keys() - shared_suffixes().keys()
    return sorted({sibling.path for file in files for sibling, _ in siblings_of(file, endings)})


def _write(blobs: Mapping[str, str], folder: str, part: str) -> dict[str, str]:
    """Write blobs into a folder, each with the suffix of its file; where they are."""
    from caption_qa_action.workspace.git import contents

    written: dict[str, str] = {}
    for path, data in contents(blobs):
        suffix = os.path.splitext(path)[1].lower()
        location = os.path.join(folder, f"{part}-{len(written)}{suffix}")
        with open(location, "wb") as file:
            file.write(data)
        written[path] = location
    return written


class Staged(NamedTuple):
    """A check that compares files with what the index has beside them."""

    check: Check
    beside: Mapping[str, str]

    def report(self, job: Job) -> FileReport:
        """The report on a file."""
        return self.check(job._replace(elsewhere=self.beside))


class ChangedCues(NamedTuple):
    """A check that leaves out what was found on cues that a change has not touched."""

    check: Check
    before: Mapping[str, str]
    siblings: Mapping[str, str]

    def report(self, job: Job) -> FileReport:
        """The report on a file, narrowed."""
        now = self.check(job)
        old = self.before.get(job.file.path)
        if old is None or now.source is None or not now.diagnostics:
            return now
        # What is in the baseline now was there before, too.
        settings = job.settings._replace(baseline=None)
        file = job.file._replace(location=old)
        siblings = {**job.elsewhere, **self.siblings}
        before = self.check(job._replace(file=file, settings=settings, elsewhere=siblings))
        if before.source is None:
            return now  # what cannot be read cannot be compared with
        from caption_qa_action.formats import parse
        from caption_qa_action.workspace.changed_cues import State, of_the_change

        kept = of_the_change(
            State(parse(before.source), before.diagnostics),
            State(parse(now.source), now.diagnostics),
        )
        untouched = len(now.diagnostics) - len(kept)
        return now._replace(diagnostics=kept, untouched=untouched)
