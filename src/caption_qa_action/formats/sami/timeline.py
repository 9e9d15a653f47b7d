"""What a SAMI document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Loss, Timeline
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.sami.blocks import first_class
from caption_qa_action.formats.sami.text import (
    hidden_words,
    lost_attributes,
    lost_looks,
    runs,
)


def to_timeline(document: Document) -> Timeline:
    """What is visible when, in the first language."""
    shown = ("", first_class(document.cues))
    events = tuple(
        Event(cue.start_ms, cue.end_ms, tuple(runs(document.raw(cue))), cue=cue.number)
        for cue in document.cues
        if cue.settings in shown
    )
    losses = Losses()
    for cue in document.cues:
        if cue.settings not in shown:
            continue
        raw = document.raw(cue)
        if words := hidden_words(raw):
            losses.add("hidden text", words, cue.number)
        for kind, tag in (*lost_looks(raw), *lost_attributes(raw)):
            losses.add(kind, tag, cue.number)
    for block in document.blocks:
        raw = document.source.text[slice(*block.span)]
        if block.kind == "markup" and (words := hidden_words(raw)):
            losses.add("hidden text", words)
    others = [cue for cue in document.cues if cue.settings not in shown]
    found: tuple[Loss, ...] = losses.all()
    if others:
        first = others[0]
        found += (Loss("caption of another language", len(others), first.settings, first.number),)
    return Timeline(events, document.language, document.header.get("title", ""), found)
