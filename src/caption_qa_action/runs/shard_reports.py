"""JSON reports of the parts of a run, read back as the reports on each file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caption_qa_action import __version__
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.errors import UsageError
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Mended
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.core.source import Edit, Fix, Position, Span
from caption_qa_action.core.speeds import STEPS, Speeds
from caption_qa_action.core.text import plural, quote
from caption_qa_action.runs.many_files import idle_suppressions
from caption_qa_action.runs.shards import digest_of_files

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class _Edit(_Model):
    line: int
    column: int
    endLine: int
    endColumn: int
    startOffset: int
    endOffset: int
    replacement: str


class _Fix(_Model):
    title: str
    safe: bool
    edits: list[_Edit]
    encoding: str = ""


class _Related(_Model):
    line: int
    column: int
    message: str


class _Diagnostic(_Model):
    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    line: int
    column: int
    endLine: int
    endColumn: int
    startOffset: int
    endOffset: int
    cue: int | None
    startMs: int | None
    endMs: int | None
    fix: _Fix | None
    related: list[_Related]
    others: int = Field(default=0, ge=0)
    fingerprint: str


class _Speeds(_Model):
    median: float
    worst: float
    cues: list[int] = Field(min_length=STEPS, max_length=STEPS)
    fullWidthCues: list[int] | None = Field(default=None, min_length=STEPS, max_length=STEPS)


class _Gate(_Model):
    folder: str
    failOn: list[str]
    maxWarnings: int | None


class _File(_Model):
    path: str
    format: str
    encoding: str
    language: str
    preset: str
    presetChosen: bool = True
    presetDeclined: bool = False
    status: Literal["checked", "skipped", "unreadable"]
    cues: int
    reason: str = ""
    fixed: int | None = None
    notWritten: str = ""
    untouched: int = 0
    suppressed: int = 0
    known: int = 0
    knownFixable: int = 0
    stale: int = 0
    readingSpeed: _Speeds | None = None
    gate: _Gate | None = None
    diagnostics: list[_Diagnostic]


class _Shard(_Model):
    number: int = Field(ge=1)
    of: int = Field(ge=1)
    files: str


class _Run(_Model):
    shard: _Shard
    settings: str
    failOn: list[str]
    maxWarnings: int | None
    countsAllWarnings: bool = False
    requireFiles: bool
    suppressions: list[str] = []


class _Tool(_Model):
    name: str
    version: str


class _Sums(_Model):
    files: int
    usedSuppressions: list[str] = []
    notices: list[str] = []


class _Report(_Model):
    version: Literal[1]
    tool: _Tool
    run: _Run | None = None
    files: list[_File]
    summary: _Sums


class Part(NamedTuple):
    """The report of one part of a run, and where it was read."""

    path: str
    report: _Report
    run: _Run

    def reports(self) -> Iterator[FileReport]:
        """The report on each file."""
        counts_all = self.run.countsAllWarnings
        return (_file_report(file, counts_all) for file in self.report.files)

    def fail_on(self) -> FailOn:
        """What fails the whole run."""
        run = self.run
        return _fail_on(run.failOn, run.maxWarnings, run.countsAllWarnings)


def _fail_on(names: Sequence[str], max_warnings: int | None, counts_all: bool) -> FailOn:
    levels = {severity.label: severity for severity in Severity}
    level = next((levels[name] for name in names if name in levels), None)
    codes = frozenset(name for name in names if name not in levels and name != "never")
    return FailOn(level, codes, max_warnings, counts_all)


def read_parts(paths: Sequence[str]) -> list[Part]:
    """All parts of one run, by number. Raises UsageError that names the file, and what is wrong."""
    parts = sorted((_read(path) for path in paths), key=lambda part: part.run.shard.number)
    first = parts[0]
    for part in parts[1:]:
        _compare(first, part)
    of = first.run.shard.of
    numbers = [part.run.shard.number for part in parts]
    for before, part in pairwise(parts):
        if before.run.shard.number == part.run.shard.number:
            raise UsageError(
                f"cannot merge: {quote(before.path, 200)} and {quote(part.path, 200)} are both part "
                f"{part.run.shard.number}/{of}"
            )
    missing = [str(number) for number in range(1, of + 1) if number not in numbers]
    if missing:
        shown = ", ".join(missing[:10]) + (", …" if len(missing) > 10 else "")
        raise UsageError(f"cannot merge: {plural(len(missing), 'part')} of {of} missing: {shown}")
    _refuse_wrong_files(parts)
    return parts


def notices_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """What a reader has to know about the whole run, each once."""
    reported = dict.fromkeys(notice for part in parts for notice in part.report.summary.notices)
    used = {origin for part in parts for origin in part.report.summary.usedSuppressions}
    return (*reported, *idle_suppressions(parts[0].run.suppressions, used))


def _read(path: str) -> Part:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read the report {quote(path, 200)}: {reason}") from None
    import json

    try:
        raw = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"broken report {quote(path, 200)}: not valid JSON: {error}") from None
    try:
        report = _Report.model_validate(raw)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        raise UsageError(f"broken report {quote(path, 200)}: {_entry(details)}") from None
    if report.run is None:
        raise UsageError(
            f"cannot merge: {quote(path, 200)} is no part of a run; write it with "
            "caption-qa check --shard I/N --format json=PATH"
        )
    return Part(path, report, report.run)


def _entry(details: ErrorDetails) -> str:
    place = "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" for part in details["loc"]
    ).lstrip(".")
    return f"{place or 'it'}: {details['msg'][:1].lower()}{details['msg'][1:]}"


def _compare(first: Part, part: Part) -> None:
    """Raises UsageError where two reports are not of one run."""
    questions = (
        ("the version of caption-qa", first.report.tool.version, part.report.tool.version),
        ("the number of parts", first.run.shard.of, part.run.shard.of),
        ("the settings", first.run.settings, part.run.settings),
        ("what fails the run", first.run.failOn, part.run.failOn),
        ("what fails the run", first.run.maxWarnings, part.run.maxWarnings),
        ("--require-files", first.run.requireFiles, part.run.requireFiles),
        ("the suppressions", first.run.suppressions, part.run.suppressions),
        ("the files of the whole run", first.run.shard.files, part.run.shard.files),
    )
    if first.report.tool.version != __version__:
        raise UsageError(
            f"cannot merge: {quote(first.path, 200)} is of caption-qa "
            f"{quote(first.report.tool.version)}, and this is {__version__}"
        )
    for what, one, other in questions:
        if one != other:
            raise UsageError(
                f"cannot merge: {quote(first.path, 200)} and {quote(part.path, 200)} differ in {what} "
                f"({quote(str(one))} and {quote(str(other))})"
            )


def _refuse_wrong_files(parts: Sequence[Part]) -> None:
    """Raises UsageError unless every file of the run is in one of the parts, once."""
    seen: dict[str, str] = {}
    for part in parts:
        files, counted = part.report.files, part.report.summary.files
        if len(files) != counted:
            raise UsageError(
                f"broken report {quote(part.path, 200)}: it lists {plural(len(files), 'file')}, "
                f"and its summary counts {counted}"
            )
        for file in files:
            other = seen.setdefault(file.path, "")
            if other:
                where = "twice" if other == part.path else f"and in {quote(other, 200)}"
                raise UsageError(
                    f"cannot merge: {quote(file.path, 200)} is in {quote(part.path, 200)} {where}"
                )
            seen[file.path] = part.path
    if digest_of_files(seen) != parts[0].run.shard.files:
        raise UsageError(
            f"cannot merge: the files in the parts ({len(seen)}) are not those of the run; were "
            "files changed between the parts? Check every part of the same commit anew"
        )


def _file_report(file: _File, counts_all: bool) -> FileReport:
    positions: dict[int, Position] = {}
    # The bytes of a name that is no UTF-8, which the report has as `\\xe9`.
    path = re.sub(r"\\x([89a-f][0-9a-f])", lambda byte: chr(0xDC00 + int(byte[1], 16)), file.path)
    diagnostics = tuple(_diagnostic(path, each, positions) for each in file.diagnostics)
    speed = file.readingSpeed
    return FileReport(
        path,
        file.format,
        file.status,
        file.cues,
        diagnostics,
        file.reason,
        encoding=file.encoding,
        language=file.language,
        preset=file.preset,
        is_chosen=file.presetChosen,
        declines_preset=file.presetDeclined,
        mended=None
        if file.fixed is None
        else Mended((("", ""),) * file.fixed, failure=file.notWritten),
        untouched=file.untouched,
        positions=positions,
        suppressed=file.suppressed,
        known=file.known,
        known_fixable=file.knownFixable,
        stale=file.stale,
        speeds=None
        if speed is None
        else Speeds(
            round(speed.median * 10),
            round(speed.worst * 10),
            tuple(speed.cues),
            tuple(speed.fullWidthCues or ()),
        ),
        gate=None
        if file.gate is None
        else Gate(file.gate.folder, _fail_on(file.gate.failOn, file.gate.maxWarnings, counts_all)),
    )


def _diagnostic(path: str, each: _Diagnostic, positions: dict[int, Position]) -> Diagnostic:
    start, end = Position(each.line, each.column), Position(each.endLine, each.endColumn)
    positions[each.startOffset], positions[each.endOffset] = start, end
    fix = None
    if each.fix is not None:
        edits = []
        for edit in each.fix.edits:
            positions[edit.startOffset] = Position(edit.line, edit.column)
            positions[edit.endOffset] = Position(edit.endLine, edit.endColumn)
            edits.append(Edit(Span(edit.startOffset, edit.endOffset), edit.replacement))
        fix = Fix(each.fix.title, tuple(edits), each.fix.safe, each.fix.encoding)
    return Diagnostic(
        path,
        each.code,
        Severity[each.severity.upper()],
        each.message,
        Span(each.startOffset, each.endOffset),
        start,
        end,
        each.cue or 0,
        each.startMs,
        each.endMs,
        fix,
        tuple((Position(place.line, place.column), place.message) for place in each.related),
        each.fingerprint,
        each.others,
    )
