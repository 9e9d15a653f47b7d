"""What an SBV document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Run, Timeline


def to_timeline(document: Document) -> Timeline:
    """What an SBV document shows when."""
    events = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text),) if text else ()
        events.append(Event(cue.start_ms, cue.end_ms, runs, cue=cue.number))
    return Timeline(tuple(events), document.language)
