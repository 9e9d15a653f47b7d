"""What a viewer can read of a text: the exact borders of each limit."""

from __future__ import annotations

import pytest

from caption_qa_action.core.timeline import Event, Run
from caption_qa_action.delivery._reader import Reader, ReadingLimits

LIMITS = ReadingLimits(
    spoken="en",
    words="en",
    columns={},
    common_columns=10,
    lines=2,
    cps={},
    common_cps=20,
    min_ms=1000,
    max_ms=7000,
    min_gap_ms=0,
    speed=True,
)


@pytest.mark.parametrize(
    "text, number",
    [
        ("one", 0),
        ("one\ntwo", 0),
        ("one\ntwo\nthree", 1),
        ("one\n\u200b\ntwo", 0),
        ("one\n \ntwo\nthree\nfour", 2),
    ],
)
def test_lines_that_show_something_are_counted(text: str, number: int) -> None:
    assert Reader(LIMITS).extra_lines(text) == number
    assert Reader(LIMITS._replace(lines=0)).extra_lines(text) == 0


@pytest.mark.parametrize(
    "text, number",
    [
        ("a" * 10, 0),
        ("a" * 11, 1),
        (f"{'é' * 10}\n{'é' * 11}", 1),
        (f"{'é' * 10} \t", 0),
        (f"{'a' * 11}\n{'a' * 11}", 2),
    ],
)
def test_lines_up_to_the_width_are_not_long(text: str, number: int) -> None:
    assert Reader(LIMITS).long_lines(text) == number
    assert Reader(LIMITS._replace(common_columns=0)).long_lines(text) == 0


@pytest.mark.parametrize("shown_ms, fast", [(0, False), (1, True), (499, True), (500, False)])
def test_a_text_is_fast_below_the_time_that_it_needs(shown_ms: int, fast: bool) -> None:
    event = Event(1000, 1000 + shown_ms, (Run("a" * 10),))
    assert Reader(LIMITS).is_fast(event) == fast
    assert list(Reader(LIMITS).faults(event)) == ["reading_speed_high"] * fast
    assert list(Reader(LIMITS._replace(speed=False)).faults(event)) == []


def test_a_limit_of_no_speed_needs_no_time() -> None:
    assert Reader(LIMITS._replace(common_cps=0)).needed_ms("a" * 10) == 0
    assert Reader(LIMITS).needed_ms("a" * 11) == 550
