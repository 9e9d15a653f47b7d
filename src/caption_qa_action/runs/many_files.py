"""Many files: each is checked, here or in other processes, and the reports get what it came to, in order."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from types import MappingProxyType

from caption_qa_action import parallel
from caption_qa_action.core.diagnostic import INTERNAL_ERROR
from caption_qa_action.core.errors import over_time
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn, Limits
from caption_qa_action.limits import GRACE_SECONDS, OutOfTime, clock_seconds, may_exceed, within
from caption_qa_action.pipeline import Check, Job, check_bytes, check_file
from caption_qa_action.reporters import AnyReporter
from caption_qa_action.reports import Reports, parts_of
from caption_qa_action.triage import SUPPRESSION_MARK


class Outcome(NamedTuple):
    """What a file comes to: its counts, and a part for each reporter.

    `digest` is that of its bytes, if that was asked for. Where a rule looked for siblings of the file, it is that of
    their names, too, and of the bytes of those that it read, which are named in `siblings`.
    """

    counts: Summary
    parts: list[object]
    digest: str = ""
    siblings: tuple[str, ...] | None = None


def run(
    jobs: Sequence[Job],
    reporters: Sequence[AnyReporter],
    fail_on: FailOn,
    write: Callable[[int, str], None],
    *,
    processes: int = 0,
    progress: Callable[[int, int], None] | None = None,
    check: Check = check_file,
    require_files: bool = False,
    threads: int = 0,
    notices: Callable[[], Iterable[str]] = tuple,
    suppressions: Sequence[str] = (),
    known: Mapping[int, Outcome] = MappingProxyType({}),
    keep: Callable[[Job, Outcome], None] | None = None,
) -> Summary:
    """Check every job and report on it, in order; the sums of the run.

    `write(number, text)` gets the text of each reporter; a WriteError of it ends that report alone. `progress` gets
    the numbers of files and cues that are done. `processes` is how many may work at once; 0 decides by the size of the
    work. With `threads`, so many threads work instead, for a check that mostly waits. With `require_files` it is an
    error when nothing was checked. `notices` are read at the end and are part of the reports, and so are those of
    `suppressions`, named by their places, that did nothing. Jobs whose outcome is `known`, by their numbers, are not
    checked; `keep` gets those of the others that depend on nothing but their bytes.
    """
    summary = Summary(fail_on, require_files=require_files)
    reports = Reports(reporters, write)
    reports.begin()
    left = [job for number, job in enumerate(jobs) if number not in known]
    outcomes = _outcomes(
        left, reporters, fail_on, check, processes, threads, digests=keep is not None
    )
    for number, job in enumerate(jobs):
        outcome = known.get(number) or next(outcomes)
        if keep is not None and outcome.digest:
            keep(job, outcome)
        summary.merge(outcome.counts)
        reports.add(outcome.parts)
        if progress is not None:
            progress(number + 1, summary.cues)
    summary.notices = (*notices(), *idle_suppressions(suppressions, summary.used))
    reports.end(summary)
    return summary


def idle_suppressions(origins: Iterable[str], used: Container[str]) -> list[str]:
    """The notices of suppressions of the configuration that did nothing in a whole run."""
    return [
        f"unused_suppression: the entry in {origin} suppresses nothing; correct or remove it"
        for origin in origins
        if origin not in used
    ]


def _outcomes(
    jobs: Sequence[Job],
    reporters: Sequence[AnyReporter],
    fail_on: FailOn,
    check: Check,
    processes: int,
    threads: int,
    *,
    digests: bool,
) -> Iterator[Outcome]:
    """What each job comes to, in order, by so many processes or threads."""
    work = partial(_work, reporters=reporters, fail_on=fail_on, check=check, digests=digests)
    if threads:
        return parallel.in_threads(jobs, work, threads)
    lost = partial(_lost, reporters=reporters, fail_on=fail_on)
    processes = processes or parallel.sensible_processes([job.file.location for job in jobs])
    return parallel.in_processes(
        jobs,
        work,
        lost,
        processes,
        bounds=_bounds(jobs),
        size_of=_size_of,
        is_apart=_may_exceed,
        warm_up=partial(_load_checks, jobs),
    )


def _load_checks(jobs: Sequence[Job]) -> None:
    """Load what checks a file like the first one; whatever fails here fails there, where it is reported."""
    with suppress(Exception):
        check_bytes(jobs[0].file.path, b"", jobs[0].settings)


def _work(
    jobs: Sequence[Job],
    reporters: Sequence[AnyReporter],
    fail_on: FailOn,
    check: Check,
    *,
    digests: bool,
) -> Outcome:
    """Check a file, here or in a worker process."""
    (job,) = jobs
    counts = Summary(fail_on)
    # A parsed file is 100,000 objects that no cycle connects: collecting them finds nothing.
    gc.disable()
    try:
        seconds = job.settings.limits.seconds_per_file
        try:
            with within(seconds):
                report = check(job)
                parts = parts_of(reporters, report)
        except OutOfTime:
            report = _unreadable(job, over_time(seconds))
            parts = parts_of(reporters, report)
        counts.add(report)
        if not digests or not _is_settled(report, counts):
            return Outcome(counts, parts)
        return Outcome(counts, parts, *_digest_of(report))
    finally:
        gc.enable()


def _is_settled(report: FileReport, counts: Summary) -> bool:
    """Whether a file comes to the same again as long as its bytes, and those of its siblings, stay."""
    if report.document is None or report.source is None:  # it could not be checked
        return False
    # A rule that raised may not raise again, and a suppression in the text may expire.
    return INTERNAL_ERROR not in counts.codes and SUPPRESSION_MARK not in report.source.text


def _digest_of(report: FileReport) -> tuple[str, tuple[str, ...] | None]:
    """The hash of what a report depends on, `""` where that is not known, and the siblings that were read for it."""
    assert report.document is not None
    assert report.source is not None
    siblings = getattr(report.document.find_siblings, "found", None)
    if siblings is None:
        return digest(report.source.data), None
    seen: list[tuple[str, str, bytes]] = []
    for each in siblings:
        document = each.document if each.is_read else None
        if each.is_read and document is None:  # it could not be read, and may be the next time
            return "", None
        seen.append((each.path, each.language, document.source.data if document else b""))
    read = tuple(each.path for each in siblings if each.is_read)
    return digest_with_siblings(report.source.data, seen), read


def digest_with_siblings(data: bytes, siblings: Iterable[tuple[str, str, bytes]]) -> str:
    """The hash of the bytes of a file, and of its siblings: their paths, their languages, and their bytes if they matter."""
    from caption_qa_action.cache import entry_key

    return entry_key([data, *(part for sibling in siblings for part in sibling)])


def digest(data: bytes) -> str:
    """The hash that the bytes of a file are known by."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def _lost(job: Job, reason: str, reporters: Sequence[AnyReporter], fail_on: FailOn) -> Outcome:
    """What a file comes to whose process was ended."""
    counts = Summary(fail_on)
    report = _unreadable(job, reason)
    counts.add(report)
    return Outcome(counts, parts_of(reporters, report))


def _unreadable(job: Job, reason: str) -> FileReport:
    file, gate = job.file, job.settings.gate
    if file.skip_reason:
        return FileReport(file.path, "", "skipped", reason=file.skip_reason, gate=gate)
    return FileReport(file.path, "", "unreadable", reason=reason, gate=gate)


def _bounds(jobs: Sequence[Job]) -> parallel.Bounds:
    """What a file may cost in a process that can be ended; it ends by itself before, where it can."""
    limits = jobs[0].settings.limits if jobs else Limits()
    return parallel.Bounds(
        clock_seconds(limits.seconds_per_file) + GRACE_SECONDS,
        limits.megabytes_per_file * 1_000_000,
    )


def _may_exceed(job: Job) -> bool:
    """Whether a file is checked in a process of its own, since it may exceed its limits."""
    return may_exceed(_size_of(job), job.settings.limits)


def _size_of(job: Job) -> int:
    """How many bytes there are to check; 0 where that is not known."""
    if not job.file.location or job.file.skip_reason:
        return 0
    try:
        return os.stat(job.file.location).st_size
    except (OSError, ValueError):
        return 0
