"""EBU STL (.stl): the binary exchange format of European broadcasters.

A header of 1024 bytes (General Subtitle Information) and blocks of 128 bytes (Text and Timing
Information), of which one or more make a subtitle. The text of the source has one character for each
byte. Times are counted from the start of the programme where the header tells it and no subtitle is
before it.

Source: EBU Tech 3264, Specification of the EBU Subtitling data exchange format, 1991,
https://tech.ebu.ch/publications/tech3264
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import EBU_STL_START, Source, Span

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.timeline import Timeline

SUFFIXES = (".stl",)


class _StlDialect:
    def __init__(self, table: str) -> None:
        self.table = table

    def plain(self, raw: str) -> str:
        from caption_qa_action.formats.stl.text import runs, text_field

        return "".join(run.text for run in runs(text_field(raw), self.table))

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return cue.settings.partition(" ")[0]

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        middle = offset + len(timing) // 2
        return Span(offset, middle), Span(middle, offset + len(timing))


def is_caption_file(head: bytes) -> bool:
    """Whether a file begins as EBU STL does; models for 3D printers have the same suffix."""
    return re.match(EBU_STL_START.encode(), head) is not None


def sniff(text: str) -> bool:
    """Whether a text begins as EBU STL does."""
    return re.match(EBU_STL_START, text) is not None


def parse(source: Source, *, fps: Fraction | None = None) -> Document:
    """The document in an EBU STL source; never raises."""
    from caption_qa_action.formats.stl.blocks import Blocks

    blocks = Blocks(source.text, fps)
    blocks.read()
    return Document(
        source,
        "stl",
        blocks.cues,
        blocks.blocks,
        blocks.problems,
        _StlDialect(blocks.table),
        language=blocks.language,
        header={"title": blocks.title} if blocks.title else {},
        guessed=frozenset(blocks.guessed),
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What is visible when."""
    from caption_qa_action.core.timeline import Event, Timeline
    from caption_qa_action.formats.stl.text import placement, runs, text_field

    dialect = document.dialect
    table = dialect.table if isinstance(dialect, _StlDialect) else "00"
    events = tuple(
        Event(
            cue.start_ms,
            cue.end_ms,
            tuple(runs(text_field(document.raw(cue)), table)),
            placement(cue.settings, document.plain(cue).count("\n") + 1),
            cue=cue.number,
        )
        for cue in document.cues
    )
    return Timeline(events, document.language, document.header.get("title", ""))
