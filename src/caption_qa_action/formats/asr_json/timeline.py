"""What was heard when."""

from __future__ import annotations

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.formats._window_places import WindowPlace
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.asr_json.dialect import AsrJsonDialect
from caption_qa_action.formats.asr_json.unread import unread_texts


def to_timeline(document: Document) -> Timeline:
    """The cues in order of time: recognisers write one channel, or one speaker, after the other."""
    dialect = cast(AsrJsonDialect, document.dialect)
    losses = Losses()
    for span in dialect.lost:
        losses.add("value that is no text", document.source.text[span.start : span.end])
    for text in unread_texts(document, dialect):
        losses.add("unread field", text)
    events = []
    for cue in document.cues:
        text = document.plain(cue)
        runs = (Run(text, speaker=dialect.speakers.get(cue.number, "")),) if text else ()
        place = dialect.places.get(cue.number, WindowPlace())
        if cue.number in dialect.looks:
            losses.add("other styling", dialect.looks[cue.number], cue.number)
        if cue.number in dialect.word_times:
            losses.add("word times", dialect.word_times[cue.number], cue.number)
        if place.exact:
            losses.add("exact placement", place.exact, cue.number)
        events.append(Event(cue.start_ms, cue.end_ms, runs, place.placement, cue=cue.number))
    events.sort(key=lambda event: event.start_ms)
    return Timeline(tuple(events), document.language, losses=losses.all())
