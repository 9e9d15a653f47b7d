"""TSV of Whisper (.tsv): a line for each cue, with its start, its end and its text between tabs.

The times are whole milliseconds. The first line is `start`, `end`, `text`; by it alone the format is
known, since tables of all kinds have the suffix. A cue has one line of text, and no markup.

Source: OpenAI Whisper, `WriteTSV`, https://github.com/openai/whisper/blob/main/whisper/utils.py
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Block, Document
from caption_qa_action.core.format import Format
from caption_qa_action.core.source import Source, Span
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._table import TIME, TableDialect, TableReader

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

_HEADER = "start\tend\ttext"
# Each with the blanks and the line ends after it.
_LINE = r"([^\r\n]+)(?:\r\n|\r|\n|\Z)(?:[ \t]*(?:\r\n|\r|\n))*"


class _Reader(TableReader):
    def read(self) -> None:
        for match in re.compile(_LINE).finditer(self.text, self.add_blank_lines()):
            self._read_line(match)
        self.finish()

    def _read_line(self, match: re.Match[str]) -> None:
        line, block = match[1], Span(*match.span())
        start, end, text = (*line.split("\t", 2), "", "")[:3]
        if line.count("\t") < 2 or not (text.strip() or re.fullmatch(TIME, start)):
            message = "has no start, end and text between tabs: it is in no cue"
            self.add_stray_line(Span(*match.span(1)), block, message)
        elif not self.cues and line.lstrip("\ufeff").lower().startswith(_HEADER):
            self.blocks.append(Block("header", block))
        else:
            first = match.start(1)
            second = first + len(start) + 1
            third = second + len(end) + 1
            self.add_row(
                Span(first, second - 1),
                Span(second, third - 1),
                Span(third, match.end(1)),
                block,
            )


def sniff(text: str) -> bool:
    """Whether the first line that is not blank names the three columns."""
    start = text[:1024].lstrip("\ufeff \r\n").lower()
    return re.match(f"{_HEADER}[ \t]*(?:[\r\n]|\\Z)", start) is not None


def parse(source: Source) -> Document:
    """The document in a TSV source; never raises."""
    reader = _Reader(source.text)
    reader.read()
    return Document(
        source,
        FORMAT.traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        TableDialect("\t"),
        guessed=frozenset(reader.guessed),
    )


def to_timeline(document: Document) -> Timeline:
    """What a TSV document shows when."""
    from caption_qa_action.formats._plain_timeline import plain_timeline

    return plain_timeline(document)


def _retime(written: str, ms: int) -> str | None:
    return str(ms) if re.fullmatch("[0-9]{1,12}", written) else None


FORMAT = Format(
    FormatTraits(
        "tsv",
        "TSV",
        shared_suffixes=(".tsv",),
        is_line_based=True,
        beginnings=("start\tend\ttext",),
        cues_are_separable=True,
        retime=_retime,
        blanks_are_visible=True,
        shows_character_references=True,
    ),
    sniff,
    parse,
    to_timeline,
)
