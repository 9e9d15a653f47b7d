"""What is shown together, how high its rows are, and where each stands."""

from __future__ import annotations

from typing import Any

import pytest

from caption_qa_action.core.stacking import (
    ASS,
    TTML,
    WEBVTT,
    Screen,
    Span,
    arranged,
    disordered,
    span_of,
    together,
)
from caption_qa_action.core.timeline import Event, Placement, Run


def event(text: str = "x", start: int = 0, end: int = 2000, **place: object) -> Event:
    return Event(start, end, (Run(text),), Placement(**place))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("screen", "place", "expected"),
    [
        (WEBVTT, {}, (94.67, 100)),
        (WEBVTT, {"row": 1}, (89.34, 94.67)),
        (WEBVTT, {"vertical": "top", "row": 1}, (5.33, 10.66)),
        (TTML, {}, (81.667, 90)),
        (TTML, {"row": 1}, (77.403, 85.736)),
        (TTML, {"vertical": "top"}, (10, 18.333)),
        (ASS, {}, (88.333, 95)),
        (ASS, {"vertical": "top", "row": 1}, (9.797, 16.464)),
        (ASS, {"vertical": "middle"}, (46.667, 53.333)),
        (TTML, {"y_percent": 40.0}, (31.667, 40)),
    ],
)
def test_rows_are_as_high_as_each_format_has_them(
    screen: Screen, place: dict[str, Any], expected: tuple[float, float]
) -> None:
    placed = event()._replace(placement=Placement(**place))
    assert span_of(placed, screen) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(("start", "is_together"), [(1750, True), (1751, False)])
def test_a_quarter_of_a_second_is_together(start: int, is_together: bool) -> None:
    assert bool(together([event(), event("y", start, 5000)])) == is_together


def test_no_more_than_eight_are_compared() -> None:
    assert len(together([event() for _ in range(60)])[59]) == 8


@pytest.mark.parametrize(("x", "is_together"), [(14.9, True), (15.1, False)])
def test_a_character_is_one_and_a_half_percent_wide(x: float, is_together: bool) -> None:
    ten = event("abcdefghij", align="left", x_percent=0.0)
    assert bool(together([ten, event(align="left", x_percent=x)])) == is_together


def test_vertical_text_and_what_shows_nothing_is_with_none() -> None:
    assert together([event(writing="rl"), event(), event(" "), event("late", 2000, 3000)]) == {}


def test_what_has_no_room_is_named() -> None:
    many = [event(f"{number}\n2\n3\n4") for number in range(4)]
    assert arranged(many, TTML).crowded


def test_what_is_alone_stays() -> None:
    events = [event(), event("y", 2000, 4000, row=2)]
    assert arranged(events, TTML) == (events, frozenset(), frozenset())


def test_another_order_and_a_crossing_are_found() -> None:
    meant = [event("low"), event("high", row=1)]
    assert disordered(meant, [event("low"), event("high", y_percent=81.67)], TTML) == set()
    assert disordered(meant, [event("low"), event("high", y_percent=84.0)], TTML) == {1}
    assert disordered(meant, [event("low"), event("high", y_percent=99.0)], TTML) == {1}
    assert disordered(meant, [event("low", y_percent=60.0), event("high")], ASS) == {1}


def test_spans_that_touch_do_not_cover() -> None:
    assert not Span(0, 10).covers(Span(10, 20))
    assert Span(0, 10).covers(Span(9.9, 20))
