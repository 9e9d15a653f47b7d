"""The work of a run: the files that are named or found, each with what is in force for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.errors import NO_CAPTIONS, UsageError
from caption_qa_action.formats import (
    MOSTLY_CAPTIONS,
    is_captions,
    is_surely_captions,
    shared_suffixes,
    suffixes,
)
from caption_qa_action.pipeline import Job
from caption_qa_action.workspace import discover
from caption_qa_action.workspace.passed_over import ONLY_NAMED

if TYPE_CHECKING:
    from caption_qa_action.config import Configuration
    from caption_qa_action.triage.baseline import Baseline
    from caption_qa_action.workspace.discover import File
    from caption_qa_action.workspace.passed_over import PassedOver

# Why files are skipped by what their first bytes show.
_BY_FIRST_BYTES = (NO_CAPTIONS, ONLY_NAMED)


def find_files(
    configuration: Configuration,
    paths: Sequence[str] = (),
    *,
    files_from: str = "",
    stdin_filename: str = "",
    force_exclude: bool = False,
    gitignore: bool = True,
    passed_over: PassedOver | None = None,
) -> list[File]:
    """The files that paths name, each once, by path; no path is the current folder.

    `files_from` is a file that lists more paths, which may be none. Standard input is shown as
    `stdin_filename`, and is read where that alone is given. What of a folder is of another kind with the
    suffix of captions is counted in `passed_over`.
    """
    named = list(paths)
    if files_from:
        if files_from == "-" and "-" in named:
            raise UsageError("standard input cannot be both a caption file and --files-from")
        named += discover.files_from(files_from)
        if not named:
            return []
    if stdin_filename and not named:
        named = ["-"]
    found = discover.discover(
        named,
        is_excluded=configuration.is_excluded,
        force_exclude=force_exclude,
        suffixes=suffixes(),
        shared=shared_suffixes(),
        is_captions=is_captions,
        gitignore=gitignore,
        mostly_captions=MOSTLY_CAPTIONS,
        passed_over=passed_over,
    )
    name = stdin_filename or discover.STDIN
    return [
        _as_stated(file, configuration) if file.location else file._replace(path=name)
        for file in found
    ]


def _as_stated(file: File, configuration: Configuration) -> File:
    """A named file whose format is stated is not skipped, whatever its first bytes show."""
    if file.skip_reason in _BY_FIRST_BYTES and configuration.settings_for(file.path).input_format:
        return file._replace(skip_reason="")
    return file


def count_other_names(
    passed_over: PassedOver,
    configuration: Configuration,
    paths: Sequence[str] = (),
    *,
    gitignore: bool = True,
) -> str:
    """Count what folders hold under other names than captions have; returned is a line about files that were not looked into."""
    from caption_qa_action.workspace import other_names

    return other_names.count_other_names(
        passed_over,
        paths,
        is_excluded=configuration.is_excluded,
        suffixes=suffixes(),
        is_captions=is_surely_captions,
        gitignore=gitignore,
    )


def jobs_of(
    files: Sequence[File],
    configuration: Configuration,
    baseline_of: Callable[[str], Baseline | None] | None = None,
) -> list[Job]:
    """The work on files: each with what is in force for it, and what its baseline counts in it."""
    jobs = [Job(file, configuration.settings_for(file.path)) for file in files]
    if baseline_of is None:
        return jobs
    return [_known(job, baseline_of(job.file.path)) for job in jobs]


def baselines(
    configuration: Configuration, asked_for: str | None = None
) -> Callable[[str], Baseline | None]:
    """What gives the baseline of each file: the one that is asked for, else that of its closest configuration.

    Raises UsageError and ConfigError, for the run's own one at once.
    """
    known: dict[str, Baseline] = {}

    def baseline_of(path: str | None) -> Baseline | None:
        name = asked_for
        if name is None:
            name = configuration.baseline if path is None else configuration.baseline_for(path)
        if name and name not in known:
            from caption_qa_action.triage.baseline import read_baseline

            location = configuration.snapshot.write(name) if configuration.snapshot else ""
            missing = (
                partial(configuration.baseline_error, path=path)
                if asked_for is None
                else UsageError
            )
            known[name] = read_baseline(name, location=location, missing=missing)
        return known.get(name)

    baseline_of(None)
    return baseline_of


def _known(job: Job, baseline: Baseline | None) -> Job:
    if baseline is None:
        return job
    counts = baseline.counts_of(job.file.path)
    return job._replace(settings=job.settings._replace(baseline=counts))
