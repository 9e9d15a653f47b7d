"""The reporters: one module each, named after the output format.

A reporter works in two steps, so that files can be checked in other processes and nothing has to be
kept: `part` turns one file's report into what the reporter needs of it, wherever the file was
checked; `add` takes the parts in the order of the paths and returns the text to write now.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Mapping

from caption_qa_action.core.annotations import Any, Protocol, TypeAlias, TypeVar
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.record import Json
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.rule import Rule
from caption_qa_action.core.settings import FailOn

REPORTERS = Registry(__name__, os.path.dirname(__file__), hyphens=True)

PartT = TypeVar("PartT")


class Blob(NamedTuple):
    """Where a repository is on the web, at the commit that is checked; `""` where that is not known.

    `prefix` is the folder that paths are relative to, as seen from its root.
    """

    url: str = ""
    prefix: str = ""


class Options(NamedTuple):
    """How a report is written: with colour, only errors and warnings (`quiet`), in how much detail.

    What is milder than `min_severity` is left out, as are infos when `quiet`. With `show_all` a report for people
    lists what it would count. With `wraps` no line is longer than the `width` of the terminal, where words allow it.
    With `links` the terminal is one that shows links (OSC 8). `width` is its width in columns. With
    `statistics`, a table of codes takes the place of the findings. `why` gives the reason behind a code
    in one sentence (a function of a module, so that it can be sent to another process), `rules` gives
    all rules that can run. `prefix` is the folder that paths are relative to, as seen from the root of
    the repository; `blob` is where that is on the web. `fail_on` decides which findings fail the run; with
    `has_too_many` there are more warnings than it, or the folder of a file, allows. `run` describes,
    for a part of a run, what `merge` has to know. `fix_command` gives the words of the command that mends what was
    found, as a shell reads them; none where there is no such command.
    """

    color: bool = False
    quiet: bool = False
    verbose: bool = False
    width: int = 100
    statistics: bool = False
    why: Callable[[str], str] | None = None
    prefix: str = ""
    blob: Blob = Blob()
    links: bool = False
    rules: Callable[[], Iterable[Rule]] | None = None
    fail_on: FailOn = FailOn()
    run: Mapping[str, Json] | None = None
    min_severity: Severity = Severity.INFO
    show_all: bool = False
    wraps: bool = False
    fix_command: Callable[[], tuple[str, ...]] | None = None
    has_too_many: bool = False

    def leaves_out(self, severity: Severity) -> bool:
        """Whether findings of a severity are left out of a report that is not always complete."""
        return severity < self.min_severity or (self.quiet and severity is Severity.INFO)


def fail_on_of(file: FileReport, options: Options) -> FailOn:
    """What decides whether a finding of a file fails the run: its folder, else the run."""
    fail_on = options.fail_on if file.gate is None else file.gate.fail_on
    return fail_on._replace(has_too_many=True) if options.has_too_many else fail_on


def wanted_in(file: FileReport, options: Options) -> Callable[[Diagnostic], bool]:
    """Whether a finding of a file is reported: what fails the run is, whatever else is left out."""
    hits, leaves_out = fail_on_of(file, options).hits, options.leaves_out
    return lambda each: not leaves_out(each.severity) or hits(each.code, each.severity)


class Traits(NamedTuple):
    """What a reporter declares of itself; the guides are made from it, and the tests hold it to that.

    `read_by` names who reads the report, `suffix` is that of a file with it, `note` is what a user has to
    know, in Markdown. `is_kept_back`: nothing is written before the last file is known. `has_summary`:
    the files and findings are counted at the end. `has_infos_when_quiet`: it is complete whatever the
    options are. `has_color`: on a terminal. `has_commands`: its lines are obeyed by a runner of GitHub.
    `needs_source`: a part of it is missing after `merge`, which has no text of the files.
    """

    read_by: str
    suffix: str
    note: str = ""
    is_kept_back: bool = False
    has_summary: bool = True
    has_infos_when_quiet: bool = False
    has_color: bool = False
    has_commands: bool = False
    needs_source: bool = False


class Reporter(Protocol[PartT]):
    """An output format. A module of this package is one when it has `TRAITS` and `make(options)`.

    `PartT` is what it needs of a file: plain values that can be sent between processes.
    """

    def part(self, file: FileReport) -> PartT:
        """What this reporter needs of a file."""

    def begin(self) -> str:
        """The text before the first file."""

    def add(self, part: PartT) -> str:
        """The text that a file adds now."""

    def end(self, summary: Summary) -> str:
        """The text after the last file."""


# Reporters side by side: each gets back the parts that it made itself, and nobody else looks at them.
AnyReporter: TypeAlias = Reporter[Any]


def make(name: str, options: Options) -> AnyReporter:
    """The reporter of a name. Raises KeyError for an unknown name."""
    reporter: AnyReporter = REPORTERS.module(name).make(options)
    return reporter


def make_for_run(name: str, options: Options) -> AnyReporter:
    """The reporter of a name, for a run in which the number of warnings may decide. Raises KeyError as `make`."""
    return Limited(make(name, options), make(name, options._replace(has_too_many=True)), options)


def traits(name: str) -> Traits:
    """What the reporter of a name declares of itself. Raises KeyError for an unknown name."""
    declared: Traits = REPORTERS.module(name).TRAITS
    return declared


class Undecided(NamedTuple):
    """The part of a file while nobody knows whether its warnings are too many.

    `folder` counts them, None for the run; more than `limit` are too many. `within` is the part if they are not,
    `beyond` if they are; one and the same where nothing in it depends on that.
    """

    folder: str | None
    warnings: int
    limit: int
    within: object
    beyond: object


class Limited:
    """A reporter that gets parts in their order; an undecided one, and all behind it, as soon as it is decided."""

    __slots__ = ("reporter", "_beyond", "_options", "_waiting", "_warnings")

    def __init__(self, reporter: AnyReporter, beyond: AnyReporter, options: Options) -> None:
        self.reporter = reporter
        # Makes the parts of files whose warnings fail the run, and nothing else.
        self._beyond = beyond
        self._options = options
        self._waiting: deque[object] = deque()
        self._warnings: dict[str | None, int] = {}

    def part(self, file: FileReport) -> object:
        """What the reporter needs of a file; of one whose warnings are counted both possible parts."""
        within: object = self.reporter.part(file)
        fail_on = fail_on_of(file, self._options)
        if fail_on.max_warnings is None:
            return within
        warnings = sum(each.severity is Severity.WARNING for each in file.diagnostics)
        if not warnings:
            return within
        beyond: object = self._beyond.part(file)
        if beyond == within:
            beyond = within
        folder = None if file.gate is None or fail_on.counts_all_warnings else file.gate.folder
        return Undecided(folder, warnings, fail_on.max_warnings, within, beyond)

    def begin(self) -> str:
        """The text before the first file."""
        return self.reporter.begin()

    def add(self, part: object) -> str:
        """The text of all parts that are decided now."""
        if isinstance(part, Undecided):
            self._warnings[part.folder] = self._warnings.get(part.folder, 0) + part.warnings
        self._waiting.append(part)
        return self._decided(is_last=False)

    def end(self, summary: Summary) -> str:
        """The text of the parts whose warnings turned out to be few enough, and the end."""
        return self._decided(is_last=True) + self.reporter.end(summary)

    def _decided(self, *, is_last: bool) -> str:
        texts = []
        while self._waiting:
            part = self._waiting[0]
            if isinstance(part, Undecided):
                is_beyond = self._warnings[part.folder] > part.limit
                if not (is_beyond or is_last or part.beyond is part.within):
                    break
                part = part.beyond if is_beyond else part.within
            self._waiting.popleft()
            texts.append(self.reporter.add(part))
        return "".join(texts)
