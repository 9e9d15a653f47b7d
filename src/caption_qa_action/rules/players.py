"""What readers of others make of the bad samples of the rules, as benchmarks/readers.py has measured it.

A defect is an error where a file breaks its format and this shows that words are lost by it: in at least two
independent readers, or in one that plays captions.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from functools import cache

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import plural

# FFmpeg's libav, on which most players are built, and the WebVTT parser of Firefox.
ENGINES = frozenset({"ffmpeg", "vtt.js"})
# What can become of a sample, from worst to mildest; the last loses nothing but the time.
LOSSES = ("refuses", "loses cues", "loses words")
OTHER_TIMES = "other times"
_TITLES = {
    "ass": "ASS", "lrc": "LRC", "microdvd": "MicroDVD", "sami": "SAMI", "sbv": "SBV", "scc": "SCC",
    "srt": "SRT", "ttml": "TTML", "webvtt": "WebVTT",
}  # fmt: skip


class Row(NamedTuple):
    """A bad sample of a rule: its format, its severity then, and who loses what.

    `also` are the errors and warnings of other rules in it, to which a loss may be due.
    """

    sample: str
    format: str
    severity: str
    also: tuple[str, ...]
    lost_by: Mapping[str, str]

    @property
    def loses(self) -> bool:
        """Whether two readers, or one that plays, refuse the sample or lose words of it by this defect."""
        losers = {name for name, what in self.lost_by.items() if what in LOSSES}
        return not self.also and (len(losers) > 1 or bool(losers & ENGINES))


class Table(NamedTuple):
    """The versions of the readers by name, the readers of each format, and the rows as they stand in the file.

    `faults` are the readers by code and format that do not read the good samples of a rule either, so that the
    bad ones show nothing. Rows are looked for where they are asked for: the page of a rule needs those of one code.
    """

    versions: dict[str, str]
    readers: dict[str, list[str]]
    faults: dict[str, list[str]]
    text: str

    def rows(self, code: str) -> tuple[Row, ...]:
        """The rows of a rule; none where no reader knows its formats."""
        _, *found = self.text.split(f"{_ROW}{code}\t")
        return tuple(_row(rest.partition("\n")[0]) for rest in found)


# How a row begins; what stands above the first are the readers.
_ROW = "\nrow\t"


@cache
def table() -> Table:
    """The table that was measured.

    Each line begins with what it is of: `version`, a reader and its version; `readers`, a format and its readers;
    `fault`, a code with a format and the readers at fault; `row`, the code of a rule and the fields of a row. Tabs stand between the cells, and `-` is an empty one.
    """
    path = os.path.join(os.path.dirname(__file__), "players.tsv")
    with open(path, encoding="utf-8") as file:
        head, row, rows = file.read().partition(_ROW)
    found = Table({}, {}, {}, row + rows)
    for line in head.splitlines():
        kind, name, cell = line.split("\t")
        if kind == "version":
            found.versions[name] = cell
        else:
            (found.readers if kind == "readers" else found.faults)[name] = cell.split(",")
    return found


def _row(line: str) -> Row:
    sample, format, severity, also, lost_by = line.split("\t")
    losses = dict(loss.split("=") for loss in _items(lost_by))
    return Row(sample, format, severity, tuple(_items(also)), losses)


def _items(cell: str) -> list[str]:
    return [] if cell == "-" else cell.split(",")


def players_section(code: str) -> str:
    """What players do with the samples of a rule, as a section of its page; `""` where none was read."""
    rows = table().rows(code)
    if not rows:
        return ""
    names = sorted({name for row in rows for name in table().readers[row.format]})
    versions = ", ".join(f"{name} {table().versions[name]}" for name in names)
    lines = [
        line
        for format in sorted({row.format for row in rows})
        for line in _lines([row for row in rows if row.format == format])
    ]
    verdict = "\n".join(lines) or "Each of them reads all words of the bad samples of this rule."
    note = (
        "A valid file is never an error because of a reader's own fault."
        if lines
        else "An error is what at least two readers, or one that plays, lose words by."
    )
    return f"## What players do\n{verdict}\n\nTried with {versions}. {note}"


def _lines(rows: list[Row]) -> list[str]:
    """For each reader of a format that does not read it all, what becomes of the samples."""
    found: dict[str, Counter[str]] = {}
    for row in rows:
        for name, what in row.lost_by.items():
            found.setdefault(name, Counter())[what] += 1
    return [
        f"- {_TITLES[rows[0].format]}: {name} {_described(found[name], len(rows))}"
        for name in sorted(found)
    ]


def _described(counts: Counter[str], of: int) -> str:
    phrases = {
        "refuses": "refuses {}",
        "loses cues": "loses cues in {}",
        "loses words": "loses words in {}",
        OTHER_TIMES: "shows {} at other times",
    }
    shown = [phrase.format(counts[what]) for what, phrase in phrases.items() if counts[what]]
    return f"{', '.join(shown)} of {plural(of, 'bad sample')}"
