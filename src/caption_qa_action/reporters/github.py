"""The log of a workflow on GitHub: every finding in a group, then annotations, within GitHub's limits.

Annotations are written as workflow commands; what fails the run comes first, spread over the files.
"""

from __future__ import annotations

import re
from bisect import insort

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Diagnostic, Severity
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.pages import rule_url
from caption_qa_action.core.report import Failure, FileReport, Summary
from caption_qa_action.core.text import plural, printable
from caption_qa_action.reporters import Options, Reporter, Traits, fail_on_of, wanted_in
from caption_qa_action.reporters._lines import findings
from caption_qa_action.reporters._paths import in_repository
from caption_qa_action.reporters._summary import folder_lines
from caption_qa_action.reporters._summary import line as summary_line

# The runner drops what is beyond, for each level and step; a composite action is one step.
# Source: actions/runner, src/Runner.Worker/ExecutionContext.cs, _maxCountPerIssueType.
LIMIT = 10

# How many further lines a merged annotation names.
NAMED_LINES = 5

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_WORST_FIRST = tuple(sorted(_COMMANDS, reverse=True))


class Place(NamedTuple):
    """A finding as an annotation shows it; columns are 0 where the finding spans lines."""

    path: str
    line: int
    end_line: int
    column: int
    end_column: int
    label: str
    code: str
    message: str
    fails: bool


class Group(NamedTuple):
    """The findings of one code in one file: how many, the first, and the lines of some others."""

    total: int
    first: Place
    lines: list[int]


class Level(NamedTuple):
    """The findings of one severity in one file: how many, the first ones, the groups that matter most."""

    total: int
    places: list[Place]
    groups: list[Group]


# The path, why the file was not checked, its lines in the list, its findings by severity.
_Part: TypeAlias = tuple[str, Failure | None, str, dict[int, Level]]

_GROUP = "::group::caption-qa: every finding\n"

TRAITS = Traits(
    "GitHub Actions",
    ".txt",
    "ten annotations of each level are shown a step; see [GitHub annotations](#github-annotations)",
    has_commands=True,
)


def make(options: Options) -> Reporter[_Part]:
    """A reporter for workflow logs. `options.prefix` leads from the root of the repository."""
    return GithubReporter(options)


class GithubReporter:
    """Lists every finding as it comes, keeps a few places of each level, and annotates them at the end.

    While all findings of a level fit, each has its annotation. Otherwise those of one code in one
    file become one; what fails the run comes first, and every file has its turn before a file has a
    second.
    """

    __slots__ = ("_options", "_counts", "_places", "_groups", "_failures", "_order", "_has_group")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._counts = dict.fromkeys(_WORST_FIRST, 0)
        self._places: dict[Severity, list[Place]] = {level: [] for level in _WORST_FIRST}
        self._groups: dict[Severity, list[tuple[bool, int, int, Group]]] = {
            level: [] for level in _WORST_FIRST
        }
        self._failures: list[tuple[str, Failure]] = []
        self._order = 0
        self._has_group = False

    def part(self, file: FileReport) -> _Part:
        """The lines of a file, its places that may be annotated, and what was not done with it."""
        path = in_repository(file.path, self._options.prefix)
        options = self._options._replace(color=False, links=False, verbose=True)
        listed = findings(file._replace(path=path), options).lstrip("\n")
        if file.is_missed:
            listed = one_line(f"{path}: skipped: {file.reason}") + "\n"
        return (path, file.failure, listed, _levels(file, path, self._options))

    def begin(self) -> str:
        """Nothing: without a finding there is no list."""
        return ""

    def add(self, part: _Part) -> str:
        """The lines of the file; before the first ones, the group begins."""
        path, failure, listed, levels = part
        if failure and len(self._failures) < LIMIT:
            self._failures.append((path, failure))
        for number, level in levels.items():
            severity = Severity(number)
            self._counts[severity] += level.total
            places = self._places[severity]
            places += level.places[: LIMIT - len(places)]
            groups = self._groups[severity]
            for rank, group in enumerate(level.groups):
                self._order += 1
                insort(groups, (not group.first.fails, rank, self._order, group))
            del groups[LIMIT:]
        if listed and not self._has_group:
            self._has_group = True
            return _GROUP + listed
        return listed

    def end(self, summary: Summary) -> str:
        """The annotations, what was left out of them, and the line that counts everything."""
        lines = [_not_done(path, failure) for path, failure in self._failures]
        failing: list[str] = []
        others: list[str] = []
        left_out = []
        failures = summary.unreadable + summary.unwritten
        if failures > len(lines):
            left_out.append(
                f"{failures - len(lines)} of {plural(failures, 'file')} not checked or not written"
            )
        for severity in _WORST_FIRST:
            room = LIMIT - len(lines) if severity is Severity.ERROR else LIMIT
            count = self._counts[severity]
            shown, covered = self._annotations(severity, room)
            for command, fails in shown:
                (failing if fails else others).append(command)
            if covered < count:
                left_out.append(f"{count - covered} of {plural(count, severity.label)}")
        lines += failing + others
        if left_out:
            lines.append(
                f"caption-qa: without an annotation, as GitHub keeps {LIMIT} of each level: "
                f"{', '.join(left_out)}; the list above, the step summary and the report have them"
            )
        lines += [
            f"::notice title=caption-qa::{escape_data(one_line(text))}" for text in summary.notices
        ]
        lines += map(one_line, (*folder_lines(summary), summary_line(summary)))
        end_of_group = "::endgroup::\n" if self._has_group else ""
        return end_of_group + "\n".join(lines) + "\n"

    def _annotations(self, severity: Severity, room: int) -> tuple[list[tuple[str, bool]], int]:
        """At most `room` commands of one level, each with whether it fails the run, and how many
        findings they are about.
        """
        command = _COMMANDS[severity]
        count = self._counts[severity]
        if count <= room:
            places = self._places[severity]
            return [(_command(command, each, _message(each)), each.fails) for each in places], count
        chosen = sorted(self._groups[severity][:room], key=lambda entry: entry[2])
        groups = [group for _, _, _, group in chosen]
        commands = [
            (_command(command, group.first, _group_message(group)), group.first.fails)
            for group in groups
        ]
        return commands, sum(group.total for group in groups)


