"""A cue whose text needs more than one: its parts, and how they share its time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby
from operator import itemgetter

from caption_qa_action.core.timeline import Run
from caption_qa_action.delivery._chunks import Chunk, Chunks
from caption_qa_action.delivery.lines import Line, arrange

# What each further cue costs: enough that a cue is not split more often than it must be, unless a
# sentence ends there.
_PART_COSTS = (220.0, 5000.0)
_MOST_ROUNDS = 20


def split(
    chunks: Chunks, width: int, lines: int, shortest: float, lingering: float
) -> Iterator[list[list[Line]]]:
    """Ways to share a text among cues, each a list of parts with their lines; best first.

    `shortest` is the length, in halves of a character, of what is shown long enough, `lingering` of what is
    shown so long that people would rather make two cues.
    """
    found: list[list[list[Line]]] = []
    for cost in _PART_COSTS:
        parts = arrange(chunks, width, lines, cost, shortest, lingering)
        if parts and len(parts) > 1 and parts not in found:
            found.append(parts)
            yield parts


def share(start_ms: int, end_ms: int, weights: list[int], floors_ms: list[int]) -> list[int] | None:
    """The times at which parts begin and the last one ends, one more than there are parts.

    An interval is shared by weight in whole milliseconds that add up to it exactly; a part whose
    share is below its floor gets the floor, at the expense of the others. None when the interval is
    too short for that.
    """
    total_ms = end_ms - start_ms
    if sum(floors_ms) > total_ms or total_ms <= 0:
        return None
    fixed: set[int] = set()
    for _ in range(_MOST_ROUNDS):
        rest_ms = total_ms - sum(floors_ms[index] for index in fixed)
        rest_weight = sum(weight for index, weight in enumerate(weights) if index not in fixed)
        shares = _shares(weights, floors_ms, fixed, rest_ms, rest_weight)
        low = {index for index, ms in enumerate(shares) if ms < floors_ms[index]}
        if not low:
            times = list(accumulate(shares, initial=start_ms))
            return times if times[-1] == end_ms else None
        fixed |= low
    return None


def _shares(
    weights: list[int], floors_ms: list[int], fixed: set[int], rest_ms: int, rest_weight: int
) -> list[int]:
    """The floors of the parts that are fixed, and what is left shared by weight among the others."""
    shares: list[int] = []
    weight_so_far = ms_so_far = 0
    for index, weight in enumerate(weights):
        if index in fixed or not rest_weight:
            shares.append(floors_ms[index])
            continue
        weight_so_far += weight
        until_ms = (2 * rest_ms * weight_so_far + rest_weight) // (2 * rest_weight)
        shares.append(until_ms - ms_so_far)
        ms_so_far = until_ms
    return shares


def rebuilt(runs: tuple[Run, ...], chunks: Chunks, part: list[Line]) -> tuple[Run, ...]:
    """The runs of one part, its lines broken: looks, speakers and ruby as they were."""
    pieces = _Pieces(runs)
    for number, line in enumerate(part):
        if number:
            pieces.add_break()
        for index in range(line.first, line.last):
            chunk: Chunk = chunks.chunks[index]
            if index > line.first:
                pieces.add_joint(chunks.breaks[index - 1].joint)
            pieces.add(chunk.start, chunk.end)
    return pieces.runs()


class _Pieces:
    """Runs put together from stretches of others, taken in their order."""

    __slots__ = ("source", "bounds", "at", "found")

    def __init__(self, source: tuple[Run, ...]) -> None:
        self.source = source
        self.bounds = [0]
        for run in source:
            self.bounds.append(self.bounds[-1] + len(run.text))
        self.at = 0
        self.found: list[tuple[int, str]] = []

    def add(self, start: int, end: int) -> None:
        """Append a stretch of the source's text, its own line ends as blanks."""
        while self.bounds[self.at + 1] <= start:
            self.at += 1
        while start < end:
            stop = min(end, self.bounds[self.at + 1])
            text = self.source[self.at].text[
                start - self.bounds[self.at] : stop - self.bounds[self.at]
            ]
            if text:
                self.found.append((self.at, text.replace("\n", " ")))
            start = stop
            if start < end:
                self.at += 1

    def add_joint(self, joint: str) -> None:
        """Append what stands between two chunks, with the look of the first."""
        if joint:
            self._add_between(joint)

    def add_break(self) -> None:
        """Append a line end."""
        self._add_between("\n")

    def _add_between(self, text: str) -> None:
        self.found.append((-1 - self.at if self.source[self.at].ruby else self.at, text))

    def runs(self) -> tuple[Run, ...]:
        made: list[Run] = []
        for at, found in groupby(self.found, itemgetter(0)):
            text = "".join(text for _, text in found)
            if at < 0:
                made.append(self.source[-1 - at]._replace(text=text, ruby=""))
            else:
                made.append(self.source[at]._replace(text=text))
        return tuple(made)
