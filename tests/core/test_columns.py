"""The times of a document as columns, at their exact limits."""

from __future__ import annotations

import pytest

from caption_qa_action.core import columns
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse


def document(*times: tuple[int, int]) -> Document:
    """Captions with these starts and ends, in seconds."""
    cues = (
        f"{number}\n00:00:{start:02d},000 --> 00:00:{end:02d},000\nWords\n"
        for number, (start, end) in enumerate(times, 1)
    )
    return parse(Source.of("\n".join(cues), "a.srt"))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ((), True),
        (((1, 2),), True),
        (((1, 2), (2, 3)), True),
        (((1, 3), (2, 3)), False),
        # Each starts when the one above it ends, and yet the third lies in the first.
        (((1, 5), (5, 2), (3, 6)), False),
    ],
)
def test_cues_are_apart_where_none_reaches_into_another(
    times: tuple[tuple[int, int], ...], expected: bool
) -> None:
    assert columns.are_apart(document(*times)) is expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [((), True), (((1, 2), (1, 2)), True), (((2, 3), (1, 2)), False), (((1, 2), (3, 4), (2, 3)), False)],
)  # fmt: skip
def test_cues_are_in_order_by_their_starts(
    times: tuple[tuple[int, int], ...], expected: bool
) -> None:
    assert columns.are_in_order(document(*times)) is expected


def test_the_shortest_and_the_longest_cue() -> None:
    found = document((1, 2), (5, 3), (6, 10))
    assert (columns.shortest_ms(found), columns.longest_ms(found)) == (-2000, 4000)
    assert (columns.shortest_ms(document()), columns.longest_ms(document())) == (0, 0)
