"""What became of each cue between two files."""

from __future__ import annotations

import random

import pytest

from caption_qa_action.runs.cue_diff import align
from caption_qa_action.runs.cues import Cue


def cues(*entries: tuple[int, int, str]) -> list[Cue]:
    return [Cue(number, *entry) for number, entry in enumerate(entries, 1)]


OLD = cues(
    (0, 900, "One."), (1000, 1900, "Two two."), (2000, 2900, "Three."), (3000, 3900, "Four.")
)


def changes(old: list[Cue], new: list[Cue], *, by_words: bool = True) -> list[tuple[object, ...]]:
    return [
        (pair.old and pair.old.number, pair.new and pair.new.number, *kinds)
        for pair, kinds in align(old, new, by_words=by_words)
        if kinds
    ]


@pytest.mark.parametrize(
    "new, expected",
    [
        (OLD, []),
        (cues((0, 904, "One."), *(each[1:] for each in OLD[1:])), []),
        (cues((0, 900, "One."), (1000, 1900, "Two\ntwo."), *(e[1:] for e in OLD[2:])), []),
        (cues((0, 900, "One."), (1000, 1900, "Two 2."), *(e[1:] for e in OLD[2:])), [(2, 2, "reworded")]),
        (cues((0, 950, "One."), *(each[1:] for each in OLD[1:])), [(1, 1, "retimed")]),
        (cues((50, 950, "One."), *(each[1:] for each in OLD[1:])), [(1, 1, "moved")]),
        (cues((0, 990, "Won."), *(e[1:] for e in OLD[1:])), [(1, 1, "retimed", "reworded")]),
        (cues(*(each[1:] for each in OLD[1:])), [(1, None, "missing")]),
        (cues(*(e[1:] for e in OLD), (4000, 4900, "Five.")), [(None, 5, "new")]),
        # All of it half a minute later, and one cue reworded: it is found by its neighbour's shift.
        (
            cues(*((e.start_ms + 30_000, e.end_ms + 30_000, e.text.replace("Three", "3")) for e in OLD)),
            [(1, 1, "moved"), (2, 2, "moved"), (3, 3, "moved", "reworded"), (4, 4, "moved")],
        ),
        # Split in two.
        (
            cues((0, 900, "One."), (1000, 1600, "Two"), (1600, 1900, "two."), *(e[1:] for e in OLD[2:])),
            [(2, 2, "retimed", "reworded"), (None, 3, "new")],
        ),
        # In another place of the file.
        (
            cues(*(e[1:] for e in OLD[1:]), (4000, 4900, "One.")),
            [(1, 4, "moved")],
        ),
    ],
)  # fmt: skip
def test_each_kind_of_change_is_named(new: list[Cue], expected: list[tuple[object, ...]]) -> None:
    assert changes(OLD, new) == expected


def test_two_languages_are_aligned_by_their_times() -> None:
    german = cues(
        (0, 900, "Eins."), (1000, 1950, "Zwei."), (3000, 3900, "Vier."), (5000, 5900, "Neu.")
    )
    expected = [(2, 2, "retimed"), (3, None, "missing"), (None, 4, "new")]
    assert changes(OLD, german, by_words=False) == expected


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("by_words", [True, False])
def test_each_cue_of_either_file_is_there_once(seed: int, by_words: bool) -> None:
    draw = random.Random(seed)

    def file() -> list[Cue]:
        entries = []
        for _ in range(draw.randrange(1, 40)):
            start = draw.randrange(0, 20_000)
            entries.append((start, start + draw.randrange(-100, 3000), draw.choice("abcdefgh")))
        return cues(*(sorted(entries) if draw.random() < 0.7 else entries))

    old, new = file(), file()
    pairs = [pair for pair, _ in align(old, new, by_words=by_words)]
    assert sorted(pair.old.number for pair in pairs if pair.old) == [each.number for each in old]
    assert [pair.new.number for pair in pairs if pair.new] == [each.number for each in new]
