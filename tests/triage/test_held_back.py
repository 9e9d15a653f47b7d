"""In which lines characters meet that do not in honest text."""

from __future__ import annotations

import pytest

from caption_qa_action.triage.held_back import _Lines

HONEST, ODD = "The river freezes in December.", "La rivi\u00c3\u00a8re g\u00c3\u00a8le"
NONE = frozenset[str]()


@pytest.mark.parametrize("honest_first", [True, False])
def test_lines_are_judged_by_all_that_a_place_touches(honest_first: bool) -> None:
    """In whatever order they are asked for, since each answer is kept."""
    text = f"{HONEST}\n{ODD}\n{HONEST}"
    lines, middle = _Lines(text), len(HONEST) + 1
    places = [((0, 3), False), ((0, middle + 2), True), ((middle, len(text)), True)]
    for (start, end), is_odd in places if honest_first else places[::-1]:
        assert lines.are_odd(start, end, NONE) is is_odd
    assert lines.are_odd(len(text), len(text), NONE) is False


def test_a_line_is_judged_without_the_signs_that_a_fix_takes() -> None:
    lines = _Lines(ODD)
    assert lines.are_odd(0, 1, NONE)
    assert not lines.are_odd(0, 1, frozenset("\u00c3\u00a8"))
