"""What a SAMI document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Loss, Timeline
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.sami.blocks import first_class
from caption_qa_action.formats.sami.text import hidden_words, runs


def to_timeline(document: Document) -> Timeline:
    """What is visible when, in the first language."""
    shown = ("", first_class(document.cues))
    events = tuple(
        Event(cue.start_ms, cue.end_ms, tuple(runs(document.raw(cue))), cue=cue.number)
        for cue in document.cues
        if cue.settings in shown
    )
    hidden = Losses()
    for cue in document.cues:
        if cue.settings in shown and (words := hidden_words(document.raw(cue))):
            hidden.add("hidden text", words, cue.number)
    for block in document.blocks:
        raw = document.source.text[slice(*block.span)]
        if block.kind == "markup" and (words := hidden_words(raw)):
            hidden.add("hidden text", words)
    others = [cue for cue in document.cues if cue.settings not in shown]
    losses: tuple[Loss, ...] = hidden.all()
    if others:
        first = others[0]
        losses += (Loss("caption of another language", len(others), first.settings, first.number),)
    return Timeline(events, document.language, document.header.get("title", ""), losses)
