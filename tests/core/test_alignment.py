"""What two sequences have in common."""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from caption_qa_action.core.alignment import opcodes, unified_diff
from tests.growth import assert_linear


def drawn(count: int) -> Iterator[tuple[list[str], list[str]]]:
    """Lines before and after a few changes, many of them the same and some of them long."""
    draw = random.Random(15)
    for _ in range(count):
        kinds = draw.choice((2, 5, 50, 1000))
        old = [str(draw.randrange(kinds)) for _ in range(draw.randrange(90))]
        new = list(old)
        for _ in range(draw.randrange(10)):
            at = draw.randrange(len(new) + 1)
            new[at : at + draw.randrange(3)] = draw.choices(old or [""], k=draw.randrange(3))
        yield old, new


def test_opcodes_make_the_new_sequence_of_the_old_one() -> None:
    for old, new in drawn(500):
        made: list[str] = []
        at = new_at = 0
        kinds = [kind for kind, *_ in opcodes(old, new)]
        for kind, start, end, new_start, new_end in opcodes(old, new):
            assert (start, new_start) == (at, new_at)
            expected = {(True, True): "replace", (True, False): "delete", (False, True): "insert"}
            if kind == "equal":
                assert old[start:end] == new[new_start:new_end] != []
            else:
                assert kind == expected[start < end, new_start < new_end]
            made += old[start:end] if kind == "equal" else new[new_start:new_end]
            at, new_at = end, new_end
        assert (made, at, new_at) == (new, len(old), len(new))
        assert all(pair != ("equal", "equal") for pair in pairwise(kinds))


def test_a_patch_has_the_form_of_difflib(monkeypatch: pytest.MonkeyPatch) -> None:
    class Matcher(difflib.SequenceMatcher[str]):
        def __init__(self, junk: None, old: list[str], new: list[str]) -> None:
            super().__init__(junk, old, new)
            self.found = opcodes(old, new)

        def get_opcodes(self) -> list[tuple[str, int, int, int, int]]:  # type: ignore[override]
            return self.found

    monkeypatch.setattr(difflib, "SequenceMatcher", Matcher)
    for old, new in drawn(300):
        expected = list(difflib.unified_diff(old, new, "a/x", "b/x", lineterm=""))
        assert list(unified_diff(old, new, "a/x", "b/x")) == expected


def test_lines_that_changed_are_few_where_others_stand_between_them() -> None:
    old = [f"line {number}" for number in range(5000)]
    new = [f"{line}!" if number % 100 == 7 else line for number, line in enumerate(old)]
    changed = [each for each in opcodes(old, new) if each[0] != "equal"]
    assert changed == [("replace", at, at + 1, at, at + 1) for at in range(7, 5000, 100)]


@pytest.mark.slow
def test_work_grows_with_the_lines_where_all_of_them_changed() -> None:
    def make(count: int) -> tuple[list[str], list[str]]:
        """Half of the lines occur a few times each, so `difflib` looks for each among all others."""
        old = [f"[{at}] {at % (count // 4 + 1)}" for at in range(count)]
        new = [line for at in range(count) for line in (str(at % (count // 4 + 1)), old[at - 1])]
        return old, new

    assert_linear(make, lambda given: opcodes(*given), 4000)


@pytest.mark.parametrize(("more", "is_compared"), [(0, True), (1, False)])
def test_a_thousand_pairs_are_compared_one_by_one(more: int, is_compared: bool) -> None:
    # What is in both is there twice, so that only each with each can find it.
    old = [*(f"old {at}" for at in range(22)), "x", "x", "old"]
    new = [*(f"new {at}" for at in range(37 + more)), "x", "x", "new"]
    assert len(old) * len(new) == 1000 + 25 * more
    assert ("equal" in {kind for kind, *_ in opcodes(old, new)}) is is_compared
