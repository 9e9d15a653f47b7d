"""How files are dealt out to processes."""

from __future__ import annotations

import random

import pytest

from caption_qa_action.parallel import _chunks


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
