"""When events may be shown: their order, what they cover, and the room after them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from caption_qa_action.core.timeline import Event, Placement

# An event with the number of the cue that it comes from.
Numbered = tuple[int, Event]
_Place = tuple[Placement, int]


def by_start(numbered: list[Numbered]) -> list[Numbered]:
    """In order of time; events that start together stay as they are."""
    return sorted(numbered, key=lambda each: each[1].start_ms)


def _is_shown(event: Event) -> bool:
    """Whether viewers see an event: what has no text covers nothing."""
    text = event.text
    return event.end_ms > event.start_ms and bool(text) and not text.isspace()


def _place(event: Event) -> _Place:
    return event.placement, event.layer


def trimmed_ends(numbered: list[Numbered], min_ms: int, min_gap_ms: int) -> list[tuple[int, int]]:
    """For each event in order of time: its end before the next one at its place, and that one's start.

    An event keeps at least `min_ms`: it ends before the first later one that leaves it that much,
    with the gap where there is room for it, else touching. Without such a one its end stays.
    """
    starts: dict[_Place, list[int]] = {}
    places: list[_Place | None] = []
    for _, event in numbered:
        place = _place(event) if event.dialogue and _is_shown(event) else None
        places.append(place)
        if place is not None:
            starts.setdefault(place, []).append(event.start_ms)
    ends: list[tuple[int, int]] = []
    for (_, event), place in zip(numbered, places, strict=True):
        end_ms = next_ms = event.end_ms
        if place is not None:
            later = starts[place]
            at = bisect_left(later, event.start_ms + max(1, min_ms))
            if at < len(later):
                next_ms = later[at]
                apart_ms = next_ms - max(0, min_gap_ms)
                latest_ms = apart_ms if apart_ms - event.start_ms >= max(1, min_ms) else next_ms
                end_ms = min(end_ms, latest_ms)
        ends.append((end_ms, next_ms))
    return ends


def conflicts(numbered: Iterable[Numbered], min_gap_ms: int) -> list[tuple[str, int]]:
    """The later cues of pairs that overlap at one place, or follow each other too closely."""
    found: list[tuple[str, int]] = []
    latest: dict[_Place, int] = {}
    for number, event in numbered:
        if not (event.dialogue and _is_shown(event)):
            continue
        place = _place(event)
        latest_ms = latest.get(place)
        if latest_ms is None:
            latest[place] = event.end_ms
            continue
        if event.start_ms < latest_ms:
            found.append(("overlapping_cues", number))
        elif event.start_ms - latest_ms < min_gap_ms:
            found.append(("gap_too_small", number))
        latest[place] = max(latest_ms, event.end_ms)
    return found


def rooms(numbered: list[Numbered], min_gap_ms: int) -> list[int | None]:
    """For each event in order of time: until when it could stay; None for one that stands alone no more.

    An event that overlaps another one at its place, or is not shown at all, is left as it is. Layers
    are no places here, so that nothing new is covered in formats that have none. Nor does one stay beside another,
    at whatever place, that starts after it has gone: who has two to read at a time has not gained any.
    """
    found: list[int | None] = [None] * len(numbered)
    latest: dict[Placement, tuple[int, int]] = {}
    starts: list[int] = []
    for at, (_, event) in enumerate(numbered):
        if not _is_shown(event):
            continue
        start_ms, end_ms, place = event.start_ms, event.end_ms, event.placement
        starts.append(start_ms)
        before = latest.get(place)
        found[at] = start_ms + _LONG_MS if end_ms - start_ms < _LONG_MS else end_ms
        if before is not None:
            until_ms, index = before
            if start_ms < until_ms:
                found[at] = found[index] = None
            elif found[index] is not None:
                found[index] = max(until_ms, start_ms - max(0, min_gap_ms))
        if before is None or end_ms > before[0]:
            latest[place] = (end_ms, at)
    for at, room_ms in enumerate(found):
        if room_ms is not None:
            following = bisect_left(starts, numbered[at][1].end_ms)
            if following < len(starts):
                found[at] = min(room_ms, starts[following])
    return found


_LONG_MS = 3_600_000
