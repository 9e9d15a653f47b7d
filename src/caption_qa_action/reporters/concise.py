"""One line for each finding: `path:line:column: severity[code] message`."""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.reporters import Options, Reporter, Traits, wanted_in
from caption_qa_action.reporters._ending import last_line
from caption_qa_action.reporters._lines import findings
from caption_qa_action.reporters._statistics import Count, Statistics, count
from caption_qa_action.reporters._unchecked import Outcome, Unchecked, outcome, taken_for

TRAITS = Traits(
    "people, editors",
    ".txt",
    "one line a finding; `--verbose` also those that repeat it",
    has_color=True,
)


class Part(NamedTuple):
    """What a file adds: its path, status and reason, its lines, and its counts where statistics are asked for."""

    file: Outcome
    text: str = ""
    counts: tuple[Count, ...] = ()


def make(options: Options) -> Reporter[Part]:
    """A reporter that writes one line for each finding, and a last line that counts everything."""
    return ConciseReporter(options)


class ConciseReporter:
    """Writes the lines of a file as it comes."""

    __slots__ = ("_options", "_unchecked", "_statistics")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._unchecked = Unchecked(options)
        self._statistics = Statistics()

    def part(self, file: FileReport) -> Part:
        """The lines of a file."""
        options = self._options
        named = outcome(file)
        if file.status != "checked":
            return Part(named)
        if options.statistics:
            return Part(named, counts=tuple(count(file, wanted_in(file, options))))
        return Part(named, taken_for(file, options) + findings(file, options))

    def begin(self) -> str:
        """Nothing: a report without findings is its last line."""
        return ""

    def add(self, part: Part) -> str:
        """The lines of a file."""
        self._statistics.add(part.counts)
        return self._unchecked.add(*part.file) + part.text

    def end(self, summary: Summary) -> str:
        """The statistics, and the line that counts everything."""
        return self._statistics.table() + self._unchecked.rest() + last_line(summary, self._options)
