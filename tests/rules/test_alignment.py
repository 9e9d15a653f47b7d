"""How two files are laid beside each other: by how much one is later, and how much of it is covered."""

from __future__ import annotations

import random
import statistics

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from caption_qa_action.rules.siblings._alignment import (
    Comparison,
    _clock,
    _distances,
    _percent,
    _sample,
    _shifts,
)
from tests.rules.limits import CueText, srt

STARTS = [10_000 + 1000 * at * at for at in range(20)]


def nearest_half(shifted: list[int]) -> list[int]:
    """The half of some distances that is nearest to none."""
    return sorted(sorted(shifted, key=abs)[: max(1, len(shifted) // 2)])


@pytest.mark.parametrize("count", [8, 9, 10, 11, 12, 13])
@pytest.mark.parametrize("seed", range(6))
def test_a_shift_is_the_upper_median_of_the_nearest_half(count: int, seed: int) -> None:
    chance = random.Random(seed)
    there = STARTS[:count]
    here = [start + 5000 + chance.randrange(-90, 90) for start in there]
    shifts = list(_shifts(here, there))
    rough = here[0] - there[0]
    distances = nearest_half(list(_distances(here, there, rough)))
    assert shifts[-1] == rough + statistics.median_high(distances)


@pytest.mark.parametrize(("moved_ms", "percent"), [(199, 100), (200, 100), (201, 0)])
def test_cues_begin_together_within_200_ms(moved_ms: int, percent: int) -> None:
    for sign in (1, -1):
        here = [start + sign * moved_ms for start in STARTS]
        assert _percent(here, STARTS) == percent
        assert _percent(STARTS, here) == percent
        assert _percent(here, STARTS, sign * moved_ms) == 100


@pytest.mark.parametrize(("count", "step"), [(199, 1), (200, 1), (399, 1), (400, 2), (1000, 5)])
def test_at_least_200_starts_are_looked_at(count: int, step: int) -> None:
    assert list(_sample(range(count))) == list(range(0, count, step))


@pytest.mark.parametrize(("count", "is_moved"), [(7, False), (8, True), (9, True)])
def test_eight_cues_tell_a_shift(count: int, is_moved: bool) -> None:
    there = STARTS[:count]
    clock = _clock([start + 3000 for start in there], there)
    assert clock.shift_ms == (3000 if is_moved else 0)


@pytest.mark.parametrize(("alike", "is_moved"), [(13, False), (14, True), (20, True)])
def test_a_shift_is_certain_when_it_brings_seven_of_ten_together(
    alike: int, is_moved: bool
) -> None:
    # The others are an hour away from anything.
    here = [
        start + 3000 if at < alike else start + 3_600_000 * (at - alike + 1)
        for at, start in enumerate(STARTS)
    ]
    assert _clock(here, STARTS).shift_ms == (3000 if is_moved else 0)


@pytest.mark.parametrize(
    ("rate", "reference_rate", "top", "bottom"),
    [
        ("25", "23.976", 24_000, 25_025),
        ("23.976", "25", 25_025, 24_000),
        ("25", "24", 24, 25),
        ("24", "25", 25, 24),
        ("24", "23.976", 1000, 1001),
        ("23.976", "24", 1001, 1000),
    ],
)
def test_a_file_of_another_frame_rate_is_known(
    rate: str, reference_rate: str, top: int, bottom: int
) -> None:
    there = [60_000 * at + 7 * at * at for at in range(1, 80)]
    here = [start * top // bottom for start in there]
    clock = _clock(here, there)
    assert (clock.rate, clock.reference_rate) == (rate, reference_rate)
    assert clock.percent == 100
    assert abs(clock.here(there[-1]) - here[-1]) <= 1


def comparison(here: list[CueText], there: list[CueText]) -> Comparison:
    return Comparison(
        parse(Source.of(srt(*here), "a.de.srt")), parse(Source.of(srt(*there), "a.en.srt"))
    )


@pytest.mark.parametrize(("shared_ms", "is_pair"), [(400, False), (401, True)])
def test_cues_that_share_more_than_two_fifths_of_the_shorter_are_a_pair(
    shared_ms: int, is_pair: bool
) -> None:
    compared = comparison([(1000, 2000, "a")], [(2000 - shared_ms, 9000, "b")])
    assert [(cue.number, other.number) for cue, other in compared.pairs] == [(1, 1)] * is_pair


def test_a_cue_beside_two_is_no_pair() -> None:
    two = [(0, 1000, "a"), (1000, 2000, "b"), (5000, 6000, "c")]
    compared = comparison([(0, 2000, "x"), (5000, 6000, "y")], two)
    assert [(cue.number, other.number) for cue, other in compared.pairs] == [(2, 3)]
    turned = comparison(two, [(0, 2000, "x"), (5000, 6000, "y")])
    assert [(cue.number, other.number) for cue, other in turned.pairs] == [(3, 2)]


@pytest.mark.parametrize(
    ("percent", "odd", "passages", "hopeless"),
    [
        (29, 20, 6, False), (29, 21, 6, True), (29, 21, 5, False),
        (30, 50, 6, False), (30, 51, 6, True), (30, 51, 5, False), (30, 21, 6, False),
    ],
)  # fmt: skip
def test_files_that_have_little_in_common_are_hopeless(
    percent: int, odd: int, passages: int, hopeless: bool
) -> None:
    compared = comparison([(0, 1000, "a")], [(0, 1000, "a")])
    compared.clock = compared.clock._replace(percent=percent)
    assert compared.is_hopeless(odd, 100, passages) is hopeless
