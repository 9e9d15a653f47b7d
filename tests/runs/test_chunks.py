"""How files are dealt out to processes."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from caption_qa_action.parallel import NO_BOUNDS, _chunks, _Pool


@pytest.mark.parametrize("seed", range(20))
def test_each_job_is_dealt_out_once_and_no_process_waits_long_for_another(seed: int) -> None:
    chance = random.Random(seed)
    sizes = [chance.choice([0, 10, 1_000, 50_000]) for _ in range(chance.randint(2, 500))]
    processes = chance.randint(2, 8)
    chunks = _chunks(sizes, processes)
    assert [number for chunk in chunks for number in chunk] == list(range(len(sizes)))
    assert all(0 < len(chunk) <= 32 for chunk in chunks)
    # A chunk is no more than a sixteenth of a process's share, but for the one file that fills it.
    share = sum(sizes) / processes / 16
    assert all(sum(sizes[number] for number in chunk[:-1]) < max(share, 1) for chunk in chunks)


def test_files_of_which_nothing_is_known_are_dealt_out_too() -> None:
    assert sum(map(len, _chunks([0] * 70, 2))) == 70


def test_a_large_file_is_dealt_out_alone() -> None:
    chunks = _chunks([1] * 10 + [500] + [1] * 10, 2)
    assert range(10, 11) in chunks


@pytest.mark.parametrize(
    ("left", "todo", "takes"),
    [
        ([[2], [4, 5]], [[6, 7], [8, 9], [10, 11]], 0),
        ([[2, 3], [5]], [[6, 7], [8, 9], [10, 11]], 1),
        ([[2], []], [[6, 7], [8, 9], [10, 11]], 1),  # who has nothing to do comes first
        ([[2, 3], [4, 5]], [[6, 7], [8, 9], [10, 11]], None),
        ([[3], [4, 5]], [[6, 7], [8, 9]], None),  # the last are for those that are done first
        ([[99], [4, 5]], [[6, 7], [8, 9], [10, 11]], None),  # nothing waits behind a large one
        ([[3], [4, 5]], [[99], [8, 9], [10, 11]], None),  # nor does a large one wait
    ],
)
def test_who_is_at_the_last_of_some_small_files_need_not_wait_for_more(
    left: Sequence[Sequence[int]], todo: Sequence[Sequence[int]], takes: int | None
) -> None:
    pool = _Pool[int, int](range(100), len, lambda job, reason: 0, 2, NO_BOUNDS, [range(99, 100)])
    workers = [SimpleNamespace(left=deque(numbers)) for numbers in left]
    pool._workers = workers  # type: ignore[assignment]
    pool._todo = deque(map(deque, todo))
    taker = pool._who_takes_more()
    assert (None if taker is None else workers.index(taker)) == takes  # type: ignore[arg-type]
