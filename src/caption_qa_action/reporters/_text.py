"""What the reports for people have in common: unchecked files, statistics, the last line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from caption_qa_action.core.inert import one_line
from caption_qa_action.core.report import FileReport, Summary, counts
from caption_qa_action.reporters import Options
from caption_qa_action.reporters._paint import BOLD, CYAN, GREEN, RED, paint
from caption_qa_action.reporters._statistics import Count, Statistics, count
from caption_qa_action.reporters._summary import folder_lines, in_force, verdict

_Part: TypeAlias = tuple[str, list[Count]]


class TextReporter:
    """A report made of text: `findings(file, options)` writes those of one checked file.

    `gap` follows the line of a file that was not checked.
    """

    __slots__ = ("_options", "_findings", "_gap", "_statistics")

    def __init__(
        self,
        options: Options,
        findings: Callable[[FileReport, Options], str],
        gap: str = "",
    ) -> None:
        self._options = options
        self._findings = findings
        self._gap = "" if options.statistics else gap
        self._statistics = Statistics()

    def part(self, file: FileReport) -> _Part:
        """The text of a file, and its counts when statistics are asked for."""
        if file.status != "checked":
            return self._unchecked(file), []
        if self._options.statistics:
            return "", count(file, self._options.quiet)
        return self._taken_for(file) + self._findings(file, self._options), []

    def _taken_for(self, file: FileReport) -> str:
        """With `verbose`, what a file was taken for and by what."""
        if not self._options.verbose or file.document is None:
            return ""
        parts = (f"{name} {value} ({by})" for name, value, by in file.document.taken_for)
        path = paint(one_line(file.path), BOLD, self._options.color)
        return f"{path}: {paint('checked', CYAN, self._options.color)}: {one_line(', '.join(parts))}\n{self._gap}"

    def begin(self) -> str:
        """Nothing: a report without findings is its last line."""
        return ""

    def add(self, part: _Part) -> str:
        """The text of a file."""
        text, counted = part
        self._statistics.add(counted)
        return text

    def end(self, summary: Summary) -> str:
        """The statistics, and the line that counts everything."""
        color = self._options.color
        outcome = verdict(summary)
        style = RED if summary.exit_code else GREEN
        known = "; ".join(filter(None, (counts(summary), in_force(summary))))
        last = f"{one_line(known)}; {paint(one_line(outcome), style, color)}\n"
        folders = "".join(f"{one_line(each)}\n" for each in folder_lines(summary))
        return self._statistics.table() + folders + last

    def _unchecked(self, file: FileReport) -> str:
        color = self._options.color
        path = paint(one_line(file.path), BOLD, color)
        reason = one_line(file.reason)
        if file.status == "unreadable":
            return f"{path}: {paint('not checked', RED, color)}: {reason}\n{self._gap}"
        if self._options.verbose:
            return f"{path}: {paint('skipped', CYAN, color)}: {reason}\n{self._gap}"
        return ""
