"""The line that a file travels: read, decode, parse, check, report; and many files together."""

import gc
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from caption_qa_action import parallel
from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic
from caption_qa_action.core.document import Document, FindSiblings
from caption_qa_action.core.errors import FileError, NoCaptions, over_time
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.settings import FailOn, Limits, Settings
from caption_qa_action.core.siblings import Sibling, no_siblings
from caption_qa_action.formats import (
    UNKNOWN,
    has_own_suffix,
    has_shared_suffix,
    parse,
)
from caption_qa_action.limits import GRACE_SECONDS, OutOfTime, may_exceed, within
from caption_qa_action.presets import own_preset
from caption_qa_action.reporters import AnyReporter
from caption_qa_action.reports import Reports, parts_of
from caption_qa_action.rules import RULES, renamed
from caption_qa_action.triage import SUPPRESSION_MARK
from caption_qa_action.workspace.discover import File, read

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.source import Source


class Job(NamedTuple):
    """A file and what is in force for it.

    `elsewhere` holds, by the path of a sibling, where it is read; `""` where there was none.
    """

    file: File
    settings: Settings
    elsewhere: Mapping[str, str] = {}


class Outcome(NamedTuple):
    """What a file comes to: its counts, and a part for each reporter.

    `digest` is that of its bytes, if that was asked for and the outcome depends on nothing else of the disk.
    """

    counts: Summary
    parts: list[object]
    digest: str = ""


Check: TypeAlias = Callable[[Job], FileReport]


def check_bytes(
    path: str, data: bytes, settings: Settings, folded_for: FailOn | None = None
) -> FileReport:
    """The report on the bytes of one file. Raises FileError when it cannot be checked."""
    return report(diagnose(path, data, settings, folded_for=folded_for), settings)


class Diagnosed(NamedTuple):
    """A file that was read and checked, without the findings that are suppressed.

    `used` are the places of the suppressions of the configuration that did something.
    """

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    suppressed: int = 0
    used: tuple[str, ...] = ()


def diagnose(
    path: str,
    data: bytes,
    settings: Settings,
    siblings: FindSiblings = no_siblings,
    *,
    folded_for: FailOn | None = None,
) -> Diagnosed:
    """Read and check the bytes of one file. Raises FileError when that is impossible.

    Rules that compare languages ask for its `siblings`. Where it is stated what fails the run, findings that
    repeat are folded, unless a suppression or the baseline is about single ones.
    """
    document = read_document(path, data, settings)
    document.find_siblings = siblings
    settings = in_force(document, settings)
    if folded_for is not None and settings.gate is not None:
        folded_for = settings.gate.fail_on
    if settings.baseline is not None or _may_suppress(document, settings):
        folded_for = None
    from caption_qa_action.engines.bundled.check import check_document

    found = check_document(document, settings, folded_for=folded_for)
    return triage(document, found, settings)


def in_force(document: Document, settings: Settings) -> Settings:
    """What is in force for a file, now that its format is known: its preset where nobody has chosen one."""
    return settings if settings.open_preset is None else settings.judged_by(own_preset(document))


def triage(
    document: Document, diagnostics: tuple[Diagnostic, ...], settings: Settings
) -> Diagnosed:
    """What an engine has found in a file, less what the file or the configuration suppresses."""
    if not _may_suppress(document, settings):
        return Diagnosed(document, diagnostics)
    from caption_qa_action.triage import suppressions

    known = suppressions.Known(tuple(RULES), renamed)
    return Diagnosed(document, *suppressions.suppress(document, diagnostics, settings, known))


def _may_suppress(document: Document, settings: Settings) -> bool:
    return bool(settings.suppressions) or SUPPRESSION_MARK in document.source.text


def report(diagnosed: Diagnosed, settings: Settings) -> FileReport:
    """The report on a file that was read and checked: what is not known from the baseline."""
    document, diagnostics, suppressed, used = diagnosed
    settings = in_force(document, settings)
    known = stale = 0
    if settings.baseline is not None:
        from caption_qa_action.triage import baseline

        ran = [setting.code for setting in settings.rules]
        diagnostics, known, stale = baseline.compare(document, diagnostics, settings.baseline, ran)
    return FileReport(
        document.source.path,
        document.format,
        "checked",
        len(document.cues),
        diagnostics,
        source=document.source,
        encoding=document.source.encoding,
        language=document.language,
        preset=settings.custom_preset or settings.preset,
        is_chosen=settings.open_preset is None,
        document=document,
        suppressed=suppressed,
        known=known,
        stale=stale,
        used=used,
        gate=settings.gate,
    )


def read_document(
    path: str, data: bytes, settings: Settings, fps: "Fraction | None" = None
) -> Document:
    """The bytes of one file, decoded and parsed. Raises FileError when it cannot be read.

    Raises NoCaptions for a file of another kind whose suffix captions have as well.
    """
    # Where nothing has changed since an earlier check, no file is read, and what reads them is not loaded.
    from caption_qa_action.core import language
    from caption_qa_action.files.decode import decode

    source = decode(path, data, settings.encoding)
    document = parse(source, settings.input_format, fps=fps)
    if settings.input_format:
        document.stated_by["format"] = "the configuration or --input-format"
    if settings.kind:
        document.kind, document.stated_by["kind"] = settings.kind, "the configuration or --kind"
    # What is known and not read here has a problem, which names it.
    if document.format == UNKNOWN and has_shared_suffix(path) and not document.problems:
        raise NoCaptions(path, data)
    resolved = language.resolve_language(settings.language, document.language, path, source.text)
    document.language = resolved.tag
    document.stated_by["language"] = resolved.by
    document.stated_by["encoding"] = _encoding_stated_by(source, settings.encoding)
    return document


