"""What an LRC document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Loss, Run, Timeline
from caption_qa_action.formats.lrc.dialect import LrcDialect

# What a timeline holds of the tags of a file; comments are counted elsewhere.
_CARRIED = ("ti", "la", "offset", "#")


def to_timeline(document: Document) -> Timeline:
    """What an LRC document shows when, in the order of time."""
    dialect = document.dialect
    repeats = dialect.repeats if isinstance(dialect, LrcDialect) else {}
    events: list[Event] = []
    timed: list[Cue] = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text, speaker=cue.settings),) if text else ()
        for start_ms, end_ms in ((cue.start_ms, cue.end_ms), *repeats.get(cue.number, ())):
            events.append(Event(start_ms, end_ms, runs, cue=cue.number))
        if document.tags(cue):
            timed.append(cue)
    events.sort(key=lambda event: event.start_ms)
    losses: tuple[Loss, ...] = ()
    if timed:
        losses = (Loss("word times", len(timed), document.raw(timed[0])[:40], timed[0].number),)
    metadata = [value for name, value in document.header.items() if name not in _CARRIED and value]
    if metadata:
        losses += (Loss("metadata", len(metadata), metadata[0][:40]),)
    return Timeline(tuple(events), document.language, document.header.get("ti", ""), losses)
