"""How many lines, and how long: at the limit, and one above it."""

from __future__ import annotations

import pytest

from caption_qa_action.core.timeline import Run
from caption_qa_action.delivery._chunks import cut
from caption_qa_action.delivery.lines import break_lines


def lines(text: str, columns: int, most: int) -> int:
    """How many lines a text is broken into; 0 where it needs more."""
    found = break_lines(cut((Run(text),), "en", "en", columns * 2), columns * 2, most)
    return len(found) if found else 0


@pytest.mark.parametrize("most", [1, 2, 3, 10])
def test_a_text_has_as_many_lines_as_are_allowed(most: int) -> None:
    words = " ".join(["abcdefgh"] * most)
    assert lines(words, 8, most) == most
    assert lines(f"{words} abcdefgh", 8, most) == 0


def test_no_cue_has_more_than_ten_lines() -> None:
    words = ["abcdefgh"] * 11
    assert lines(" ".join(words), 8, 11) == lines(" ".join(words), 8, 99) == 0
    assert lines(" ".join(words[:10]), 8, 99) == 10


@pytest.mark.parametrize(("columns", "expected"), [(17, 1), (16, 2), (8, 2)])
def test_a_line_is_as_long_as_is_allowed(columns: int, expected: int) -> None:
    assert lines("abcdefgh ijklmnop", columns, 2) == expected
