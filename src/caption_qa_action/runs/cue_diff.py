"""What became of each cue between two files: the same words found again, then what is shown at the same time.

Two revisions in one language are aligned by their words, so that a file whose times all moved is not called
new. What lies between such anchors, and files in two languages, are aligned by their times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caption_qa_action.core.alignment import opcodes
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.runs.cues import Cue

# `moved`: as long as before, at another time or place in the order. `retimed`: shown longer or shorter.
KINDS = ("same", "moved", "retimed", "reworded", "missing", "new")
# Formats round times: a frame tick, or hundredths of a second. Our choice, half of the longer.
_TOLERANCE_MS = 5


class Pair(NamedTuple):
    """A cue before and after; None where there is none."""

    old: Cue | None
    new: Cue | None

    def changes(self, *, by_words: bool) -> tuple[str, ...]:
        """What became of the cue, `()` for nothing."""
        if self.old is None:
            return ("new",)
        if self.new is None:
            return ("missing",)
        old, new = self.old, self.new
        found = []
        by = new.start_ms - old.start_ms, new.end_ms - old.end_ms
        if abs(by[1] - by[0]) > _TOLERANCE_MS:
            found.append("retimed")
        elif abs(by[0]) > _TOLERANCE_MS:
            found.append("moved")
        if by_words and _words(old) != _words(new):
            found.append("reworded")
        return tuple(found)


def difference(old: Sequence[Cue], new: Sequence[Cue], *, by_words: bool) -> dict[str, object]:
    """How many cues became what, and each that is not the same, as JSON."""
    summary = dict.fromkeys(KINDS, 0)
    changed = []
    for pair, changes in align(old, new, by_words=by_words):
        for change in changes or ("same",):
            summary[change] += 1
        if changes:
            changed.append(
                {
                    "changes": list(changes),
                    "from": pair.old and pair.old.record(),
                    "to": pair.new and pair.new.record(),
                }
            )
    return {"summary": summary, "cues": changed}


def align(
    old: Sequence[Cue], new: Sequence[Cue], *, by_words: bool
) -> list[tuple[Pair, tuple[str, ...]]]:
    """Each cue of either file once, in the order of the new file, with what became of it."""
    pairs = list(_by_words(old, new) if by_words else _by_times(old, new, 0))
    if not by_words:
        return [(pair, pair.changes(by_words=False)) for pair in pairs]
    return _rejoined(pairs)


def _by_words(old: Sequence[Cue], new: Sequence[Cue]) -> Iterator[Pair]:
    shift_ms = 0
    for kind, old_from, old_to, new_from, new_to in opcodes(
        list(map(_words, old)), list(map(_words, new))
    ):
        if kind == "equal":
            yield from map(Pair, old[old_from:old_to], new[new_from:new_to])
            shift_ms = new[new_to - 1].start_ms - old[old_to - 1].start_ms
        else:
            yield from _by_times(old[old_from:old_to], new[new_from:new_to], shift_ms)


def _by_times(old: Sequence[Cue], new: Sequence[Cue], shift_ms: int) -> Iterator[Pair]:
    """Pairs of cues that overlap most, in order; the old ones are `shift_ms` later now."""
    left, right = list(old), list(new)
    one = other = 0
    while one < len(left) and other < len(right):
        here = _overlap(left[one], right[other], shift_ms)
        if here and one + 1 < len(left) and _overlap(left[one + 1], right[other], shift_ms) > here:
            yield Pair(left[one], None)
            one += 1
        elif (
            here
            and other + 1 < len(right)
            and _overlap(left[one], right[other + 1], shift_ms) > here
        ):
            yield Pair(None, right[other])
            other += 1
        elif here:
            yield Pair(left[one], right[other])
            one, other = one + 1, other + 1
        elif left[one].end_ms + shift_ms <= right[other].end_ms:
            yield Pair(left[one], None)
            one += 1
        else:
            yield Pair(None, right[other])
            other += 1
    yield from (Pair(cue, None) for cue in left[one:])
    yield from (Pair(None, cue) for cue in right[other:])


def _rejoined(pairs: list[Pair]) -> list[tuple[Pair, tuple[str, ...]]]:
    """The pairs, with cues that are missing here and new there, with the same words, as moved."""
    gone: dict[str, list[Cue]] = {}
    for pair in reversed(pairs):
        if pair.new is None and pair.old is not None:
            gone.setdefault(_words(pair.old), []).append(pair.old)
    found: list[tuple[Pair, tuple[str, ...]]] = []
    elsewhere: set[int] = set()
    for pair in pairs:
        if pair.old is None and pair.new is not None and gone.get(_words(pair.new)):
            old = gone[_words(pair.new)].pop()
            elsewhere.add(old.number)
            moved = Pair(old, pair.new)
            found.append((moved, ("moved", *(set(moved.changes(by_words=True)) - {"moved"}))))
        else:
            found.append((pair, pair.changes(by_words=True)))
    return [
        (pair, changes)
        for pair, changes in found
        if pair.new is not None or pair.old is None or pair.old.number not in elsewhere
    ]


def _overlap(old: Cue, new: Cue, shift_ms: int) -> int:
    return max(
        0, min(old.end_ms + shift_ms, new.end_ms) - max(old.start_ms + shift_ms, new.start_ms)
    )


def _words(cue: Cue) -> str:
    """The text of a cue, however its lines are broken."""
    return " ".join(cue.text.split())
