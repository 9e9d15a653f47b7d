"""CSV of whisper.cpp (.csv): a line for each cue, with its start, its end and its text between commas.

The first line is `start,end,text`, or `start,end,speaker,text` where two channels tell the speakers apart; by it and the
times below it the format is known, since tables of all kinds have the suffix. The times are whole milliseconds. The text stands
in quotation marks; one in it is written twice. Older versions wrote it behind a backslash.

The file is evidence of what a program heard: it is checked and converted, and no fix changes it.

Source: whisper.cpp, `output_csv`, https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING, cast
from caption_qa_action.core.document import Block, Document
from caption_qa_action.core.format import Format
from caption_qa_action.core.source import Source, Span
from caption_qa_action.core.traits import CSV, FormatTraits
from caption_qa_action.formats._table import TableDialect, TableReader

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

_HEADER = r"start,end,(speaker,)?text[ \t]*+(?:(?:\r\n|\r|\n)(?:[ \t]*+(?:\r\n|\r|\n))*+|\Z)"
_LINE_END = r"(?:\r\n|\r|\n|\Z)"
_LINE = rf"([^\r\n]*+){_LINE_END}(?:[ \t]*+(?:\r\n|\r|\n))*+"
_SPEAKER = r"([^,\r\n]*+),"
# Each way of writing a quotation mark in the text; what is in none stands as it is.
_DOUBLED, _ESCAPED = r'(?:[^"]|"")*+', r'(?:[^"\\]|\\.)*+'
_QUOTED = "|".join(rf'"({inside})"[ \t]*+(?={_LINE_END})' for inside in (_DOUBLED, _ESCAPED))
_TIMES = r'([^,"\r\n]*+),([^,"\r\n]*+),'
_TEXT = rf"(?:{_QUOTED}|([^\r\n]*+))"


class _CsvDialect(TableDialect):
    """`speakers` are by the number of the cue."""

    def __init__(self, speakers: dict[int, str]) -> None:
        super().__init__(",")
        self.speakers = speakers

    def plain(self, raw: str) -> str:
        if '"' not in raw:
            return raw
        return raw.replace('""' if re.fullmatch(_DOUBLED, raw) else '\\"', '"')


class _Reader(TableReader):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.speakers: dict[int, str] = {}

    def read(self) -> None:
        offset = self.add_blank_lines()
        header = re.compile(rf"\ufeff?{_HEADER}", re.IGNORECASE).match(self.text, offset)
        if header:
            self.blocks.append(Block("header", Span(*header.span())))
            offset = header.end()
        row = re.compile(_TIMES + (_SPEAKER if header and header[1] else "()") + _TEXT)
        line = re.compile(_LINE)
        while offset < len(self.text):
            offset = self._read_row(row.match(self.text, offset), line, offset)
        self.finish()

    def _read_row(self, row: re.Match[str] | None, line: re.Pattern[str], offset: int) -> int:
        """Reads what begins at an offset; where the next row begins."""
        whole = line.match(self.text, row.end() if row else offset)
        next_offset = whole.end() if whole else len(self.text)
        block = Span(offset, next_offset)
        if row is None:
            span = Span(offset, whole.end(1) if whole else next_offset)
            message = "has no start, end and text between commas: it is in no cue"
            self.add_stray_line(span, block, message)
            return next_offset
        last = row.lastindex or 0
        # whisper.cpp writes a blank before the first word.
        start = row.end(last) - len(row[last].lstrip(" \t"))
        self.add_row(Span(*row.span(1)), Span(*row.span(2)), Span(start, row.end(last)), block)
        speaker = row[3].strip(' "()')
        if speaker.strip("?"):
            name = f"Speaker {speaker}" if speaker.isdecimal() else speaker
            self.speakers[len(self.cues)] = name
        return next_offset


def sniff(text: str) -> bool:
    """Whether the first line names the columns, and the third column of the next one is in quotation marks."""
    start = text[:1024].lstrip("\ufeff \t\r\n")
    if start[:5].lower() != "start":
        return False
    row = r'[^",\r\n]{0,40}+,[^",\r\n]{0,40}+,(?:"?[^",\r\n]{0,40}+"?,)?"'
    return re.match(_HEADER + row, start, re.IGNORECASE) is not None


def parse(source: Source) -> Document:
    """The document in a CSV source; never raises."""
    reader = _Reader(source.text)
    reader.read()
    return Document(
        source,
        FORMAT.traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        _CsvDialect(reader.speakers),
        guessed=frozenset(reader.guessed),
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What was heard when, and who spoke."""
    from caption_qa_action.core.timeline import Event, Run, Timeline

    speakers = cast(_CsvDialect, document.dialect).speakers
    events = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text, speaker=speakers.get(cue.number, "")),) if text else ()
        events.append(Event(cue.start_ms, cue.end_ms, runs, cue=cue.number))
    return Timeline(tuple(events), document.language)


FORMAT = Format(
    FormatTraits(
        "csv",
        "CSV",
        shared_suffixes=(".csv",),
        is_input_only=True,
        is_line_based=True,
        escapes=CSV,
        shows_character_references=True,
    ),
    sniff,
    parse,
    to_timeline,
)
