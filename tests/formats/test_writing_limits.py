"""Numbers of the writers: the latest time, how much of lost text is shown, where there is room for text."""

from __future__ import annotations

import pytest

from caption_qa_action.core.text import clock
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.formats._usable_place import (
    LEAST_HEIGHT_PERCENT,
    LEAST_WIDTH_PERCENT,
    known,
    loss_of_place,
    usable,
)
from caption_qa_action.formats._writing import Losses, joined, written_times
from caption_qa_action.formats.ass import writer as ass

LATEST_MS = 3_599_999_999  # 999:59:59.999


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "expected", "lost"),
    [
        (0, LATEST_MS, (0, LATEST_MS), 0),
        (0, LATEST_MS + 1, (0, LATEST_MS), 1),
        (-1, LATEST_MS, (0, LATEST_MS), 1),
        (LATEST_MS + 1, LATEST_MS + 2, (LATEST_MS, LATEST_MS), 2),
        (-2, -1, (0, 0), 2),
    ],
)
def test_times_are_written_from_zero_to_999_hours(
    start_ms: int, end_ms: int, expected: tuple[int, int], lost: int
) -> None:
    losses = Losses()
    assert written_times(Event(start_ms, end_ms, (Run("a"),), cue=7), losses) == expected
    assert sum(loss.number for loss in losses.all()) == lost
    assert all((loss.kind, loss.cue) == ("time out of range", 7) for loss in losses.all())


def test_times_of_ass_are_written_up_to_100_hours() -> None:
    latest_ms = 359_999_990
    for end_ms, number in ((latest_ms, 0), (latest_ms + 1, 1)):
        written = ass.write(Timeline((Event(0, end_ms, (Run("a"),), cue=1),)))
        assert ",99:59:59.99," in written.text
        assert [loss.kind for loss in written.losses] == ["time out of range"] * number


def test_a_loss_shows_its_first_40_characters_and_counts() -> None:
    losses = Losses()
    losses.add("kind", "a" * 40 + "b", 3)
    losses.add("kind", "later", 4)
    losses.add("other")
    first, second = losses.all()
    assert (first.kind, first.number, first.shown, first.cue) == ("kind", 2, "a" * 40, 3)
    assert (second.kind, second.number, second.shown) == ("other", 1, "")


@pytest.mark.parametrize(
    ("ms", "written"),
    [
        (0, "00:00:00,000"), (999, "00:00:00,999"), (1000, "00:00:01,000"),
        (59_999, "00:00:59,999"), (60_000, "00:01:00,000"), (3_599_999, "00:59:59,999"),
        (3_600_000, "01:00:00,000"), (LATEST_MS, "999:59:59,999"),
    ],
)  # fmt: skip
def test_a_time_is_written_in_hours_minutes_and_seconds(ms: int, written: str) -> None:
    assert clock(ms, ",") == written
    assert clock(ms, ".", 1) == written.replace(",", ".").removeprefix("0")


def test_runs_of_one_look_are_one() -> None:
    plain, slanted = Run("a"), Run("b", Run("").style._replace(italic=True))
    assert joined([plain, Run(""), plain, slanted, slanted, plain]) == (
        Run("aa"),
        slanted._replace(text="bb"),
        plain,
    )
    assert joined([plain, plain]) == (Run("aa"),)
    assert joined([]) == ()


@pytest.mark.parametrize(
    ("percent", "side", "expected"),
    [
        (-5, "left", 0), (0, "left", 0), (70, "left", 70), (71, "left", 70),
        (105, "right", 100), (100, "right", 100), (30, "right", 30), (29, "right", 30),
        (14, "center", 15), (15, "center", 15), (85, "center", 85), (86, "center", 85),
    ],
)  # fmt: skip
def test_a_box_has_room_for_its_least_width(percent: float, side: str, expected: float) -> None:
    assert usable(percent, side, LEAST_WIDTH_PERCENT) == expected


@pytest.mark.parametrize(("percent", "expected"), [(90, 90), (91, 90), (-1, 0)])
def test_a_box_has_room_for_its_least_height(percent: float, expected: float) -> None:
    assert usable(percent, "top", LEAST_HEIGHT_PERCENT) == expected


def test_a_place_that_is_written_as_another_is_a_loss() -> None:
    assert loss_of_place(50, 50) == ""
    assert loss_of_place(None, 50) == loss_of_place(50, None) == ""
    for inside in (0, 50.5, 100):
        assert loss_of_place(inside, 1) == "exact placement"
    for outside in (-0.1, 100.1):
        assert loss_of_place(outside, 1) == "place outside the picture"
    assert known(float("nan")) is None
    assert (known(0.0), known(3.5), known(None)) == (0.0, 3.5, None)
