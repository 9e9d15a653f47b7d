"""Where captions that are shown together stand: one above the other, so that each can be read.

A player of WebVTT moves a cue that would cover one shown before it: up at the bottom, down at the top, and the other way
where it would leave the picture (WebVTT, 7.2, https://www.w3.org/TR/webvtt1/#processing-cue-settings). TTML and the `\\pos` of ASS leave text where it is placed, and
their rows are higher, so that rows that follow each other in one format would cross in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import le

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.timeline import ROW_PERCENT, USUAL_PLACE, Event, Placement

# Nobody reads in less time that two captions stand together: a slip of timing moves no text. Our own choice.
_TOGETHER_MS = 250
# No more captions than these are shown at once where captions are read.
_MOST_TOGETHER = 8
_CHARACTER_PERCENT = 1.5
_EPSILON = 0.02


class Screen(NamedTuple):
    """How text stands in a format, in percent of the picture: the height of a row, the usual distance from top and bottom.

    `avoids` are the edges at which its players put captions that are shown together one above the other as WebVTT
    does, as long as they stand at that edge and nowhere exactly. No more than `most_places` hold text at one time.
    """

    row: float
    edge: float
    avoids: tuple[str, ...] = ("top", "bottom")
    most_places: int = 100


WEBVTT = Screen(ROW_PERCENT, 0)
# Letters of one fifteenth of the picture in rows of 125 %; the regions of the writer, of which four may be presented at
# one time (IMSC 1.1, 8.3).
TTML = Screen(100 / 15 * 1.25, 10, ("top",), 4)
ASS = Screen(100 / 15, 5)


class Span(NamedTuple):
    """From where down to where text reaches, in percent of the picture."""

    top: float
    bottom: float

    def moved(self, by: float) -> Span:
        return Span(self.top + by, self.bottom + by)

    def covers(self, other: Span) -> bool:
        return self.top < other.bottom - _EPSILON and other.top < self.bottom - _EPSILON


def line_count(event: Event) -> int:
    """How many lines of text an event has."""
    return event.text.strip("\n").count("\n") + 1


def anchor(placement: Placement, screen: Screen) -> float:
    """Where the side of the text is that its place holds: its top, its middle, its bottom."""
    _, vertical, _, y, _, row = placement
    if y is not None and y == y:
        return y
    inside = row * ROW_PERCENT * (100 - 2 * screen.edge) / 100
    if vertical == "top":
        return screen.edge + inside
    return 50.0 if vertical == "middle" else 100 - screen.edge - inside


def span_of(event: Event, screen: Screen) -> Span:
    """Where an event stands where nothing moves it."""
    height = line_count(event) * screen.row
    part = {"top": 0.0, "middle": 0.5}.get(event.placement.vertical, 1.0)
    top = anchor(event.placement, screen) - part * height
    return Span(top, top + height)


def together(events: Sequence[Event], *, in_any_column: bool = False) -> dict[int, list[int]]:
    """For each event that is shown together with others above or below it: the indexes of these, in order of time.

    `in_any_column`: those beside it as well. A cue of WebVTT takes the whole row where it states no position and size,
    so that players move what is beside its text.
    """
    partners: dict[int, list[int]] = {}
    starts, ends = [event.start_ms for event in events], [event.end_ms for event in events]
    if all(map(le, ends, starts[1:])):
        return partners  # each begins after the one before it has ended
    active: list[int] = []
    order = sorted(range(len(events)), key=starts.__getitem__)
    for index in order:
        event, start_ms = events[index], starts[index]
        if ends[index] - start_ms < _TOGETHER_MS or event.placement.writing:
            continue
        text = event.text
        if not text or text.isspace():
            continue
        if active:  # of more, the last ones
            active = [other for other in active if ends[other] > start_ms][-_MOST_TOGETHER:]
        for other in active:
            shared = min(ends[index], ends[other]) - start_ms
            if shared >= _TOGETHER_MS and (in_any_column or _shares_columns(event, events[other])):
                partners.setdefault(index, []).append(other)
                partners.setdefault(other, []).append(index)
        active.append(index)
    return partners


def _shares_columns(one: Event, other: Event) -> bool:
    """Whether texts cover each other in one row, as far as their length shows."""
    if one.placement.x_percent is None and other.placement.x_percent is None:
        return True
    (left, right), (other_left, other_right) = map(_columns, (one, other))
    return left < other_right and other_left < right


def _columns(event: Event) -> tuple[float, float]:
    placement = event.placement
    part = {"left": 0.0, "right": 1.0}.get(placement.align, 0.5)
    x = placement.x_percent
    x = 100 * part if x is None or x != x else x
    width = _CHARACTER_PERCENT * max(map(len, event.text.split("\n")))
    return x - part * width, x + (1 - part) * width


def stacked(
    events: Sequence[Event], partners: dict[int, list[int]], screen: Screen
) -> dict[int, Span]:
    """Where events that are shown together stand after each was moved that would cover an earlier one.

    In WebVTT each is moved, elsewhere only what stands at an edge that a screen `avoids`, as do those that it avoids.
    """
    spans: dict[int, Span] = {}
    for index in sorted(partners, key=lambda index: (events[index].start_ms, index)):
        event = events[index]
        meant = span = span_of(event, screen)
        if screen == WEBVTT or is_usual(event.placement, screen):
            earlier = [
                spans[other]
                for other in partners[index]
                if other in spans
                and (screen == WEBVTT or is_usual(events[other].placement, screen))
            ]
            down = event.placement.vertical == "top"
            free = _free(meant, earlier, down=down)
            if free is None and screen == WEBVTT:
                free = _free(meant, earlier, down=not down)
            span = free or meant
        spans[index] = span
    return spans


def _free(span: Span, others: Sequence[Span], *, down: bool) -> Span | None:
    """The nearest place in one direction that is free of others; None where there is none in the picture."""
    for other in sorted(others, key=lambda other: other.top if down else -other.bottom):
        if span.covers(other):
            span = span.moved(other.bottom - span.top if down else other.top - span.bottom)
    return span if span.top >= -_EPSILON and span.bottom <= 100 + _EPSILON else None


class Arrangement(NamedTuple):
    """Events with exact places for those that would cover others, or stand in another order.

    `crowded` are the indexes of those that have no room, `beside` of those that were moved, or stood at an exact height,
    and what is shown with them, however short.
    """

    events: list[Event]
    crowded: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()


def arranged(events: Sequence[Event], screen: Screen) -> Arrangement:
    """Where events stand in a format with a `screen`, which leaves text where it is placed."""
    partners = together(events)
    if not partners:
        return Arrangement(list(events))
    meant = stacked(events, partners, WEBVTT)
    spans: dict[int, Span] = {}
    found = list(events)
    crowded: set[int] = set()
    beside: set[int] = set()
    for index in sorted(partners, key=lambda index: _from_edge(meant[index])):
        if _stacks_itself(index, events, partners, screen):
            continue
        event = events[index]
        wanted = span_of(event, screen)
        # Others that cover it already in WebVTT are meant to.
        placed = [
            (spans[other], meant[other].top < meant[index].top)
            for other in partners[index]
            if other in spans and not meant[index].covers(meant[other])
        ]
        span = _between(wanted, placed)
        if span is None:
            crowded.add(index)
            span = wanted
        spans[index] = span
        if abs(span.top - wanted.top) > _EPSILON:
            part = {"top": 0.0, "middle": 0.5}.get(event.placement.vertical, 1.0)
            y = round(span.top + part * (span.bottom - span.top), 3)
            found[index] = event._replace(placement=event.placement._replace(y_percent=y, row=0))
            beside.update((index, *partners[index]))
        elif _is_apart(span, event.placement, [found[other] for other in partners[index]], screen):
            beside.update((index, *partners[index]))
    for index in beside & _in_too_many_places(found, screen) if beside else ():
        found[index] = events[index]
        beside.discard(index)
    return Arrangement(found, frozenset(crowded), frozenset(_with_neighbours(events, beside)))


def _is_apart(span: Span, placement: Placement, others: Sequence[Event], screen: Screen) -> bool:
    """Whether text stands at an exact height and covers no other, as what was moved does when it is read again."""
    is_exact = placement.y_percent is not None or bool(placement.row)
    return is_exact and not any(span.covers(span_of(other, screen)) for other in others)


def _in_too_many_places(events: Sequence[Event], screen: Screen) -> set[int]:
    """The indexes of events that are shown at one time in more places than a screen has: they stay where they were."""
    from heapq import heappop, heappush

    found: set[int] = set()
    active: list[tuple[int, int]] = []
    new: list[int] = []
    places: dict[Placement, int] = {}
    for index in sorted(range(len(events)), key=lambda index: events[index].start_ms):
        event = events[index]
        if event.end_ms <= event.start_ms or not event.text.strip():
            continue
        while active and active[0][0] <= event.start_ms:
            place = events[heappop(active)[1]].placement
            places[place] -= 1
            if not places[place]:
                del places[place]
        heappush(active, (event.end_ms, index))
        new.append(index)
        places[event.placement] = places.get(event.placement, 0) + 1
        if len(places) > screen.most_places:
            found.update(each for each in new if events[each].end_ms > event.start_ms)
            new.clear()  # the others are among them already, or have ended
    return found


def _with_neighbours(events: Sequence[Event], indexes: set[int]) -> set[int]:
    """Some events, and all that are shown without a gap before or after any of them, if only by a slip of timing."""
    found: set[int] = set()
    if not indexes:
        return found
    group: list[int] = []
    until_ms = 0
    for index in sorted(range(len(events)), key=lambda index: events[index].start_ms):
        if events[index].start_ms >= until_ms:
            if not indexes.isdisjoint(group):
                found.update(group)
            group = []
        group.append(index)
        until_ms = max(until_ms, events[index].end_ms)
    return found | set(group) if not indexes.isdisjoint(group) else found


def _between(span: Span, placed: Sequence[tuple[Span, bool]]) -> Span | None:
    """The nearest place below those of others that are to stand above, and above the rest; None where there is none."""
    least = max((other.bottom for other, is_above in placed if is_above), default=0.0)
    most = min((other.top for other, is_above in placed if not is_above), default=100.0)
    height = span.bottom - span.top
    if placed and height > most - least + _EPSILON:
        return None
    if any(is_above for _, is_above in placed) and span.top < least:
        return span.moved(least - span.top)
    if not all(is_above for _, is_above in placed) and span.bottom > most:
        return span.moved(most - span.bottom)
    return span


def _is_low(span: Span) -> bool:
    return span.top + span.bottom > 100


def _from_edge(span: Span) -> float:
    """How far text is from the nearest edge: what is next to it is placed first, and others are moved away from there."""
    return 100 - span.bottom if _is_low(span) else span.top


def _stacks_itself(
    index: int, events: Sequence[Event], partners: dict[int, list[int]], screen: Screen
) -> bool:
    """Whether all that is shown together with an event stands at its edge, where players put them in order."""
    place = events[index].placement
    return all(
        is_usual(other, screen) and other.vertical == place.vertical
        for other in (place, *(events[number].placement for number in partners[index]))
    )


def is_usual(placement: Placement, screen: Screen) -> bool:
    """Whether text stands at an edge where players put what is shown together in order."""
    _, vertical, x, y, _, row = placement
    return vertical in screen.avoids and x is None and y is None and not row


def flowed(events: Sequence[Event], screen: Screen) -> list[Event]:
    """The events with a place of their own for those that stand in one place at one time, the first of them above.

    At the top, where others are put in the same order, all stay.
    """
    if len({(event.start_ms, event.end_ms) for event in events}) == len(events):
        return list(events)
    groups: dict[tuple[object, ...], list[int]] = {}
    for index, event in enumerate(events):
        _, vertical, x, y, writing, row = event.placement
        is_seen = event.end_ms - event.start_ms >= _TOGETHER_MS
        if vertical != "top" and not writing and is_seen:
            key = event.start_ms, event.end_ms, vertical, x, y, row
            groups.setdefault(key, []).append(index)
    found = list(events)
    for indexes in groups.values():
        if len(indexes) == 1:
            continue
        rows = sum(line_count(events[index]) for index in indexes)
        whole = below = rows
        for index in indexes:
            own, place = line_count(events[index]), events[index].placement
            below -= own
            if place.vertical == "bottom" and place.y_percent is None:
                place = place._replace(row=place.row + below)
            elif place.vertical == "bottom":
                place = place._replace(
                    y_percent=round(anchor(place, screen) - below * screen.row, 3)
                )
            else:
                middle = (
                    whole - 2 * below - own
                ) / 2  # rows from the middle of all down to its own
                y = anchor(place, screen) + middle * screen.row
                place = place._replace(y_percent=round(y, 3))
            found[index] = events[index]._replace(placement=place)
    return found


def disordered(before: Sequence[Event], after: Sequence[Event], screen: Screen) -> set[int]:
    """The events that stand in another order than before with one shown together with them, or cross it.

    `after` are the same events as they are read in a format with a `screen`, `before` as they were meant.
    """
    partners = together(before)
    if not partners:
        return set()
    meant, found = stacked(before, partners, WEBVTT), stacked(after, partners, screen)
    wrong: set[int] = set()
    for index, others in partners.items():
        for other in others:
            if other < index or meant[index].covers(meant[other]):
                continue
            upper, lower = (index, other) if meant[index].top < meant[other].top else (other, index)
            # A quarter of a row has no ink.
            if found[upper].bottom > found[lower].top + screen.row / 4:
                wrong.add(index if before[other].placement == USUAL_PLACE else other)
    return wrong
