"""What two sequences have in common in their order, found in time that grows as they do.

`difflib` alone takes the square of it, or more, where most lines were changed: a minute for captions of 250 KB. So what
occurs once in each is found first, and what lies between is compared by `difflib` where it is short.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

from caption_qa_action.core.annotations import TypeAlias

# A stretch of two sequences: from and to in the old one, from and to in the new one.
_Stretch: TypeAlias = tuple[int, int, int, int]
# As in difflib: `equal`, `replace`, `delete` or `insert`, and the stretch.
Opcode: TypeAlias = tuple[str, int, int, int, int]

# `difflib` compares stretches whose lengths multiply to no more; our choice.
_MOST_PAIRS = 1_000
# What occurs once in a stretch is found again in what lies between, so often; our choice.
_DEEPEST = 8


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """How to make the new sequence of the old one, as `difflib.SequenceMatcher.get_opcodes`."""
    found: list[Opcode] = []
    done_old = done_new = 0
    for start, end, new_start, new_end in (
        *_equal(old, new, (0, len(old), 0, len(new)), 0),
        (len(old), len(old), len(new), len(new)),
    ):
        if done_old < start or done_new < new_start:
            kind = "replace" if done_old < start and done_new < new_start else "delete"
            kind = "insert" if done_old == start else kind
            found.append((kind, done_old, start, done_new, new_start))
        if found and found[-1][0] == "equal" and found[-1][2] == start < end:
            _, first, _, new_first, _ = found.pop()
            found.append(("equal", first, end, new_first, new_end))
        elif start < end:
            found.append(("equal", start, end, new_start, new_end))
        done_old, done_new = end, new_end
    return found


def _equal(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: _Stretch, depth: int
) -> Iterator[_Stretch]:
    """The stretches of a stretch that are equal, in order."""
    start, end, new_start, new_end = stretch
    first, new_first = start, new_start
    while start < end and new_start < new_end and old[start] == new[new_start]:
        start, new_start = start + 1, new_start + 1
    last, new_last = end, new_end
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    if first < start:
        yield first, start, new_first, new_start
    if start < end and new_start < new_end:
        yield from _equal_between(old, new, (start, end, new_start, new_end), depth)
    if end < last:
        yield end, last, new_end, new_last


def _equal_between(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: _Stretch, depth: int
) -> Iterator[_Stretch]:
    start, end, new_start, new_end = stretch
    if (end - start) * (new_end - new_start) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, old[start:end], new[new_start:new_end], autojunk=False)
        for at, new_at, size in matcher.get_matching_blocks():
            if size:
                yield start + at, start + at + size, new_start + new_at, new_start + new_at + size
        return
    anchors = _anchors(old, new, stretch) if depth < _DEEPEST else []
    if not anchors:
        return
    for at, new_at in anchors:
        yield from _equal(old, new, (start, at, new_start, new_at), depth + 1)
        yield at, at + 1, new_at, new_at + 1
        start, new_start = at + 1, new_at + 1
    yield from _equal(old, new, (start, end, new_start, new_end), depth + 1)


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], stretch: _Stretch
) -> list[tuple[int, int]]:
    """Where what occurs once in each part stands in both, as many of them as are in one order."""
    start, end, new_start, new_end = stretch
    counts, new_counts = Counter(old[start:end]), Counter(new[new_start:new_end])
    places = {
        new[at]: at
        for at in range(new_start, new_end)
        if new_counts[new[at]] == 1 == counts[new[at]]
    }
    pairs = [(at, places[old[at]]) for at in range(start, end) if old[at] in places]
    # The longest run of pairs that rises in both: for each length the least place with which one ends.
    ends: list[int] = []
    lasts: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        lasts[length : length + 1] = [index]
        before.append(lasts[length - 1] if length else -1)
    chosen: list[tuple[int, int]] = []
    index = lasts[-1] if lasts else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


# So many lines are shown before and after what changes.
_CONTEXT = 3


def unified_diff(
    old: Sequence[str], new: Sequence[str], old_name: str, new_name: str
) -> Iterator[str]:
    """The lines of a patch without their ends, as those of `difflib.unified_diff`; none where nothing changes."""
    hunks = list(_hunks(opcodes(old, new)))
    if hunks:
        yield from (f"--- {old_name}", f"+++ {new_name}")
    for hunk in hunks:
        (_, start, _, new_start, _), (_, _, end, _, new_end) = hunk[0], hunk[-1]
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@"
        for kind, start, end, new_start, new_end in hunk:
            if kind == "equal":
                yield from (f" {line}" for line in old[start:end])
            else:
                yield from (f"-{line}" for line in old[start:end])
                yield from (f"+{line}" for line in new[new_start:new_end])


def _hunks(codes: Sequence[Opcode]) -> Iterator[list[Opcode]]:
    """The changes in groups, each with the context that it is shown in."""
    hunk: list[Opcode] = []
    for at, (kind, start, end, new_start, new_end) in enumerate(codes):
        if kind != "equal":
            hunk.append((kind, start, end, new_start, new_end))
            continue
        is_last = at + 1 == len(codes)
        if at and end - start > 2 * _CONTEXT * (not is_last):
            hunk.append(
                (
                    kind,
                    start,
                    min(end, start + _CONTEXT),
                    new_start,
                    min(new_end, new_start + _CONTEXT),
                )
            )
            yield hunk
            hunk = []
        if is_last:
            break
        if not hunk:
            start, new_start = max(start, end - _CONTEXT), max(new_start, new_end - _CONTEXT)
        hunk.append((kind, start, end, new_start, new_end))
    if hunk and any(kind != "equal" for kind, *_ in hunk):
        yield hunk


def _range(start: int, end: int) -> str:
    """The lines of a hunk, counted from 1; of none, the line before them."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + 1 if start < end else start},{end - start}"