def _encoding_stated_by(source: "Source", declared: str) -> str:
    """What decided the encoding of a source."""
    if source.bom:
        return "its byte order mark"
    details = {problem.code: problem.detail for problem in source.problems}
    if "encoding_uncertain" in details:
        return "a guess that is not certain"
    if details.get("encoding_not_utf8") == "legacy":
        return "a guess from its bytes"
    if declared:
        return "the configuration or --encoding"
    if details.get("encoding_not_utf8") == "declared":
        return "its XML declaration"
    return "its bytes"


def siblings_of(job: Job) -> FindSiblings:
    """What finds the same captions in other languages beside a file, when a rule asks for them."""
    return _FindSiblings(job) if job.file.location else no_siblings


class _FindSiblings:
    """Finds the siblings of a file once; `found` is None until they were asked for."""

    __slots__ = ("_job", "found")

    def __init__(self, job: Job) -> None:
        self._job = job
        self.found: tuple[Sibling[Document], ...] | None = None

    def __call__(self) -> tuple[Sibling[Document], ...]:
        if self.found is None:
            self.found = tuple(_siblings(self._job))
        return self.found


def _siblings(job: Job) -> Iterator[Sibling[Document]]:
    from caption_qa_action.workspace import siblings

    settings = job.settings._replace(language="")
    for file, tag in siblings.siblings_of(job.file, has_own_suffix):
        location = job.elsewhere.get(file.path, file.location)
        if not location:
            continue
        file = file._replace(location=location)
        yield Sibling(file.path, tag, partial(_read_sibling, file, settings))


def _read_sibling(file: File, settings: Settings) -> Document:
    return read_document(file.path, read(file), settings)


def check_file(job: Job, folded_for: FailOn | None = None) -> FileReport:
    """The report on one file; never raises for what a file contains.

    Where it is stated what fails the run, findings that repeat may be folded, as for `diagnose`.
    """
    return guard(job, partial(_check, folded_for=folded_for))


def _check(job: Job, folded_for: FailOn | None) -> FileReport:
    siblings, settings = siblings_of(job), job.settings
    return report(
        diagnose(job.file.path, read(job.file), settings, siblings, folded_for=folded_for), settings
    )


def guard(job: Job, check: Check) -> FileReport:
    """The report of a check; one that states why there is none, where the check raises."""
    file, gate = job.file, job.settings.gate
    if file.skip_reason:
        return FileReport(file.path, "", "skipped", reason=file.skip_reason, gate=gate)
    try:
        return check(job)
    except NoCaptions as error:
        return FileReport(file.path, "", "skipped", reason=error.message, gate=gate)
    except FileError as error:
        reason = error.message
    except MemoryError:
        limit = job.settings.limits.megabytes_per_file
        reason = f"not enough memory to check it (limits.megabytes_per_file is {limit})"
    except Exception as error:  # one bad file must not hide the others
        reason = (
            f"caption-qa failed on it ({type(error).__name__}: {error}); "
            "this is a bug, please report it with the file"
        )
    return FileReport(file.path, "", "unreadable", reason=reason, gate=gate)


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

    `write(number, text)` gets the text of each reporter; a WriteError of it ends that report alone. `progress` gets the numbers of files and
    cues that are done. `processes` is how many may work at once;
    0 decides by the size of the work. With `threads`, so many threads work instead, for a check that
    mostly waits. With `require_files` it is an error when nothing was checked. `notices` are read at
    the end and are part of the reports, and so are those of `suppressions`, named by their places, that
    did nothing. Jobs whose outcome is `known`, by their numbers, are not checked; `keep` gets each other outcome.
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
        if keep is not None and number not in known:
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
        jobs, work, lost, processes, bounds=_bounds(jobs), is_apart=_may_exceed
    )


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
        return Outcome(counts, parts, _digest(report, counts) if digests else "")
    finally:
        gc.enable()


def _digest(report: FileReport, counts: Summary) -> str:
    """The hash of the bytes of a file whose report depends on nothing else of the disk; `""` for another."""
    document, source = report.document, report.source
    if document is None or source is None:  # it could not be checked
        return ""
    looks_elsewhere = getattr(document.find_siblings, "found", None) is not None
    # A rule that raised may not raise again, and a suppression in the text may expire.
    if looks_elsewhere or INTERNAL_ERROR in counts.codes or SUPPRESSION_MARK in source.text:
        return ""
    from hashlib import sha256

    return sha256(source.data).hexdigest()


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
        limits.seconds_per_file + GRACE_SECONDS, limits.megabytes_per_file * 1_000_000
    )


def _may_exceed(job: Job) -> bool:
    """Whether a file is checked in a process of its own, since it may exceed its limits."""
    if not job.file.location or job.file.skip_reason:
        return False
    try:
        size = os.stat(job.file.location).st_size
    except (OSError, ValueError):
        return False
    return may_exceed(size, job.settings.limits)
