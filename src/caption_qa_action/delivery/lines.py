"""The best places to break a cue into lines, and into cues where the lines would be too many."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from caption_qa_action.delivery._chunks import Break, Chunks

# What an uneven line costs, against the penalties of `_penalties`: half an empty line is as bad as
# breaking between two ordinary words.
_UNEVEN = 100.0
# The lower line should be the longer one, so its emptiness counts a little more.
_LOWER_LINE = 4.0
# A line more is worse in a cue that can do without it than in one that is split anyway.
_EXTRA_LINE, _EXTRA_LINE_OF_PART = 60.0, 20.0
_TOO_LONG = 10_000.0
_MOST_LINES = 10


class Line(NamedTuple):
    """The chunks of one line, `first` up to `last`."""

    first: int
    last: int


class _State(NamedTuple):
    """The best way to have placed some chunks, the last of them at the end of a line."""

    cost: float
    first: int
    line: int
    before: int


_NOWHERE = _State(inf, 0, 0, 0)


def break_lines(chunks: Chunks, width: int, lines: int) -> list[Line] | None:
    """The best lines for one cue; None when it needs more than `lines`.

    `width` is in halves of a character. A chunk that is longer than a line has one of its own. With
    `lines` 0 there may be any number.
    """
    parts = arrange(chunks, width, lines, inf)
    return parts[0] if parts else None


def arrange(chunks: Chunks, width: int, lines: int, part_cost: float) -> list[list[Line]] | None:
    """The best cues and their lines: each part of the text as a list of lines.

    `part_cost` is what each further cue costs. None when the text cannot be arranged at all.
    """
    if not chunks.chunks:
        return None
    most = min(lines, _MOST_LINES) if lines > 0 else 1
    counted = lines > 0
    table = _table(chunks, width, most, counted, part_cost)
    best = min(range(1, most + 1), key=lambda line: table[-1][line].cost)
    if table[-1][best].cost == inf:
        return None
    return _traced(table, best)


def needs_more(chunks: Chunks, width: int, lines: int) -> bool:
    """Whether a text is certainly too long for so many lines, without looking for the best ones."""
    return lines > 0 and sum(min(chunk.width, width) for chunk in chunks.chunks) > lines * width


def _table(
    chunks: Chunks, width: int, most: int, counted: bool, part_cost: float
) -> list[list[_State]]:
    """For each number of chunks and each number of lines in the last cue, the best way there."""
    total = len(chunks.chunks)
    table = [[_NOWHERE] * (most + 1) for _ in range(total + 1)]
    table[0][0] = _State(0, 0, 0, 0)
    costs = [[inf] * (most + 1) for _ in range(total + 1)]
    measures = _Measures(chunks, width)
    for first in range(total):
        ways = _ways_on(
            table[first], chunks.breaks[first - 1] if first else None, most, counted, part_cost
        )
        if not ways:
            continue
        weighed = [(*way, 1 + way[0] * _LOWER_LINE / 100) for way in ways]
        for last, slack_cost in measures.line_ends(first):
            best = costs[last]
            for line, before, cost, weight in weighed:
                cost += slack_cost * weight
                if cost < best[line]:
                    best[line] = cost
                    table[last][line] = _State(cost, first, line, before)
    return table


def _ways_on(
    row: list[_State], gap: Break | None, most: int, counted: bool, part_cost: float
) -> list[tuple[int, int, float]]:
    """How a line may begin here: as which line of its cue, after which one, at what cost."""
    if gap is None:
        return [(1, 0, 0.0)]
    ways: list[tuple[int, int, float]] = []
    extra_line = _EXTRA_LINE if part_cost == inf else _EXTRA_LINE_OF_PART
    best = min(range(1, most + 1), key=lambda line: row[line].cost)
    parted = row[best].cost + part_cost + gap.cue
    for line in range(1, most + 1):
        if row[line].cost < inf and (line < most or not counted):
            following = line + 1 if counted else line
            ways.append((following, line, row[line].cost + gap.line + extra_line))
    if parted < inf:
        ways.append((1, -best, parted))
    return ways


class _Measures:
    """The widths of chunks and of what lies between them, and what each length of a line costs."""

    __slots__ = ("_costs", "_gaps", "_hard", "_width", "_widths")

    def __init__(self, chunks: Chunks, width: int) -> None:
        self._width = width
        self._widths = [chunk.width for chunk in chunks.chunks]
        self._gaps = [gap.width for gap in chunks.breaks]
        self._hard = [gap.hard for gap in chunks.breaks]
        self._costs = [_UNEVEN * (1 - length / width) ** 2 for length in range(width + 1)]

    def line_ends(self, first: int) -> list[tuple[int, float]]:
        """Where a line that begins with a chunk may end, and what its unevenness costs."""
        width, widths, gaps, hard, costs = (
            self._width, self._widths, self._gaps, self._hard, self._costs,
        )  # fmt: skip
        length = widths[first]
        found = [(first + 1, costs[length] if length <= width else _TOO_LONG)]
        # Signs that show nothing have no width, so the number of chunks is bounded too.
        for index in range(first + 1, min(first + width, len(widths))):
            length += gaps[index - 1] + widths[index]
            if length > width or hard[index - 1]:
                break
            found.append((index + 1, costs[length]))
        return found


def _traced(table: list[list[_State]], line: int) -> list[list[Line]]:
    """The way to the end, read back from there."""
    parts: list[list[Line]] = [[]]
    last = len(table) - 1
    while last:
        state = table[last][line]
        parts[-1].append(Line(state.first, last))
        if state.before < 0:
            parts.append([])
        last, line = state.first, abs(state.before)
    return [part[::-1] for part in reversed(parts)]