def escape_data(text: str) -> str:
    """Text as the message of a workflow command (actions/toolkit, command.ts, escapeData)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Text as a property of a workflow command (actions/toolkit, command.ts, escapeProperty)."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _levels(file: FileReport, path: str, options: Options) -> dict[int, Level]:
    """The findings of a file by severity; without infos when they are not wanted."""
    found: dict[Severity, tuple[list[Diagnostic], dict[str, list[Diagnostic]]]] = {}
    for diagnostic in filter(wanted_in(file, options), file.diagnostics):
        severity = diagnostic.severity
        every, by_code = found.setdefault(severity, ([], {}))
        every.append(diagnostic)
        by_code.setdefault(diagnostic.code, []).append(diagnostic)
    hits = fail_on_of(file, options).hits
    levels = {}
    for severity, (every, by_code) in found.items():
        groups = [
            _group(path, group, fails=hits(code, severity)) for code, group in by_code.items()
        ]
        worst = sorted(groups, key=lambda group: (not group.first.fails, -group.total))[:LIMIT]
        places = [_place(path, each, fails=hits(each.code, severity)) for each in every[:LIMIT]]
        levels[int(severity)] = Level(len(every), places, worst)
    return levels


def _group(path: str, diagnostics: list[Diagnostic], *, fails: bool) -> Group:
    first = diagnostics[0]
    lines = sorted({diagnostic.start.line for diagnostic in diagnostics} - {first.start.line})
    place = _place(path, first, fails=fails)
    return Group(len(diagnostics), place, lines[: NAMED_LINES + 1])


def _place(path: str, diagnostic: Diagnostic, *, fails: bool) -> Place:
    """The place of a finding as GitHub counts it: lines and columns inclusive at both ends.

    GitHub takes columns only where the line is one, and lets the end column be the start column
    when it is left out, so the end is the last column and not the one after it.
    Source: actions/toolkit, packages/core/src/core.ts, AnnotationProperties.
    """
    (line, column), (end_line, end_column) = diagnostic.start, diagnostic.end
    if end_line > line:
        if end_column == 1:
            end_line -= 1
        column = end_column = 0
    else:
        end_line, end_column = line, max(column, end_column - 1)
    label = f"{path}:{diagnostic.start.line}:{diagnostic.start.column}"
    return Place(
        path, line, end_line, column, end_column, label, diagnostic.code, diagnostic.message, fails
    )


def _command(command: str, place: Place, message: str) -> str:
    # A second line of an annotation; its title cannot be a link.
    if page := rule_url(place.code):
        message += escape_data(f"\n{page}")
    properties = [f"file={_file(place.path)}", f"line={place.line}", f"endLine={place.end_line}"]
    if place.column:
        properties += [f"col={place.column}", f"endColumn={place.end_column}"]
    properties.append(f"title={escape_property(one_line(f'caption-qa ({place.code})'))}")
    return f"::{command} {','.join(properties)}::{message}"


def _message(place: Place) -> str:
    """What is found, with its place, since the log does not show the properties."""
    return escape_data(one_line(f"{place.label}: {place.code} {place.message}"))


def _group_message(group: Group) -> str:
    if group.total == 1:
        return _message(group.first)
    others = f"{group.total - 1} more in this file"
    if group.lines:
        named = [str(line) for line in group.lines[:NAMED_LINES]]
        if len(group.lines) > NAMED_LINES:
            named.append("…")
        noun = "line" if len(group.lines) == 1 else "lines"
        others += f": {noun} {', '.join(named)}"
    return f"{_message(group.first)} (and {others})"


def _not_done(path: str, failure: Failure) -> str:
    message = escape_data(one_line(f"{path}: {failure.message}"))
    return f"::error file={_file(path)},title=caption-qa ({failure.what})::{message}"


def _file(path: str) -> str:
    """A path as a property; exactly the path, save for what a log cannot hold.

    That is bytes that are no UTF-8, and controls other than the line ends that the runner has
    escapes for. The runner drops an equals sign at the start of a value.
    """
    if path.startswith("="):
        path = f"./{path}"
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", path):
        path = printable(path)
    return escape_property(path.encode("utf-8", "replace").decode())
