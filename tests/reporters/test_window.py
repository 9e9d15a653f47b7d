"""Which part of a long line is shown: the mark is in view, and half of what is free stands before it."""

from __future__ import annotations

import itertools

import pytest

from caption_qa_action.reporters._excerpt import _window

SIZES = list(itertools.product((1, 7, 20, 41), (0, 1, 6, 19, 40), (0, 1, 5, 30), (8, 9, 20, 50)))


def expected(cells: int, mark: int, stop: int, room: int) -> tuple[int, int]:
    """The window of cells that take one column each, found by trying all that are as long as can be."""
    length = min(room, cells)
    marked = max(0, min(stop - mark, room))
    before = (room - marked) // 2
    windows = [(left, left + length) for left in range(cells - length + 1)]
    # The nearest to having `before` cells before the mark.
    return min(windows, key=lambda window: abs(mark - window[0] - before))


@pytest.mark.parametrize("cell", ["a", "\u00e9"], ids=["ASCII", "counted"])
def test_half_of_the_room_that_is_free_stands_before_the_mark(cell: str) -> None:
    for cells, mark, length, room in SIZES:
        if mark < cells:
            stop = min(cells, mark + length)
            found = _window([cell] * cells, mark, stop, room)
            assert found == expected(cells, mark, stop, room), (cells, mark, stop, room)


def test_wide_cells_take_two_columns() -> None:
    cells = ["a"] * 10 + ["\u4e2d"] * 10
    left, right = _window(cells, 12, 13, 9)
    # Two for the mark, three before it (one wide cell), the rest after it.
    assert (left, right) == (11, 15)
