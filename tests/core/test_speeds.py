"""Reading speeds of a file, compared with what the standard library says of the same numbers."""

from __future__ import annotations

import math
import statistics

import pytest

from caption_qa_action.core.speeds import Speeds, of_document
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse


def speeds(*letters: int, duration_ms: int = 1000) -> Speeds | None:
    """The speeds of a file whose cues have so many letters, a second each."""
    cues = "".join(
        f"{number}\n{clock(number * 2000)} --> {clock(number * 2000 + duration_ms)}\n{'a' * count}\n\n"
        for number, count in enumerate(letters, start=1)
    )
    source = decode("talk.srt", cues.encode())
    return of_document(parse(source))


def clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


@pytest.mark.parametrize("count", range(1, 9))
def test_the_median_is_the_lower_of_the_two_in_the_middle(count: int) -> None:
    letters = [(index * 7) % 23 + 1 for index in range(count)]
    found = speeds(*letters)
    assert found is not None
    assert found.median == 10 * statistics.median_low(letters)
    assert found.worst == 10 * max(letters)


def test_the_order_of_the_cues_does_not_matter() -> None:
    assert speeds(30, 2, 11) == speeds(2, 11, 30) == speeds(11, 30, 2)


@pytest.mark.parametrize("letters", [4, 5, 6, 39, 40, 41, 44, 45, 400])
def test_a_step_begins_where_the_one_before_it_ends(letters: int) -> None:
    found = speeds(letters)
    assert found is not None
    assert len(found.spread) == 9
    assert found.spread.index(1) == min(letters // 5, 8)
    assert sum(found.spread) == 1


@pytest.mark.parametrize("duration_ms", [999, 1001, 333, 700])
def test_tenths_are_rounded_up(duration_ms: int) -> None:
    found = speeds(7, duration_ms=duration_ms)
    assert found is not None
    assert found.median == math.ceil(70_000 / duration_ms)


def test_a_cue_without_a_duration_has_no_speed() -> None:
    assert speeds(7, duration_ms=0) is None
    assert speeds() is None
