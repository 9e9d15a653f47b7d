"""What an EBU STL document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Timeline
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.stl.dialect import StlDialect
from caption_qa_action.formats.stl.text import UNDEFINED, placement, runs, text_field


def to_timeline(document: Document) -> Timeline:
    """What is visible when."""
    dialect = document.dialect
    table = dialect.table if isinstance(dialect, StlDialect) else "00"
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
    losses = Losses()
    for event in events:
        for _ in range(event.text.count(UNDEFINED)):
            losses.add("undecodable byte", event.text, event.cue)
    return Timeline(events, document.language, document.header.get("title", ""), losses.all())
