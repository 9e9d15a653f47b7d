"""What fails the run whole, each with its line, the place marked and what would mend it; the rest in few lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.fold import folded
from caption_qa_action.core.inert import one_line
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.report import FileReport, Summary
from caption_qa_action.core.text import printable
from caption_qa_action.reporters import Options, Traits, fail_on_of, wanted_in
from caption_qa_action.reporters._ending import ending
from caption_qa_action.reporters._groups import Groups, Mild, mild
from caption_qa_action.reporters._statistics import Count, Statistics, count
from caption_qa_action.reporters._unchecked import Outcome, Unchecked, outcome, taken_for

TRAITS = Traits(
    "people",
    ".txt",
    "what fails the run is shown whole and last, of a code in a file 50 times at most, warnings by code with some "
    "places, suggestions (infos) as counts; `--show all` lists each, `--verbose` also those that repeat them, and what was decided for each file",
    is_kept_back=True,
    has_color=True,
    needs_source=True,
)

# So much of what fails is kept until the end, in characters; of more nobody reads what came before it.
_MOST_KEPT = 20_000_000
# So many findings of a code are shown whole in one file; of more, their number. Our choice: nobody mends more of a kind
# by reading each.
_MOST_WHOLE = 50


def make(options: Options) -> FullReporter:
    """A reporter for people at a terminal."""
    return FullReporter(options)


class Part(NamedTuple):
    """What a file adds: why it was not checked, what it was taken for, what is shown whole, and the rest.

    `whole` are texts of findings in order, each with the code that the last of them is the first of in this
    file, or `""`, and the digits of its line.
    """

    file: Outcome
    taken_for: str = ""
    whole: tuple[tuple[str, int, str], ...] = ()
    mild: Mild = Mild((), ())
    counts: tuple[Count, ...] = ()


class FullReporter:
    """Shows what fails the run after everything else, and the reason behind a code once."""

    __slots__ = ("_options", "_groups", "_kept", "_size", "_explained", "_unchecked", "_statistics")

    def __init__(self, options: Options) -> None:
        self._options = options
        self._groups = Groups(options)
        self._kept: list[str] = []
        self._size = 0
        self._explained: set[str] = set()
        self._unchecked = Unchecked(options, gap="" if options.statistics else "\n")
        self._statistics = Statistics()

    @property
    def _lists_all(self) -> bool:
        return self._options.show_all or self._options.verbose

    def part(self, file: FileReport) -> Part:
        """The findings of a file, those that fail as text."""
        options = self._options
        named = outcome(file)
        if file.status != "checked":
            return Part(named)
        if options.statistics:
            return Part(named, counts=tuple(count(file, wanted_in(file, options))))
        hits = fail_on_of(file, options).hits
        shown: list[Diagnostic] = []
        others: list[Diagnostic] = []
        for each in filter(wanted_in(file, options), file.diagnostics):
            is_shown = self._lists_all or hits(each.code, each.severity)
            (shown if is_shown else others).append(each)
        return Part(
            named,
            taken_for(file, options),
            tuple(_texts(file, shown, options, sys.maxsize if self._lists_all else _MOST_WHOLE)),
            mild(file, others, options),
        )

    def begin(self) -> str:
        """Nothing: a report without findings is its last line."""
        return ""

    def add(self, part: Part) -> str:
        """What is not kept for the end: what files were taken for, and everything where all is listed."""
        self._statistics.add(part.counts)
        self._groups.add(part.mild)
        found = self._unchecked.add(*part.file)
        found += "".join(self._explain(*each) for each in part.whole)
        if self._lists_all:
            return part.taken_for + found
        self._kept.append(found)
        self._size += len(found)
        if self._size < _MOST_KEPT:
            return ""
        self._size = 0
        kept, self._kept = self._kept, []
        return "".join(kept)

    def end(self, summary: Summary) -> str:
        """What does not fail the run, what does, and the lines that count everything."""
        mild_lines = "".join(f"{line}\n" for line in self._groups.lines())
        return (
            self._statistics.table()
            + mild_lines
            + "".join(self._kept)
            + self._unchecked.rest()
            + ending(summary, self._options)
        )

    def _explain(self, code: str, digits: int, text: str) -> str:
        """The text of findings, of which the last is the first of a code: its reason is given once a run."""
        if not code or code in self._explained:
            return text + "\n" if code else text
        from caption_qa_action.reporters._whole import reason

        self._explained.add(code)
        return text + reason(code, digits, self._options) + "\n"


def _texts(
    file: FileReport, found: list[Diagnostic], options: Options, most: int
) -> Iterator[tuple[str, int, str]]:
    """The findings as text, cut behind the first of each code: what stands there depends on other files.

    Of a code that has more than `most` findings, the others are counted.
    """
    if not found:
        return
    from caption_qa_action.reporters._whole import whole

    numbers: dict[str, int] = {}
    texts: list[str] = []
    for diagnostic in found:
        code = diagnostic.code
        numbers[code] = numbers.get(code, 0) + 1
        if numbers[code] > most:
            continue
        texts.append(whole(diagnostic, file, options))
        if numbers[code] > 1:
            texts.append("\n")
            continue
        yield code, len(str(diagnostic.start.line)), "".join(texts)
        texts.clear()
    texts += (
        _more(code, number - most, file, options)
        for code, number in numbers.items()
        if number > most
    )
    if texts:
        yield "", 0, "".join(texts)


def _more(code: str, number: int, file: FileReport, options: Options) -> str:
    """How many findings of a code are not shown."""
    text = f"{printable(code)}: {number} more in {one_line(file.path)}; --show all lists them"
    return "\n".join([*(folded(text, options.width) if options.wraps else [text]), "", ""])
