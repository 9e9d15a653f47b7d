"""What a run has found: one report a file, and the sum of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caption_qa_action.core.annotations import Literal, TypeAlias
from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.errors import UNEXPECTED_SKIPS
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.settings import FailOn, Gate
from caption_qa_action.core.source import Position, Source
from caption_qa_action.core.speeds import Speeds, of_document

Status: TypeAlias = Literal["checked", "skipped", "unreadable"]


class Mended(NamedTuple):
    """What fixing has done to a file.

    `fixes` are the code and the title of each fix, in the order of their places; `reverted` are the codes of
    fixes that would have damaged the file and were left out. `diff` is a unified diff, `""` unless it
    was asked for. `failure` is why what was
    mended could not be written, so that the file is as it was. Without `is_written` it is only shown.
    """

    fixes: tuple[tuple[str, str], ...] = ()
    reverted: tuple[str, ...] = ()
    diff: str = ""
    failure: str = ""
    is_written: bool = True


class Failure(NamedTuple):
    """What was not done with a file, `not checked` or `not written`, and why."""

    what: str
    reason: str

    @property
    def code(self) -> str:
        """What was not done, as a code."""
        return self.what.replace(" ", "_")

    @property
    def message(self) -> str:
        """What was not done, and why."""
        return f"{self.what}: {self.reason}"


class FileReport(NamedTuple):
    """What was found in one file, or why nothing was looked for.

    `status` is `checked`, `skipped` (not looked into, and why is in `reason`), or `unreadable` (it
    should have been checked and could not be). `diagnostics` are sorted by place. `source` and
    `document` give reporters what to show; they do not leave the process that checked the file.
    `preset` is the one that the file was judged by; with `is_chosen` somebody has chosen it, else its format
    has, and with `declines_preset` the configuration states that none is meant.
    `mended` is what fixing did before the diagnostics were found; None where nothing was to be fixed.

    Not among `diagnostics`, and counted, are findings that the change that is looked at does not touch
    (`untouched`), that are `suppressed`, and that are `known` from the baseline, of which safe fixes mend
    `known_fixable`; `stale` counts those of
    the baseline that are gone. `counted` are those that were to be counted alone, by code and fingerprint.
    `gate` is what decides in its folder whether a finding fails the run; None where that is what decides in
    the whole run. `used` are the places of the suppressions of the configuration that did something.
    `positions` of spans and edits, and `speeds`, are set where the file is known from a report only.
    """

    path: str
    format: str
    status: Status
    cues: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    reason: str = ""
    source: Source | None = None
    encoding: str = ""
    language: str = ""
    preset: str = ""
    mended: Mended | None = None
    untouched: int = 0
    document: Document | None = None
    positions: Mapping[int, Position] | None = None
    suppressed: int = 0
    known: int = 0
    stale: int = 0
    used: tuple[str, ...] = ()
    speeds: Speeds | None = None
    gate: Gate | None = None
    is_chosen: bool = True
    declines_preset: bool = False
    counted: Mapping[str, Mapping[str, int]] = {}
    known_fixable: int = 0

    @property
    def failure(self) -> Failure | None:
        """Why a run fails over the file whatever is found in it, or None."""
        if self.status == "unreadable":
            return Failure("not checked", self.reason or "unknown reason")
        if self.mended is not None and self.mended.failure:
            return Failure("not written", self.mended.failure)
        return None

    @property
    def is_missed(self) -> bool:
        """Whether the file was skipped although it is named like captions: whoever has it may think it was checked."""
        return self.status == "skipped" and self.reason in UNEXPECTED_SKIPS

    @property
    def position(self) -> Callable[[int], Position] | None:
        """A function from offsets to positions; None where the text is not known."""
        if self.source is not None:
            return self.source.position
        return None if self.positions is None else self.positions.__getitem__

    @property
    def reading_speeds(self) -> Speeds | None:
        """The speeds of the file, checked here or read from its report; None without any."""
        if self.speeds is not None or self.document is None:
            return self.speeds
        return self.document.once(of_document)


class FolderSums:
    """The sums over the files of a folder that decides by itself what fails.

    `counted_codes` are, by code, the warnings that fail it only where there are more than it allows, and
    `counted_fixable` those of them that safe fixes mend.
    """

    COUNTS = ("files", "unreadable", "errors", "warnings", "infos", "failing", "counted_fixable")
    __slots__ = ("fail_on", "counted_codes", *COUNTS)

    def __init__(self, fail_on: FailOn) -> None:
        self.fail_on = fail_on
        self.files = 0
        self.unreadable = 0
        self.errors = 0
        self.warnings = 0
        self.infos = 0
        self.failing = 0
        self.counted_fixable = 0
        self.counted_codes: dict[str, int] = {}

    def add(self, other: FolderSums) -> None:
        """Add the sums of other files of the folder."""
        for name in self.COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        _add(self.counted_codes, other.counted_codes)

    @property
    def too_many_warnings(self) -> bool:
        """Whether there are more warnings than the folder allows by itself."""
        fail_on = self.fail_on
        limit = None if fail_on.counts_all_warnings else fail_on.max_warnings
        return limit is not None and self.warnings > limit

    @property
    def result(self) -> str:
        """`pass`, `fail` or `error`, as that of the whole run."""
        if self.unreadable:
            return "error"
        return "fail" if self.failing or self.too_many_warnings else "pass"


class Summary:
    """The sums over all files of a run.

    `failing` counts the diagnostics that fail it, `others` in how many cues there is more that is like a reported finding
    and reported with it alone, `fixable_others` in how many cues there is more that safe fixes mend
    and that is not reported, `refused` the files in which a fix would have done
    harm and was left out, `unwritten` those that were mended and could not be written, `proposed` the fixes that were
    shown and not made. With `require_files` a run that
    checks nothing is an error. `notices` are what a reader has to know about the run as a whole, one line each.
    `failing_codes` counts those by code, `failing_fixable` how many of them safe fixes mend; `counted_codes` and
    `counted_fixable` are as those of a folder. `folders` are
    the sums of those that decide by themselves what fails; all other sums are over every file. `presets` counts the
    files by the preset that they were judged by, and by the format that has decided it, `""` where somebody has chosen
    it; `undecided` those for which nobody has chosen a preset, nor stated that none is meant. `failed_reports` are the reasons why
    reports are not whole, and `ended_reports` the numbers of those of which the rest is missing.
    """

    # The numbers that only the run has, and not its folders too.
    _ADDED = (
        "checked", "skipped", "unreadable", "cues", "others", "fixable", "fixable_others", "fixed", "proposed", "refused",
        "unwritten", "failing_fixable", "untouched", "suppressed", "known", "known_fixable", "stale", "undecided",
    )  # fmt: skip
    __slots__ = (
        *_ADDED, "errors", "warnings", "infos", "failing", "failing_codes", "counted_codes", "counted_fixable", "used",
        "codes", "folders", "presets", "fail_on", "require_files", "notices", "failed_reports", "ended_reports",
    )  # fmt: skip

    def __init__(self, fail_on: FailOn, *, require_files: bool = False) -> None:
        self.checked = 0
        self.skipped = 0
        self.unreadable = 0
        self.cues = 0
        self.errors = 0
        self.warnings = 0
        self.infos = 0
        self.others = 0
        self.fixable = 0
        self.fixable_others = 0
        self.fixed = 0
        self.proposed = 0
        self.refused = 0
        self.unwritten = 0
        self.failing = 0
        self.failing_codes: dict[str, int] = {}
        self.failing_fixable = 0
        self.counted_codes: dict[str, int] = {}
        self.counted_fixable = 0
        self.untouched = 0
        self.suppressed = 0
        self.known = 0
        self.known_fixable = 0
        self.stale = 0
        self.used: set[str] = set()
        self.codes: dict[str, int] = {}
        self.folders: dict[str, FolderSums] = {}
        self.presets: dict[tuple[str, str], int] = {}
        self.undecided = 0
        self.fail_on = fail_on
        self.require_files = require_files
        self.notices: tuple[str, ...] = ()
        self.failed_reports: tuple[str, ...] = ()
        self.ended_reports: frozenset[int] = frozenset()

    def add(self, file: FileReport) -> None:
        """Count one file."""
        if file.status == "checked":
            self.checked += 1
        elif file.status == "skipped":
            self.skipped += 1
        else:
            self.unreadable += 1
        if file.preset:
            key = file.preset, "" if file.is_chosen else file.format
            self.presets[key] = self.presets.get(key, 0) + 1
            self.undecided += not (file.is_chosen or file.declines_preset)
        self.cues += file.cues
        self.untouched += file.untouched
        self.suppressed += file.suppressed
        self.known += file.known
        self.known_fixable += file.known_fixable
        self.stale += file.stale
        self.used.update(file.used)
        if file.mended is not None:
            if file.mended.is_written:
                self.fixed += len(file.mended.fixes)
            else:
                self.proposed += len(file.mended.fixes)
            self.refused += bool(file.mended.reverted)
            self.unwritten += bool(file.mended.failure)
        sums = FolderSums(self.fail_on if file.gate is None else file.gate.fail_on)
        codes, hits = self.codes, sums.fail_on.hits
        is_limited = sums.fail_on.max_warnings is not None
        for diagnostic in file.diagnostics:
            code, severity = diagnostic.code, diagnostic.severity
            codes[code] = codes.get(code, 0) + 1
            if severity is Severity.ERROR:
                sums.errors += 1
            elif severity is Severity.WARNING:
                sums.warnings += 1
            else:
                sums.infos += 1
            is_fixable = diagnostic.fix is not None and diagnostic.fix.safe
            self.others += diagnostic.others
            self.fixable += is_fixable
            self.fixable_others += is_fixable and diagnostic.others
            if hits(code, severity):
                sums.failing += 1
                self.failing_codes[code] = self.failing_codes.get(code, 0) + 1
                self.failing_fixable += is_fixable
            elif is_limited and severity is Severity.WARNING:
                sums.counted_codes[code] = sums.counted_codes.get(code, 0) + 1
                sums.counted_fixable += is_fixable
        self._add_findings(sums)
        if file.gate is not None:
            sums.files = 1
            sums.unreadable = int(file.status == "unreadable")
            self.folders.setdefault(file.gate.folder, FolderSums(sums.fail_on)).add(sums)

    def _add_findings(self, sums: FolderSums | Summary) -> None:
        self.errors += sums.errors
        self.warnings += sums.warnings
        self.infos += sums.infos
        self.failing += sums.failing
        self.counted_fixable += sums.counted_fixable
        _add(self.counted_codes, sums.counted_codes)

    def merge(self, other: Summary) -> None:
        """Add the sums of another part of the same run."""
        for name in self._ADDED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self._add_findings(other)
        _add(self.failing_codes, other.failing_codes)
        self.used |= other.used
        _add(self.codes, other.codes)
        for folder, sums in other.folders.items():
            self.folders.setdefault(folder, FolderSums(sums.fail_on)).add(sums)
        for key, count in other.presets.items():
            self.presets[key] = self.presets.get(key, 0) + count

    @property
    def files(self) -> int:
        """How many files were looked at."""
        return self.checked + self.skipped + self.unreadable

    @property
    def too_many_warnings(self) -> bool:
        """Whether there are more warnings than the run allows, or a folder of it."""
        return bool(self._with_too_many)

    @property
    def _with_too_many(self) -> list[FolderSums]:
        """The sums of the folders, and of all that the run decides, that have more warnings than are allowed."""
        parts = (self.decided_by_run, *self.folders.values())
        return [sums for sums in parts if sums.too_many_warnings]

    @property
    def all_failing_codes(self) -> dict[str, int]:
        """What fails the run by code, with the warnings of which there are too many."""
        codes = dict(self.failing_codes)
        for sums in self._with_too_many:
            _add(codes, sums.counted_codes)
        return codes

    @property
    def all_failing_fixable(self) -> int:
        """How many findings that fail the run safe fixes mend, with the warnings of which there are too many."""
        return self.failing_fixable + sum(sums.counted_fixable for sums in self._with_too_many)

    @property
    def decided_by_run(self) -> FolderSums:
        """The sums that what fails the run is about: all warnings where they count together."""
        sums = self.elsewhere
        if self.fail_on.counts_all_warnings:
            sums.fail_on = self.fail_on._replace(counts_all_warnings=False)
            sums.warnings = self.warnings
            sums.counted_codes, sums.counted_fixable = self.counted_codes, self.counted_fixable
        return sums

    @property
    def elsewhere(self) -> FolderSums:
        """The sums over the files of no folder that decides by itself."""
        sums = FolderSums(self.fail_on)
        sums.files = self.files
        for name in sums.COUNTS[1:]:
            setattr(sums, name, getattr(self, name))
        left = dict(self.counted_codes)
        for folder in self.folders.values():
            for name in sums.COUNTS:
                setattr(sums, name, getattr(sums, name) - getattr(folder, name))
            for code, number in folder.counted_codes.items():
                left[code] -= number
        sums.counted_codes = {code: number for code, number in left.items() if number}
        return sums

    @property
    def exit_code(self) -> int:
        """0 clean, 1 something fails the run, 2 a file could not be checked as a whole, or none was.

        2 also where a report is not whole: nobody knows what else would be in it.
        """
        if (
            self.unreadable
            or self.unwritten
            or self.codes.get(INTERNAL_ERROR)
            or self.failed_reports
        ):
            return 2
        if self.require_files and not self.checked:
            return 2
        return 1 if self.failing or self.too_many_warnings else 0

    @property
    def result(self) -> str:
        """`pass`, `fail` or `error`, as the exit code."""
        return ("pass", "fail", "error")[self.exit_code]


def _add(counts: dict[str, int], more: Mapping[str, int]) -> None:
    for code, number in more.items():
        counts[code] = counts.get(code, 0) + number
