"""Scenarist closed captions (.scc): CEA-608 codes in hexadecimal, each line with the time it is sent.

A cue is a caption as it comes on screen; its block begins with the line, or the code within a line,
that begins to load it. Each pair of bytes takes one frame to send.

Sources: 47 CFR 79.101, Closed caption decoder requirements for analog television receivers,
https://www.law.cornell.edu/cfr/text/47/79.101; CTA-608-E, https://shop.cta.tech/products/line-21-data-services
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.timeline import Event, Timeline

SUFFIXES = (".scc",)

_LINE = r"^[ \t]*[0-9]{1,2}:[0-9]{2}:[0-9]{2}[:;.,][0-9]{2}[ \t]+[0-9A-Fa-f]{4}(?![0-9A-Za-z])"


class _SccDialect:
    """Holds the events, since what a caption shows depends on all the codes before it."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        self.events = events

    def plain(self, raw: str) -> str:
        return ""

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        # When a caption ends is told by a later line.
        end = offset + len(timing)
        return Span(offset, end), Span(end, end)


def sniff(text: str) -> bool:
    """Whether a text begins as an SCC file does, or holds a line of one near its start."""
    start = text[:8192]
    if start.lstrip("\ufeff \t\r\n")[:14].lower() == "scenarist_scc ":
        return True
    return re.search(_LINE, start, re.MULTILINE) is not None


def parse(source: Source, *, fps: Fraction | None = None) -> Document:
    """The document in an SCC source; never raises."""
    from caption_qa_action.formats.scc.lines import read

    captions = read(source.text, fps)
    events = tuple(captions.events)
    return Document(
        source,
        "scc",
        captions.cues,
        captions.blocks,
        captions.problems,
        _SccDialect(events),
        guessed=frozenset(captions.guessed),
        plain={event.cue: event.text for event in events},
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What is visible when."""
    from caption_qa_action.core.timeline import Timeline

    dialect = document.dialect
    events = dialect.events if isinstance(dialect, _SccDialect) else ()
    return Timeline(events, document.language)
