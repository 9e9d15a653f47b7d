"""A check narrowed to what has changed: which files, and which findings of them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote
from caption_qa_action.runs.changed_settings import ChangedSettings
from caption_qa_action.runs.git_copies import GitCopies
from caption_qa_action.workspace.changes import Unknown, changed_since, staged

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.report import FileReport
    from caption_qa_action.pipeline import Check, Job
    from caption_qa_action.workspace.changes import Changes
    from caption_qa_action.workspace.discover import File


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

    All of them where that cannot be known, or where the `baseline` that the command line names has changed; where a
    configuration has, also those that it is about. With `cues`, findings count only where cues have changed. What has
    to be written out of git for that is in a folder that goes with `stack`.
    """
    when = f"since {quote(reference, 100)}"
    try:
        changes = changed_since(reference)
    except Unknown as error:
        return Narrowed(
            files, warning=f"cannot tell what has changed {when}: {error}; every file is checked"
        )
    settings = ChangedSettings(changes, configuration, baseline)
    changed = _changed_files(files, changes)
    affected = settings.affected(files)
    chosen = sorted({*changed, *affected})
    if settings.names:
        note = _note_of_settings(settings, when, affected, chosen, len(files), cues)
    else:
        note = f"{len(chosen)} of {plural(len(files), 'caption file')} changed {when}"
    named = reference.rstrip(".")
    if not settings.names and changes.base and not _names(named, changes.base):
        note += f" (compared with {changes.base[:12]})"
    narrowed = Narrowed(chosen, note, weakened_since=changes.base if settings.names else "")
    return _about_cues(narrowed, affected, changes, stack) if cues else narrowed


def narrow_to_index(
    configuration: Configuration,
    stack: ExitStack,
    *,
    paths: Sequence[str] = (),
    cues: bool = False,
    baseline: str = "",
) -> Narrowed:
    """The caption files that the next commit changes, below `paths` if any, as the index has them.

    Those that a changed configuration is about as well. `baseline`, `cues` and `stack` are as for `narrow_since`.
    Raises Unknown where git cannot list what is staged.
    """
    when = "in the index"
    changes = staged()
    copies = GitCopies(changes, _folder(stack))
    settings = ChangedSettings(changes, configuration, baseline)
    about = {
        name
        for name in (changes.tracked if settings.names else ())
        if settings.affect(os.path.join(changes.root, name))
    }
    chosen = copies.staged_files({*changes.by_name(), *about}, configuration, paths)
    affected = [file for file in chosen if changes.key(file.path) in about]
    if settings.names:
        note = _note_of_settings(settings, when, affected, chosen, len(chosen), cues)
    else:
        note = f"{plural(len(chosen), 'caption file')} changed {when}"
    narrowed = Narrowed(chosen, note, beside=copies.staged_siblings(chosen, configuration))
    return _about_cues(narrowed, affected, changes, stack) if cues else narrowed


def _about_cues(
    narrowed: Narrowed, affected: Sequence[File], changes: Changes, stack: ExitStack
) -> Narrowed:
    """The same, where findings count only on changed cues; but for files that changed settings are about."""
    copies = GitCopies(changes, _folder(stack))
    whole = {file.path for file in affected}
    others = [file for file in narrowed.files if file.path not in whole]
    before, siblings = copies.files_before(others), copies.siblings_before(others)
    return narrowed._replace(before=before, siblings=siblings)


def _names(reference: str, commit: str) -> bool:
    """Whether a reference is the beginning of the name of a commit."""
    return len(reference) >= 7 and commit.startswith(reference)


def _folder(stack: ExitStack) -> str:
    return stack.enter_context(tempfile.TemporaryDirectory(prefix="caption-qa-"))


def _note_of_settings(
    settings: ChangedSettings,
    when: str,
    affected: Sequence[File],
    chosen: Sequence[File],
    number: int,
    cues: bool,
) -> str:
    """What has changed, and which files are checked because of that, of a `number`."""
    have = "have" if settings.names[1:] else "has"
    head = f"{settings.title} {have} changed {when}: "
    if len(affected) == number:
        return f"{head}every file is checked" + (", every finding is told" if cues else "")
    are = "is" if len(affected) == 1 else "are"
    every = " (every finding is told in these)" if cues and affected else ""
    return (
        f"{head}{plural(len(affected), 'caption file')} {are} checked for that{every}, and "
        f"{len(chosen) - len(affected)} of {number - len(affected)} others changed"
    )


def _changed_files(files: Sequence[File], changes: Changes) -> list[File]:
    """Those of the files that are not known to be as they were."""
    unchanged = changes.tracked - changes.by_name().keys()
    return [f for f in files if not f.location or changes.key(f.location) not in unchanged]


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
