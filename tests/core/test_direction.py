"""Which way text runs: what is asked first must let every letter through that runs from right to left."""

from __future__ import annotations

import sys
from unicodedata import bidirectional

import pytest

from caption_qa_action.core.direction import has_right_to_left, may_run_right_to_left


def test_every_letter_that_runs_from_right_to_left_is_seen() -> None:
    letters = [
        chr(point)
        for point in range(sys.maxunicode + 1)
        if bidirectional(chr(point)) in ("R", "AL")
    ]
    assert len(letters) > 1000
    assert [letter for letter in letters if not may_run_right_to_left(letter)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Hello", False), ("Привет", False), ("שלום", True), ("Hello\nשלום", True), ("Hello שלום", False)],
)  # fmt: skip
def test_a_text_runs_from_right_to_left_by_the_first_letter_of_a_line(
    text: str, expected: bool
) -> None:
    assert has_right_to_left(text) is expected
