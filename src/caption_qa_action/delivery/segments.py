"""Segments of a stream: their cues at the times of the whole, and several as one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.text import printable
from caption_qa_action.core.timeline import Event, Loss, Timeline
from caption_qa_action.formats.webvtt.timestamp_map import TimeMap, time_maps

_MAP = "time map of a stream"
# Time stamps of MPEG-2 have 33 bits: after 26.5 hours they begin again (ISO/IEC 13818-1, 2.4.3.7).
_TICKS_ROUND = 2**33


class _Offsets(NamedTuple):
    """By how much the cues of a segment are later in the stream, from each of some offsets of its text on.

    `is_known` is False where it has maps and none can be applied.
    """

    starts: list[int]
    ms: list[int]
    losses: list[Loss]
    is_known: bool


def place(
    documents: Sequence[Document], timelines: Sequence[Timeline], *, from_first: bool
) -> list[Timeline]:
    """The events of segments where they stand in their stream; maps that cannot be applied are losses.

    `from_first`: whether times are counted from the beginning of the earliest segment, in whatever order they are given.
    """
    maps = [time_maps(document) for document in documents]
    ticks = _going_on([each.ticks for one in maps for each in one if each.ticks is not None])
    segments = [
        _offsets(document, one, ticks) for document, one in zip(documents, maps, strict=True)
    ]
    # A segment without a map counts from the zero of the stream.
    first_ms = [min(each.ms[1:] or each.ms) for each in segments if each.is_known]
    origin_ms = min(first_ms, default=0) if from_first else 0
    return [
        _placed(document, timeline, offsets, origin_ms)
        for document, timeline, offsets in zip(documents, timelines, segments, strict=True)
    ]


def _going_on(ticks: Sequence[int]) -> Iterator[int]:
    """Time stamps, each in the round of the count in which it is nearest to the one before, and none below zero."""
    found: list[int] = []
    for each in ticks:
        before = found[-1] if found else each
        found.append(each + round((before - each) / _TICKS_ROUND) * _TICKS_ROUND)
    rounds = min((each // _TICKS_ROUND for each in found), default=0)
    return (each - min(rounds, 0) * _TICKS_ROUND for each in found)


def _offsets(document: Document, maps: Sequence[TimeMap], ticks: Iterator[int]) -> _Offsets:
    """The offsets of a segment by its maps; `ticks` are what the readable ones state, counted on."""
    starts, ms, losses = [0], [0], []
    cues = [cue.block_start for cue in document.cues]
    passed = -1  # how many cues stand before the last map
    for time_map in maps:
        before = bisect_right(cues, time_map.start)
        stamp = None if time_map.ticks is None else next(ticks)
        if stamp is None or before == passed:
            losses.append(Loss(_MAP, 1, printable(time_map.value[:40])))
            continue
        passed = before
        starts.append(time_map.start)
        ms.append(time_map.offset_ms(stamp))
    return _Offsets(starts, ms, losses, len(ms) > 1 or not losses)


def _placed(document: Document, timeline: Timeline, offsets: _Offsets, origin_ms: int) -> Timeline:
    """The events of a segment at the times of the stream, counted from one of them."""
    cues = [cue.block_start for cue in document.cues]

    def shift_ms(event: Event) -> int:
        if not offsets.is_known:  # nobody knows where it stands: it is taken as it is
            return 0
        start = cues[event.cue - 1] if event.cue else 0
        return offsets.ms[bisect_right(offsets.starts, start) - 1] - origin_ms

    events = tuple(
        event._replace(start_ms=event.start_ms + ms, end_ms=event.end_ms + ms)
        for event, ms in ((event, shift_ms(event)) for event in timeline.events)
    )
    kept = [loss for loss in timeline.losses if loss.kind != _MAP]
    return timeline._replace(events=events, losses=(*kept, *offsets.losses))


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
