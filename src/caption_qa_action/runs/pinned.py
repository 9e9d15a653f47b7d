"""What a change does to its own check: reported where it counts, and without effect where the check is pinned.

A configuration comes with the repository, so a change can leave out files, ignore rules and lower severities.
With `--config-from` configuration, baseline and suppression comments are those of a commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.errors import CaptionQaError, FileError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural, quote

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.core.settings import FailOn, Settings
    from caption_qa_action.pipeline import Job
    from caption_qa_action.workspace.changes import Changes
    from caption_qa_action.workspace.discover import File
    from caption_qa_action.workspace.snapshot import Snapshot

# So many names stand in one notice.
_MOST_NAMES = 10
_IGNORE_FILE = ".gitignore"

# The files that a configuration leaves in.
Find = Callable[["Configuration"], "list[File]"]


class Pinned(NamedTuple):
    """The files of a pinned check with what is in force for them, and what a reader has to know."""

    jobs: list[Job]
    notices: tuple[str, ...]


def ignores_changed(snapshot: Snapshot) -> bool:
    """Whether a .gitignore is not as the commit has it: then it may leave nothing out."""
    return any(
        name.rpartition("/")[2] == _IGNORE_FILE for name in _touched(_changes(snapshot.commit))
    )


def pin(
    jobs: Sequence[Job], configuration: Configuration, snapshot: Snapshot, find: Find
) -> Pinned:
    """The jobs without the suppression comments that have been added since a commit.

    Raises CaptionQaError where git cannot list these.
    """
    changes = _changes(snapshot.commit)
    named = [*configuration.files_read(), configuration.baseline]
    settings = {snapshot.name_of(path) for path in named if path}
    edited = sorted(name for name in _touched(changes) if name in settings or _is_setting(name))
    notices = []
    if edited:
        notices.append(
            f"the change edits {_listed(edited)}; the configuration of {snapshot.commit[:12]} is in force"
        )
        try:
            facts = differences(configuration, configuration.read_from(None), find)
        except CaptionQaError as error:
            facts = [f"the configuration of the change cannot be used: {error}"]
        notices += [f"{fact} (not in force)" for fact in facts]
    return Pinned(list(_with_comments(jobs, changes)), tuple(notices))


def weakened(configuration: Configuration, snapshot: Snapshot, find: Find) -> tuple[str, ...]:
    """What a change leaves out, ignores or takes more lightly than the commit that it is compared with."""
    try:
        facts = differences(configuration.read_from(snapshot), configuration, find)
    except CaptionQaError as error:
        facts = [f"it cannot be said what the change leaves out or ignores: {error}"]
    return tuple(facts)


def differences(base: Configuration, own: Configuration, find: Find) -> list[str]:
    """What a configuration leaves out, ignores or takes more lightly than that of the base."""
    before = {file.path: file for file in find(base)}
    now = {file.path for file in find(own) if not file.skip_reason}
    wanted = [path for path, file in before.items() if not file.skip_reason]
    left_out = [path for path in wanted if path not in now]
    facts = []
    if left_out:
        facts.append(f"the change leaves out {_counted(left_out)}")
    ignored: dict[str, list[str]] = {}
    lighter: dict[str, list[str]] = {}
    known: dict[tuple[int, int], tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for path in wanted:
        if path in now:
            pair = base.settings_for(path), own.settings_for(path)
            key = id(pair[0]), id(pair[1])
            if key not in known:
                known[key] = tuple(_ignored(*pair)), tuple(_lighter(*pair))
            for found, codes in zip((ignored, lighter), known[key], strict=True):
                for code in codes:
                    found.setdefault(code, []).append(path)
    facts += [f"the change ignores {code} in {_counted(paths)}" for code, paths in ignored.items()]
    facts += [
        f"the change takes {code} more lightly in {_counted(paths)}"
        for code, paths in lighter.items()
    ]
    weaker = _where_weaker(base, own, [path for path in wanted if path in now])
    if weaker:
        facts.append(
            f"the change lets findings pass that failed the run, in {_listed(weaker)} (fail-on or max-warnings)"
        )
    return facts


def _ignored(base: Settings, own: Settings) -> Iterator[str]:
    codes = {rule.code for rule in own.rules}
    yield from (rule.code for rule in base.rules if rule.code not in codes)


def _lighter(base: Settings, own: Settings) -> Iterator[str]:
    rules = {rule.code: rule for rule in own.rules}
    for rule in base.rules:
        other = rules.get(rule.code)
        if other is None or other == rule:
            continue
        if (
            other.severity != rule.severity
            or other.suggested != rule.suggested
            or other.options != rule.options
        ):
            yield rule.code
    suppressed = {code for entry in own.suppressions for code in entry.codes}
    yield from sorted(suppressed - {code for entry in base.suppressions for code in entry.codes})


def _where_weaker(base: Configuration, own: Configuration, paths: Sequence[str]) -> list[str]:
    """The folders, of those whose configuration decides, in which something that failed does not fail any more."""
    folders: dict[str, None] = {}
    for path in paths:
        before, after = base.settings_for(path).gate, own.settings_for(path).gate
        folder = after.folder if after else before.folder if before else "."
        if folder not in folders and _lets_pass(
            before.fail_on if before else base.fail_on, after.fail_on if after else own.fail_on
        ):
            folders[folder] = None
    return sorted(folders)


def _lets_pass(before: FailOn, after: FailOn) -> bool:
    """Whether something that fails a run by the one does not by the other."""
    if before.codes - after.codes and after.level is not Severity.INFO:
        return True
    return any(_passing(after, each) > _passing(before, each) for each in Severity)


def _passing(fail_on: FailOn, severity: Severity) -> float:
    """How many findings of a severity do not fail a run, where their codes do not."""
    if fail_on.level is not None and severity >= fail_on.level:
        return 0
    if severity is Severity.WARNING and fail_on.max_warnings is not None:
        return fail_on.max_warnings
    return float("inf")


def _with_comments(jobs: Iterable[Job], changes: Changes) -> Iterator[Job]:
    """The jobs, each with the suppression comments that its file had before."""
    from caption_qa_action.triage.suppressions import comments_in
    from caption_qa_action.workspace.git import contents

    by_name = changes.by_name()
    jobs = list(jobs)
    names = {job.file.path: changes.key(job.file.path) for job in jobs if job.file.location}
    blobs = {
        path: by_name[name].blob
        for path, name in names.items()
        if name in by_name and by_name[name].blob
    }
    before = dict(contents(blobs))
    for job in jobs:
        name = names.get(job.file.path, "")
        if not name or (name in changes.tracked and name not in by_name):
            yield job  # outside of the repository, or as it was
            continue
        text = _text(job, before.get(job.file.path, b""))
        yield job._replace(settings=job.settings._replace(comments=comments_in(text)))


def _text(job: Job, data: bytes) -> str:
    from caption_qa_action.files.decode import decode

    try:
        return decode(job.file.path, data, job.settings.encoding).text
    except FileError:
        return ""


def _changes(commit: str) -> Changes:
    from caption_qa_action.workspace.changes import changed_since

    return changed_since(f"{commit}..")


def _touched(changes: Changes) -> set[str]:
    return {name for entry in changes.entries for name in (entry.name, entry.old_name) if name}


def _is_setting(name: str) -> bool:
    from caption_qa_action.config import FILE_NAMES

    last = name.rpartition("/")[2]
    return last in (*FILE_NAMES, _IGNORE_FILE)


def _counted(paths: Sequence[str]) -> str:
    return f"{plural(len(paths), 'file')}: {_listed(paths)}"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(quote(name, 100) for name in names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown} and {more} more" if more > 0 else shown
