"""SBV (.sbv), the format of YouTube, and SubViewer 2 (.sub), which it comes from.

A cue is a timing line, `0:00:01.000,0:00:02.500`, and lines of text up to a blank line. There is no
markup; SubViewer writes `[br]` for a line end, a header in brackets, and hundredths of a second.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline, Written

SUFFIXES = (".sbv",)

_TIME = r"[0-9]{1,3}:[0-9]{2}:[0-9]{2}\.[0-9]{2,3}"


class _SbvDialect:
    def plain(self, raw: str) -> str:
        return re.sub(r"(?i)\[br\]", "\n", raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        from caption_qa_action.formats.sbv.timing import time_spans

        return time_spans(timing, offset)


def sniff(text: str) -> bool:
    """Whether a text has a timing line of SBV, and none of another format before it."""
    start = text[:65536]
    timing = re.search(rf"^[ \t\ufeff]*{_TIME},{_TIME}[ \t]*$", start.replace("\r", "\n"), re.M)
    if not timing:
        return False
    before = start[: timing.start()].lstrip("\ufeff \t\r\n")
    return "-->" not in before and not before.startswith(("WEBVTT", "<", "{", "[Script Info]"))


def parse(source: Source) -> Document:
    """The document in an SBV or SubViewer source; never raises."""
    from caption_qa_action.formats.sbv.blocks import Reader

    text = source.text
    reader = Reader(text)
    reader.read()
    plain: dict[int, str] = {}
    dialect = _SbvDialect()
    if "[br]" in text or "[BR]" in text or "[Br]" in text:
        for cue in reader.cues:
            raw = text[cue.text_start : cue.text_end]
            if "[" in raw:
                plain[cue.number] = dialect.plain(raw.replace("\r\n", "\n").replace("\r", "\n"))
    return Document(
        source,
        "sbv",
        reader.cues,
        reader.blocks,
        reader.problems,
        dialect,
        guessed=frozenset(reader.guessed),
        plain=plain,
        literal=not plain,
    )


def to_timeline(document: Document) -> Timeline:
    """What an SBV document shows when."""
    from caption_qa_action.core.timeline import Event, Run, Timeline

    events = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text),) if text else ()
        events.append(Event(cue.start_ms, cue.end_ms, runs, cue=cue.number))
    return Timeline(tuple(events), document.language)


def write(timeline: Timeline) -> Written:
    """The SBV file of a timeline; never raises."""
    from caption_qa_action.formats.sbv.writer import write

    return write(timeline)
