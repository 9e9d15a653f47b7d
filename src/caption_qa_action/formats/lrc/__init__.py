"""LRC (.lrc): lyrics, each line after the time at which it is sung.

`[ti:Title]` and the like stand above; `[offset:500]` shows all lines half a second sooner. A line may
have several times, and a time before each of its words (`<00:12.50>`). No end is written: a line is
shown until the next one, and a time without text only ends the line before.

There is no standard; https://en.wikipedia.org/wiki/LRC_(file_format) describes what players read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

SUFFIXES = (".lrc",)

_STAMP = r"\[[0-9]{1,4}:[0-9]{1,2}(?:[.:][0-9]{1,3})?\]"
_WORD_TIME = r"<[0-9]{1,4}:[0-9]{1,2}(?:[.:][0-9]{1,3})?>"
_TAG = r"\[(?:#|[A-Za-z]{1,16})[ \t]*:[^\[\]\r\n]*\]"


class LrcDialect:
    """How LRC writes text; `repeats` are the further times of the cues that are sung again."""

    def __init__(self, repeats: dict[int, tuple[tuple[int, int], ...]]) -> None:
        self.repeats = repeats

    def plain(self, raw: str) -> str:
        # Of "When <00:12.16> the", one of the blanks beside the time belongs to it.
        return re.sub(rf"(?:\A|(?<= )){_WORD_TIME} |{_WORD_TIME}", "", raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag("timestamp", match[0][1:-1], Span(offset + match.start(), offset + match.end()))
            for match in re.finditer(_WORD_TIME, raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        first = re.match(r"\[([^\[\]]*)\]", timing)
        start = (
            Span(offset + first.start(1), offset + first.end(1)) if first else Span(offset, offset)
        )
        # The end is written nowhere.
        return start, Span(offset + len(timing), offset + len(timing))


def sniff(text: str) -> bool:
    """Whether a text begins with a tag or time in brackets, and has lines with times."""
    start = text[:65536].lstrip("\ufeff \t\r\n")
    if not re.match(f"{_TAG}|{_STAMP}", start):
        return False
    return bool(re.search(f"(?:^|[\r\n])[ \t]*{_STAMP}", start))


def parse(source: Source) -> Document:
    """The document in an LRC source; never raises."""
    from caption_qa_action.formats.lrc.lines import Reader

    reader = Reader(source.text)
    reader.read()
    language = reader.header.get("la", "")
    return Document(
        source,
        "lrc",
        reader.cues,
        reader.blocks,
        reader.problems,
        LrcDialect(reader.repeats),
        language=language
        if re.fullmatch("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", language)
        else "",
        header=reader.header,
        guessed=frozenset(reader.guessed),
    )


def to_timeline(document: Document) -> Timeline:
    """What an LRC document shows when, in the order of time."""
    from caption_qa_action.core.timeline import Event, Loss, Run, Timeline

    dialect = document.dialect
    repeats = dialect.repeats if isinstance(dialect, LrcDialect) else {}
    events: list[Event] = []
    timed: list[Cue] = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text),) if text else ()
        for start_ms, end_ms in ((cue.start_ms, cue.end_ms), *repeats.get(cue.number, ())):
            events.append(Event(start_ms, end_ms, runs, cue=cue.number))
        if document.tags(cue):
            timed.append(cue)
    events.sort(key=lambda event: event.start_ms)
    losses: tuple[Loss, ...] = ()
    if timed:
        losses = (Loss("word times", len(timed), document.raw(timed[0])[:40], timed[0].number),)
    return Timeline(tuple(events), document.language, document.header.get("ti", ""), losses)
