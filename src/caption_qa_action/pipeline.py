"""The line that a file travels: read, decode, parse, check, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from caption_qa_action.core.annotations import TYPE_CHECKING, TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.document import Document, FindSiblings
from caption_qa_action.core.errors import FileError, NoCaptions
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport
from caption_qa_action.core.settings import FailOn, Settings
from caption_qa_action.core.siblings import Sibling, no_siblings
from caption_qa_action.core.text import error_text
from caption_qa_action.formats import (
    UNKNOWN,
    has_own_suffix,
    has_shared_suffix,
    parse,
)
from caption_qa_action.presets import own_preset
from caption_qa_action.rules import RULES, is_mended_first, renamed
from caption_qa_action.triage import SUPPRESSION_MARK
from caption_qa_action.workspace.discover import File, read

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.source import Source
    from caption_qa_action.triage.known_offenders import KnownOffenders


class Job(NamedTuple):
    """A file and what is in force for it.

    `elsewhere` holds, by the path of a sibling, where it is read; `""` where there was none.
    """

    file: File
    settings: Settings
    elsewhere: Mapping[str, str] = {}


Check: TypeAlias = Callable[[Job], FileReport]


def check_bytes(
    path: str, data: bytes, settings: Settings, folded_for: FailOn | None = None
) -> FileReport:
    """The report on the bytes of one file. Raises FileError when it cannot be checked."""
    return report(diagnose(path, data, settings, folded_for=folded_for), settings)


class Diagnosed(NamedTuple):
    """A file that was read and checked, without the findings that are suppressed.

    `used` are the places of the suppressions of the configuration that did something. Findings that were
    `counted` and not made are not among the `diagnostics`.
    """

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    suppressed: int = 0
    used: tuple[str, ...] = ()
    counted: KnownOffenders | None = None


def diagnose(
    path: str,
    data: bytes,
    settings: Settings,
    siblings: FindSiblings = no_siblings,
    *,
    folded_for: FailOn | None = None,
    counts: bool = False,
) -> Diagnosed:
    """Read and check the bytes of one file. Raises FileError when that is impossible.

    Rules that compare languages ask for its `siblings`. Where it is stated what fails the run, findings that
    repeat are folded, or those that the baseline knows are counted, unless a suppression is about single ones.
    With `counts` all that can be are counted.
    """
    document = read_document(path, data, settings)
    document.find_siblings = siblings
    settings = in_force(document, settings)
    from caption_qa_action.engines.bundled.check import check_document

    if may_suppress(document, settings) or (folded_for is None and not counts):
        return triage(document, check_document(document, settings), settings)
    if counts or settings.baseline is not None:
        from caption_qa_action.triage.known_offenders import KnownOffenders

        known = KnownOffenders(document, None if counts else settings.baseline)
        found = check_document(document, settings, known)
        return Diagnosed(document, _hold_back(document, found), counted=known)
    from caption_qa_action.triage.folding import Folding

    fail_on = folded_for if settings.gate is None else settings.gate.fail_on
    folding = Folding(document, fail_on or FailOn())
    found = check_document(document, settings, folding)
    return Diagnosed(document, _hold_back(document, found))


def in_force(document: Document, settings: Settings) -> Settings:
    """What is in force for a file, now that its format is known: its preset where nobody has chosen one."""
    return settings if settings.open_preset is None else settings.judged_by(own_preset(document))


def triage(
    document: Document, diagnostics: tuple[Diagnostic, ...], settings: Settings
) -> Diagnosed:
    """What an engine has found in a file, less what the file or the configuration suppresses."""
    if not may_suppress(document, settings):
        return Diagnosed(document, _hold_back(document, diagnostics))
    from caption_qa_action.triage import suppressions

    known = suppressions.Known(tuple(RULES), renamed)
    kept, number, used = suppressions.suppress(document, diagnostics, settings, known)
    return Diagnosed(document, _hold_back(document, kept), number, used)


def _hold_back(document: Document, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings, those without a fix that would spoil misread text: what is promised is what is mended."""
    if not document.source.alphabet or not any(each.fix for each in diagnostics):
        return diagnostics
    from caption_qa_action.triage.held_back import hold_back

    return hold_back(document, diagnostics, is_mended_first)


def may_suppress(document: Document, settings: Settings) -> bool:
    """Whether a file or the configuration may suppress something of what is found in it."""
    return bool(settings.suppressions) or SUPPRESSION_MARK in document.source.text


def report(diagnosed: Diagnosed, settings: Settings) -> FileReport:
    """The report on a file that was read and checked: what is not known from the baseline."""
    document, diagnostics, suppressed, used, counted = diagnosed
    settings = in_force(document, settings)
    known = fixable = stale = 0
    if settings.baseline is not None:
        from caption_qa_action.triage import baseline

        ran = [setting.code for setting in settings.rules]
        left = settings.baseline if counted is None or counted.left is None else counted.left
        diagnostics, known, stale, fixable = baseline.compare(document, diagnostics, left, ran)
        known += baseline.total(counted.counted) if counted is not None else 0
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
        declines_preset=settings.declines_preset,
        document=document,
        suppressed=suppressed,
        known=known,
        known_fixable=fixable,
        stale=stale,
        used=used,
        gate=settings.gate,
        counted={} if counted is None or counted.left is not None else counted.counted,
    )


def read_document(
    path: str, data: bytes, settings: Settings, fps: Fraction | None = None
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
    is_named = any(problem.detail != "document" for problem in document.problems)
    if document.format == UNKNOWN and has_shared_suffix(path) and not is_named:
        raise NoCaptions(path, data)
    resolved = language.resolve_language(settings.language, document.language, path, source.text)
    document.language = resolved.tag
    document.stated_by["language"] = resolved.by
    document.stated_by["encoding"] = _encoding_stated_by(source, settings.encoding)
    return document


def _encoding_stated_by(source: Source, declared: str) -> str:
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
    settings = job.settings._replace(language="")
    for file, tag in sibling_files(job):
        yield Sibling(file.path, tag, partial(_read_sibling, file, settings))


def sibling_files(job: Job) -> Iterator[tuple[File, str]]:
    """The files of the same captions in other languages, each with its language."""
    from caption_qa_action.workspace import siblings

    for file, tag in siblings.siblings_of(job.file, has_own_suffix):
        location = job.elsewhere.get(file.path, file.location)
        if location:
            yield file._replace(location=location), tag


def _read_sibling(file: File, settings: Settings) -> Document:
    return read_document(file.path, read(file), settings)


def check_file(job: Job, folded_for: FailOn | None = None, *, counts: bool = False) -> FileReport:
    """The report on one file; never raises for what a file contains.

    Where it is stated what fails the run, findings that repeat may be folded, and with `counts` they are
    counted, as for `diagnose`.
    """
    return guard(job, partial(_check, folded_for=folded_for, counts=counts))


def _check(job: Job, folded_for: FailOn | None, *, counts: bool) -> FileReport:
    path, data, settings = job.file.path, read(job.file), job.settings
    found = diagnose(path, data, settings, siblings_of(job), folded_for=folded_for, counts=counts)
    return report(found, settings)


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
            f"caption-qa failed on it ({error_text(error)}); "
            "this is a bug, please report it with the file"
        )
    return FileReport(file.path, "", "unreadable", reason=reason, gate=gate)
