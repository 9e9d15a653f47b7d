"""Segments of a stream: their cues at the times of the whole, and several as one."""

from __future__ import annotations

from collections.abc import Sequence

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Event, Loss, Timeline
from caption_qa_action.formats.webvtt.timestamp_map import offset_ms

_MAP = "time map of a stream"


def stream_offset_ms(document: Document) -> int:
    """By how much the cues are later in the stream than they are written, as far as the file states it."""
    return offset_ms(document.header.get("x-timestamp-map", "")) or 0


def at_stream_time(timeline: Timeline, shift_ms: int) -> Timeline:
    """A timeline whose events are so much later; a time map that was applied is then no loss."""
    events = tuple(
        event._replace(start_ms=event.start_ms + shift_ms, end_ms=event.end_ms + shift_ms)
        for event in timeline.events
    )
    losses = tuple(
        loss for loss in timeline.losses if loss.kind != _MAP or offset_ms(loss.shown) is None
    )
    return timeline._replace(events=events, losses=losses)


def joined(timelines: Sequence[Timeline]) -> Timeline:
    """Timelines of one stream as one, in the order of time.

    A cue that is shown across the border of two segments stands in both, and is one again.
    """
    events: list[Event] = []
    seen: set[tuple[int, int, str]] = set()
    losses: list[Loss] = []
    for timeline in timelines:
        for event in timeline.events:
            key = event.start_ms, event.end_ms, event.text
            if key not in seen:
                events.append(event)
        seen.update((event.start_ms, event.end_ms, event.text) for event in timeline.events)
        losses += timeline.losses
    events.sort(key=lambda event: event.start_ms)
    first = timelines[0]
    return Timeline(tuple(events), first.language, first.title, tuple(losses))
