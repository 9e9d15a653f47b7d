"""A check narrowed to what has changed: which files, and which findings of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote
from caption_qa_action.regular import read_regular
from caption_qa_action.runs.git_copies import GitCopies
from caption_qa_action.workspace.changes import Unknown, changed_since, staged
from caption_qa_action.workspace.git import contents, is_true

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport
    from caption_qa_action.pipeline import Check, Job
    from caption_qa_action.workspace.changes import Changes
    from caption_qa_action.workspace.discover import File

# A configuration is not larger.
_MOST_BYTES = 1_000_000


class Narrowed(NamedTuple):
    """The files to check, and what the user should know about the choice.

    `before` leads from a file's path to its contents before the change, for those that had any;
    None where all findings count. `siblings` does so for what such a file is compared with, where it has
    changed; `""` where it is new. `beside` leads to what files are compared with as git has it now, where
    that is asked of the index. A warning reports what could not be known. `weakened_since` is the commit since
    which settings have changed, `""` where none has.
    """

    files: list[File]
    note: str = ""
    warning: str = ""
    before: Mapping[str, str] | None = None
    siblings: Mapping[str, str] = {}
    beside: Mapping[str, str] = {}
    weakened_since: str = ""

    @property
    def is_about_cues(self) -> bool:
        """Whether findings count only where cues have changed."""
        return self.before is not None

    def limit(self, check: Check) -> Check:
        """A check, narrowed in the same way."""
        if self.before is not None:
            check = ChangedCues(check, self.before, self.siblings).report
        if self.beside:
            check = Staged(check, self.beside).report
        return check


def narrow_since(
    reference: str,
    files: list[File],
    configuration: Configuration,
    stack: ExitStack,
    *,
    cues: bool = False,
    baseline: str = "",
) -> Narrowed:
    """Those of the files that have changed since the commit where `reference` was left (`REF..`: since it).

    All of them where that cannot be known, or where the configuration or the `baseline` has changed.
    With `cues`, findings count only where cues have changed. What has to be written out of git for that is
    in a folder that goes with `stack`.
    """
    when = f"since {quote(reference, 100)}"
    try:
        changes = changed_since(reference)
    except Unknown as error:
        return Narrowed(
            files, warning=f"cannot tell what has changed {when}: {error}; every file is checked"
        )
    settings = _changed_settings(changes, configuration, baseline)
    if settings:
        return Narrowed(files, _note_of_settings(settings, when, cues), weakened_since=changes.base)
    chosen = _changed_files(files, changes)
    note = f"{len(chosen)} of {plural(len(files), 'caption file')} changed {when}"
    named = reference.rstrip(".")
    if changes.base and not (len(named) >= 7 and changes.base.startswith(named)):
        note += f" (compared with {changes.base[:12]})"
    if not cues:
        return Narrowed(chosen, note)
    copies = GitCopies(changes, _folder(stack))
    return Narrowed(
        chosen, note, before=copies.files_before(chosen), siblings=copies.siblings_before(chosen)
    )


def narrow_to_index(
    configuration: Configuration,
    stack: ExitStack,
    *,
    paths: Sequence[str] = (),
    cues: bool = False,
    baseline: str = "",
) -> Narrowed:
    """The caption files that the next commit changes, below `paths` if any, as the index has them.

    All files of the index where the configuration or the `baseline` is changed. `cues` and `stack` are
    as for `narrow_since`. Raises Unknown where git cannot list what is staged.
    """
    when = "in the index"
    changes = staged()
    copies = GitCopies(changes, _folder(stack))
    settings = _changed_settings(changes, configuration, baseline)
    names = changes.tracked if settings else changes.by_name()
    chosen = copies.staged_files(names, configuration, paths)
    beside = copies.staged_siblings(chosen, configuration)
    if settings:
        return Narrowed(chosen, _note_of_settings(settings, when, cues), beside=beside)
    note = f"{plural(len(chosen), 'caption file')} changed {when}"
    if not cues:
        return Narrowed(chosen, note, beside=beside)
    return Narrowed(
        chosen,
        note,
        before=copies.files_before(chosen),
        siblings=copies.siblings_before(chosen),
        beside=beside,
    )


def _folder(stack: ExitStack) -> str:
    return stack.enter_context(tempfile.TemporaryDirectory(prefix="caption-qa-"))


def _note_of_settings(settings: str, when: str, cues: bool) -> str:
    every = ", every finding is told" if cues else ""
    return f"{settings} has changed {when}: every file is checked{every}"


def _changed_files(files: Sequence[File], changes: Changes) -> list[File]:
    """Those of the files that are not known to be as they were."""
    unchanged = changes.tracked - changes.by_name().keys()
    return [f for f in files if not f.location or changes.key(f.location) not in unchanged]


def _changed_settings(changes: Changes, configuration: Configuration, baseline: str) -> str:
    """What changed that may change the findings in every file, as people call it; `""` for nothing."""
    from caption_qa_action.config import FILE_NAMES

    touched = {name for entry in changes.entries for name in (entry.name, entry.old_name)}
    touched.discard("")
    for name in sorted(touched):
        if name.rpartition("/")[2] in FILE_NAMES and _matters(name, changes):
            return f"the configuration {quote(name, 100)}"
    for path in [*configuration.files_read(), *_other_settings(baseline)]:
        name = changes.key(path)
        if name in touched and name.rpartition("/")[2] not in FILE_NAMES:
            return quote(name, 100)
        if _is_new(path, name, changes):
            return f"the configuration {quote(name, 100)}"
    return ""


def _is_new(path: str, name: str, changes: Changes) -> bool:
    """Whether git does not know a file of the work tree; one outside is nobody's change."""
    return bool(name) and name not in changes.tracked and not _is_ignored(path)


def _other_settings(baseline: str) -> list[str]:
    """Files besides the configuration that decide about findings: the baseline, the workflow."""
    paths = [baseline] if baseline else []
    # owner/repository/.github/workflows/name.yml@ref (GitHub Docs, "Variables").
    workflow = os.environ.get("GITHUB_WORKFLOW_REF", "").partition("@")[0].split("/", 2)[2:]
    top = os.environ.get("GITHUB_WORKSPACE")
    if workflow and top:
        paths.append(os.path.join(top, *workflow))
    return [path for path in paths if os.path.exists(path)]


def _is_ignored(path: str) -> bool:
    return is_true("check-ignore", "--quiet", "--", os.path.abspath(path))


def _matters(name: str, changes: Changes) -> bool:
    """Whether a changed configuration states something else; pyproject.toml has many readers."""
    entry = {entry.old_name: entry for entry in changes.entries}.get(name)
    if not name.endswith("pyproject.toml") or entry is None:
        return True
    try:
        now = read_regular(os.path.join(changes.root, name), _MOST_BYTES)
    except OSError:
        now = b""
    blobs = {name: entry.blob} if entry.blob else {}
    old = next((data for _, data in contents(blobs)), b"")
    return _our_table(old) != _our_table(now)


def _our_table(data: bytes) -> object:
    from caption_qa_action.config import toml

    try:
        tool = toml.loads(data.decode("utf-8")).get("tool", {})
    except ValueError:
        return data  # it cannot be read, which is a change when the other could
    return tool.get("caption-qa") if isinstance(tool, dict) else None


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
