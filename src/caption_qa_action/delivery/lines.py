"""The best places to break a cue into lines, and a text into cues where the lines would be too many.

All ways are weighed at once by dynamic programming, as in Knuth and Plass, "Breaking Paragraphs into
Lines" (1981): first the lines of every cue that could begin at a chunk, then the row of cues that costs least.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import inf
from typing import TypeAlias

from caption_qa_action.core.cjk import is_wide
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.delivery._chunks import Chunks

# All costs here are our choice: weighed against the penalties of `core.breaking` so that captions that people
# broke come out as they were (`benchmarks/breaking.py`). What uneven lines cost: one full and one empty line
# cost half of this.
_UNEVEN = 260.0
# Of two ways that are as good, the one with the longer lower line: what a full upper line costs more than an empty one.
# A higher cost suits the Spanish film that we measured, a lower one the English talks and the French film.
_UPPER_LINE = 1.0
# What each further line costs where one would do: more than the end of a sentence gives, so that no line is broken for
# its sake alone.
_NEEDLESS_LINE = 12.0
_TOO_LONG = 10_000.0
# A cue that is shown for no time to speak of, against others that could be made.
_TOO_SHORT = 200.0
# A cue that ends within a sentence although another sentence ends in it.
_MIXED = 150.0
# A cue of one word, which most people leave with its neighbours.
_ONE_WORD = 400.0
# People leave room in a cue: what its lines cost that are filled beyond the share `_ROOMY`, in parts of `_FULL`; and
# what a cue costs that is shown twice as long as one that lingers. Our choice, by captions that people broke.
_FULL, _ROOMY = 500.0, 0.75
_LINGERING = 240.0
_MOST_LINES = 10
# All ways are weighed where a text is one that people write: of so many chunks, and so many on a line. In any
# other, lines may end at so many places of a line's width, shared among the lines of a cue: at the best of each
# stretch. The ways are as many as the square of the places, and more with more lines.
_ALL_WEIGHED, _ALL_WEIGHED_ON_A_LINE = 100, 16
_PLACES = 12


class Line(NamedTuple):
    """The chunks of one line, `first` up to `last`."""

    first: int
    last: int


# The best lines up to some chunk: their cost, and where the last of them begins. A plain tuple, since a text
# of a thousand words has a million of them.
_Way: TypeAlias = tuple[float, int]


def break_lines(chunks: Chunks, width: int, lines: int) -> list[Line] | None:
    """The best lines for one cue; None when it needs more than `lines`.

    `width` is in halves of a character. A chunk that is longer than a line has one of its own. With
    `lines` 0 there may be any number.
    """
    total = len(chunks.chunks)
    if not total:
        return None
    ends = _LineEnds(chunks, width, lines)
    if lines <= 0:
        return _filled(ends)
    table = _lines_from(ends, 0, min(lines, _MOST_LINES))
    counts = [count for count, ways in enumerate(table) if count and total in ways]
    if not counts:
        return None
    best = min(counts, key=lambda count: ends.cost(0, total, count, table[count][total][0]))
    return _traced(table, best, total)


def arrange(
    chunks: Chunks,
    width: int,
    lines: int,
    part_cost: float,
    shortest: float = 0,
    lingering: float = inf,
) -> list[list[Line]] | None:
    """The best cues and their lines: each part of the text as a list of lines.

    `part_cost` is what each further cue costs, `shortest` the length, in halves of a character, that a
    cue needs to be shown long enough, `lingering` the one from which on it is shown so long that people would
    rather make two. None when the text cannot be arranged at all.
    """
    total = len(chunks.chunks)
    if not total:
        return None
    ends = _LineEnds(chunks, width, lines)
    if lines <= 0:
        return [_filled(ends)]
    breaks = chunks.breaks
    sentences = list(accumulate((gap.sentence for gap in breaks), initial=0))
    best = [inf] * (total + 1)
    best[0] = 0.0
    begins: list[tuple[int, int]] = [(0, 0)] * (total + 1)
    most = min(lines, _MOST_LINES)
    full = width * most
    tables: dict[int, list[dict[int, _Way]]] = {}
    for first in range(total):
        begun = best[first] + (part_cost + breaks[first - 1].cue if first else 0)
        if begun == inf:
            continue
        tables[first] = table = _lines_from(ends, first, most)
        for last, count, cost, length in _cue_ends(ends, first, table):
            cost += begun
            if cost >= best[last]:  # what is added below is never less than nothing
                continue
            if last - first == 1 and total > 1 and _is_lone_word(chunks, first):
                cost += _ONE_WORD
            if length < shortest:
                cost += _TOO_SHORT * (1 - length / shortest)
            if length > _ROOMY * full:
                cost += _FULL * (length / full - _ROOMY)
            if length > lingering:
                cost += _LINGERING * (length / lingering - 1)
            if last < total and not breaks[last - 1].sentence:
                cost += _MIXED * (sentences[last - 1] > sentences[first])
            if cost < best[last]:
                best[last] = cost
                begins[last] = first, count
    if best[total] == inf:
        return None
    parts: list[list[Line]] = []
    last = total
    while last:
        first, count = begins[last]
        parts.append(_traced(tables[first], count, last))
        last = first
    return parts[::-1]


def _is_lone_word(chunks: Chunks, at: int) -> bool:
    """Whether a chunk is a word, not a phrase of wide characters, and not all that somebody says."""
    breaks = chunks.breaks
    begins = at == 0 or breaks[at - 1].hard
    is_turn = begins and (at + 1 == len(chunks.chunks) or breaks[at].hard)
    return not is_turn and not is_wide(chunks.text[chunks.chunks[at].start])


class _LineEnds:
    """Where a line that begins with a chunk may end, and how long text is; each looked up once."""

    __slots__ = ("chunks", "width", "known", "lengths", "befores", "costs", "places", "furthest")

    def __init__(self, chunks: Chunks, width: int, lines: int) -> None:
        self.chunks = chunks
        self.width = width
        self.known: list[list[tuple[int, int, float]] | None] = [None] * len(chunks.chunks)
        self.costs = _line_costs(width)
        gaps = [0, *[gap.width for gap in chunks.breaks]]
        lengths = [chunk.width + gap for chunk, gap in zip(chunks.chunks, gaps, strict=True)]
        self.lengths = list(accumulate(lengths, initial=0))
        # The length up to a chunk, with the joint before it, which a line that begins there has not.
        self.befores = [length + gap for length, gap in zip(self.lengths, gaps, strict=False)]
        self.places = self._places(lines)
        self.furthest = self._furthest()

    def _places(self, lines: int) -> frozenset[int] | None:
        """The chunks before which a line may end; None for any."""
        total, length = len(self.chunks.chunks), self.lengths[-1]
        if total <= _ALL_WEIGHED and total * self.width <= _ALL_WEIGHED_ON_A_LINE * length:
            return None
        stretch = self.width / max(2, _PLACES // max(1, lines))
        best: dict[int, tuple[float, int]] = {}
        found = {total}
        for last, gap in enumerate(self.chunks.breaks, 1):
            if gap.hard:
                found.add(last)
            cost = (gap.line + gap.cue, -last)
            at = int(self.lengths[last] / stretch)
            best[at] = min(best.get(at, cost), cost)
        return frozenset(found.union(-last for _, last in best.values()))

    def _furthest(self) -> list[int]:
        """For each chunk, up to which one a line that begins with it may go at all, before the line must break."""
        furthest, ends = len(self.chunks.chunks), []
        for at in range(furthest - 1, -1, -1):
            if at < len(self.chunks.breaks) and self.chunks.breaks[at].hard:
                furthest = at + 1
            # Signs that show nothing have no width, so the number of chunks is bounded too.
            ends.append(min(furthest, at + self.width))
        return ends[::-1]

    def length(self, first: int, last: int) -> int:
        """How long some chunks are on one line."""
        return self.lengths[last] - self.befores[first]

    def after(self, first: int) -> list[tuple[int, int, float]]:
        """The ends that a line beginning with a chunk can have, how long it then is, and what that costs."""
        found = self.known[first]
        if found is None:
            found = self.known[first] = self._after(first)
        return found

    def _after(self, first: int) -> list[tuple[int, int, float]]:
        lengths, width, places, costs = self.lengths, self.width, self.places, self.costs
        before = self.befores[first]
        found: list[tuple[int, int, float]] = []
        for last in range(first + 1, max(first + 1, self.furthest[first]) + 1):
            length = lengths[last] - before
            if length > width:
                if last - 1 > first:
                    break
                cost = _TOO_LONG
            else:
                cost = costs[length]
            if places is None or last in places:
                found.append((last, length, cost))
        return found

    def cost(self, first: int, last: int, count: int, cost: float) -> float:
        """The cost of lines, less what they would cost if all were alike."""
        length = min(self.length(first, last) / self.width, count)
        needless = _NEEDLESS_LINE * (count - 1) if length <= 1 else 0
        return cost - _UNEVEN / 2 * length**2 / count + needless


@lru_cache(maxsize=32)
def _line_costs(width: int) -> list[float]:
    """What a line of each length up to a width adds to how uneven lines are."""
    return [_UNEVEN / 2 * (length / width) ** 2 for length in range(width + 1)]


def _cue_ends(
    ends: _LineEnds, first: int, table: list[dict[int, _Way]]
) -> list[tuple[int, int, float, int]]:
    """Where a cue could end, with how many lines, at what cost, and how long it is on one line."""
    lengths, before = ends.lengths, ends.befores[first]
    found: list[tuple[int, int, float, int]] = []
    for count, ways in enumerate(table[1:], 1):
        full = ends.width * count
        # What lines would cost if all were alike: `_LineEnds.cost`, unfolded.
        alike = _UNEVEN / 2 / count / ends.width**2
        needless = _NEEDLESS_LINE * (count - 1)
        for last, (cost, _) in ways.items():
            length = lengths[last] - before
            even = length if length < full else full
            cost -= alike * even * even
            found.append((last, count, cost + needless if length <= ends.width else cost, length))
    return found


def _lines_from(ends: _LineEnds, first: int, most: int) -> list[dict[int, _Way]]:
    """The best way to each chunk in 0, 1, 2, ... lines that begin at one; 0 lines lead to itself."""
    breaks, lengths, befores = ends.chunks.breaks, ends.lengths, ends.befores
    upper = _UPPER_LINE / ends.width
    total = len(ends.chunks.chunks)
    ways = {last: (cost, first) for last, _, cost in ends.after(first)}
    table: list[dict[int, _Way]] = [{first: (0.0, first)}, ways]
    for _ in range(1, most):
        before, ways = ways, {}
        for start, (begun, begins) in before.items():
            if start == total:
                continue
            begun += breaks[start - 1].line + upper * (lengths[start] - befores[begins])
            for last, _, line_cost in ends.known[start] or ends.after(start):
                cost = begun + line_cost
                known = ways.get(last)
                if known is None or cost < known[0]:
                    ways[last] = (cost, start)
        table.append(ways)
    return table


def _traced(table: list[dict[int, _Way]], count: int, last: int) -> list[Line]:
    """The lines that lead to a chunk, read back from there."""
    lines: list[Line] = []
    for ways in reversed(table[1 : count + 1]):
        first = ways[last][1]
        lines.append(Line(first, last))
        last = first
    return lines[::-1]


def _filled(ends: _LineEnds) -> list[Line]:
    """As many lines as it takes, each as full as its neighbours allow."""
    total = len(ends.chunks.chunks)
    best: list[_Way] = [(inf, 0)] * (total + 1)
    best[0] = (0.0, 0)
    for first in range(total):
        begun = best[first][0]
        begun += ends.chunks.breaks[first - 1].line if first else 0
        for last, length, _ in ends.after(first):
            unused = _TOO_LONG if length > ends.width else _UNEVEN * (1 - length / ends.width) ** 2
            if begun + unused < best[last][0]:
                best[last] = (begun + unused, first)
    lines: list[Line] = []
    last = total
    while last:
        lines.append(Line(best[last][1], last))
        last = best[last][1]
    return lines[::-1]
