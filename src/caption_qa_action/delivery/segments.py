"""Segments of a stream: their cues at the times of the whole, and several as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable
from caption_qa_action.core.timeline import Event, Loss, Timeline
from caption_qa_action.formats.webvtt.timestamp_map import TimeMap, time_maps

_MAP = "time map of a stream"
# Time stamps of MPEG-2 have 33 bits: after 26.5 hours they begin again (ISO/IEC 13818-1, 2.4.3.7).
_TICKS_ROUND = 2**33


class Stream:
    """The time of a stream, as its segments are read in their order."""

    def __init__(self) -> None:
        self._ticks: int | None = None
        self._origin_ms: int | None = None

    def place(self, document: Document, timeline: Timeline, *, from_first: bool) -> Timeline:
        """The events of a segment where they stand in the stream; maps that cannot be applied are losses.

        `from_first`: whether times are counted from the beginning of the first segment.
        """
        starts, offsets = [0], [0]
        losses = []
        cues = [cue.block_start for cue in document.cues]
        passed = -1  # how many cues stand before the last map
        for time_map in time_maps(document):
            before = bisect_right(cues, time_map.start)
            if time_map.ticks is None or before == passed:
                losses.append(Loss(_MAP, 1, printable(time_map.value[:40])))
                continue
            passed = before
            starts.append(time_map.start)
            offsets.append(self._offset_ms(time_map, time_map.ticks))
        if self._origin_ms is None:
            self._origin_ms = offsets[1] if len(offsets) > 1 else 0
        origin_ms = self._origin_ms if from_first else 0
        if losses and len(offsets) == 1:  # nobody knows where it stands: it is taken as it is
            offsets[0] = origin_ms

        def shift_ms(event: Event) -> int:
            start = cues[event.cue - 1] if event.cue else 0
            return offsets[bisect_right(starts, start) - 1] - origin_ms

        events = tuple(
            event._replace(start_ms=event.start_ms + ms, end_ms=event.end_ms + ms)
            for event, ms in ((event, shift_ms(event)) for event in timeline.events)
        )
        kept = [loss for loss in timeline.losses if loss.kind != _MAP]
        return timeline._replace(events=events, losses=(*kept, *losses))

    def _offset_ms(self, time_map: TimeMap, ticks: int) -> int:
        """The offset by a map; a time stamp far below the one before it has begun to count again."""
        if self._ticks is not None and self._ticks - ticks > _TICKS_ROUND // 2:
            ticks += round((self._ticks - ticks) / _TICKS_ROUND) * _TICKS_ROUND
        self._ticks = ticks
        return time_map.offset_ms(ticks)


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
    events = [event._replace(cue=number) for number, event in enumerate(events, 1)]
    first = timelines[0]
    return Timeline(tuple(events), first.language, first.title, tuple(losses))
