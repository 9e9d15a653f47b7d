"""The timeline of a format whose cues have text and times and nothing else."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Run, Timeline


def plain_timeline(document: Document) -> Timeline:
    """What a document shows when: the visible text of each cue at its time."""
    events = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text),) if text else ()
        events.append(Event(cue.start_ms, cue.end_ms, runs, cue=cue.number))
    return Timeline(tuple(events), document.language)
