"""When events may be shown, compared with rules that look at every pair."""

from __future__ import annotations

import random

import pytest

from caption_qa_action.core.timeline import Event, Placement, Run
from caption_qa_action.delivery._order import by_start, conflicts, rooms, trimmed_ends

HOUR_MS = 3_600_000
BOTTOM, TOP = Placement(), Placement(vertical="top")


def event(start_ms: int, end_ms: int, place: Placement = BOTTOM, layer: int = 0) -> Event:
    return Event(start_ms, end_ms, (Run("a"),), placement=place, layer=layer)


def numbered(*events: Event) -> list[tuple[int, Event]]:
    return list(enumerate(events, start=1))


@pytest.mark.parametrize(
    ("gap_ms", "min_gap_ms", "expected"),
    [
        (-1, 0, ["overlapping_cues"]), (0, 0, []), (0, 1, ["gap_too_small"]),
        (79, 80, ["gap_too_small"]), (80, 80, []), (81, 80, []), (-1, 80, ["overlapping_cues"]),
    ],
)  # fmt: skip
def test_two_events_are_in_conflict_up_to_the_gap(
    gap_ms: int, min_gap_ms: int, expected: list[str]
) -> None:
    pair = numbered(event(0, 1000), event(1000 + gap_ms, 3000))
    assert conflicts(pair, min_gap_ms) == [(code, 2) for code in expected]
    for other in (event(1000 + gap_ms, 3000, TOP), event(1000 + gap_ms, 3000, layer=1)):
        assert conflicts(numbered(event(0, 1000), other), min_gap_ms) == []


def test_an_event_is_held_to_the_one_that_stays_longest() -> None:
    assert conflicts(numbered(event(0, 5000), event(1000, 2000), event(3000, 4000)), 0) == [
        ("overlapping_cues", 2),
        ("overlapping_cues", 3),
    ]
    # What is not shown, or is no dialogue, is in nobody's way.
    unseen = event(1000, 1000)
    described = event(500, 2000)._replace(dialogue=False)
    assert conflicts(numbered(event(0, 900), unseen, described, event(950, 2000)), 0) == []


@pytest.mark.parametrize(
    ("next_ms", "min_ms", "gap_ms", "expected"),
    [
        (900, 500, 0, 900), (900, 500, 80, 820), (580, 500, 80, 500), (579, 500, 80, 579),
        (500, 500, 0, 500), (499, 500, 0, 1000), (1000, 500, 0, 1000), (1080, 500, 80, 1000),
        (1079, 500, 80, 999), (900, 0, -5, 900),
    ],
)  # fmt: skip
def test_an_end_is_trimmed_to_the_next_start(
    next_ms: int, min_ms: int, gap_ms: int, expected: int
) -> None:
    pair = numbered(event(0, 1000), event(next_ms, 5000))
    (end_ms, found_ms), last = trimmed_ends(pair, min_ms, gap_ms)
    assert end_ms == expected
    assert found_ms == (next_ms if next_ms >= max(1, min_ms) else 1000)
    assert last == (5000, 5000)


@pytest.mark.parametrize(("length_ms", "until_ms"), [(1000, HOUR_MS), (HOUR_MS - 1, HOUR_MS), (HOUR_MS, HOUR_MS), (HOUR_MS + 5, HOUR_MS + 5)])  # fmt: skip
def test_the_last_event_has_room_for_an_hour(length_ms: int, until_ms: int) -> None:
    assert rooms(numbered(event(0, length_ms)), 0) == [until_ms]


@pytest.mark.parametrize(
    ("next_ms", "gap_ms", "expected"),
    [
        (3000, 0, 3000), (3000, 80, 2920), (1000, 0, 1000), (1050, 80, 1000), (1000, -80, 1000),
        (3000, -80, 3000), (999, 0, None),
    ],
)  # fmt: skip
def test_an_event_has_room_up_to_the_next(next_ms: int, gap_ms: int, expected: int | None) -> None:
    first, second = rooms(numbered(event(0, 1000), event(next_ms, 9000)), gap_ms)
    assert first == expected
    assert (second is None) is (expected is None)
    apart = rooms(numbered(event(0, 1000), event(next_ms, 9000, TOP)), gap_ms)
    assert apart == [next_ms if next_ms >= 1000 else HOUR_MS, next_ms + HOUR_MS]


def test_events_that_start_together_keep_their_order() -> None:
    chance = random.Random(1)
    events = numbered(*(event(chance.randrange(5), 9) for _ in range(50)))
    ordered = by_start(events)
    assert ordered == sorted(events, key=lambda each: (each[1].start_ms, each[0]))


@pytest.mark.parametrize("seed", range(20))
def test_conflicts_and_rooms_are_what_looking_at_every_pair_says(seed: int) -> None:
    chance = random.Random(seed)
    events = by_start(
        numbered(
            *(
                event(start, start + chance.randrange(1, 9), chance.choice((BOTTOM, TOP)))
                for start in (chance.randrange(60) for _ in range(14))
            )
        )
    )
    overlapped = {
        number
        for at, (number, later) in enumerate(events)
        for _, earlier in events[:at]
        if later.placement == earlier.placement and later.start_ms < earlier.end_ms
    }
    found = {number for code, number in conflicts(events, 0) if code == "overlapping_cues"}
    assert found == overlapped
    alone = {
        number
        for number, one in events
        if not any(
            one.placement == other.placement
            and one.start_ms < other.end_ms
            and other.start_ms < one.end_ms
            for again, other in events
            if again != number
        )
    }
    with_room = {
        number
        for (number, _), room in zip(events, rooms(events, 0), strict=True)
        if room is not None
    }
    assert with_room <= alone | {number for number, _ in events if number not in overlapped}
    assert alone <= with_room
