"""What an EBU STL document shows when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Timeline
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.stl.dialect import StlDialect
from caption_qa_action.formats.stl.text import (
    EXTENSION_BYTE,
    HEADER_BYTES,
    UNDEFINED,
    UNKNOWN_TABLE,
    USER_DATA,
    placement,
    runs,
    text_field,
)


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
    for text in dialect.header_texts if isinstance(dialect, StlDialect) else ():
        losses.add("metadata", text)
    for block in document.blocks:
        if block.kind == "comment":
            raw = document.source.text[slice(*block.span)]
            if ord(raw[EXTENSION_BYTE]) == USER_DATA:
                losses.add("metadata", "user data")
            else:
                text = "".join(run.text for run in runs(text_field(raw[HEADER_BYTES:]), table))
                losses.add("comment", text)
    is_guessed = any(problem.detail == UNKNOWN_TABLE for problem in document.problems)
    for event in events:
        for _ in range(event.text.count(UNDEFINED)):
            losses.add("undecodable byte", event.text, event.cue)
        if is_guessed and not event.text.isascii():
            losses.add("letters of an unknown code table", event.text, event.cue)
    return Timeline(events, document.language, document.header.get("title", ""), losses.all())
