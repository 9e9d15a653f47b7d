"""The blank times between one cue and the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from caption_qa_action.core.document import Cue, Document

# Their cues may stand in any order, so the next one in time is meant.
_UNORDERED = ("ass", "ttml")
# So many gaps tell whether a file has them for want of a rule, and not by a slip.
_FEWEST_GAPS = 20


class Gap(NamedTuple):
    """Two cues in a row and how long nothing is shown between them."""

    before: Cue
    cue: Cue
    ms: int


def gaps(document: Document, least_ms: int, below_ms: int) -> Iterator[Gap]:
    """The gaps of at least `least_ms` and less than `below_ms`, in order.

    Cues whose times could not be read have none.
    """
    cues = document.dialogue
    if document.format in _UNORDERED:
        cues = sorted(cues, key=lambda cue: cue.start_ms)
    guessed = document.guessed
    for before, cue in pairwise(cues):
        gap_ms = cue.start_ms - before.end_ms
        if least_ms <= gap_ms < below_ms:
            if guessed and (cue.number in guessed or before.number in guessed):
                continue
            yield Gap(before, cue, gap_ms)


def is_habit(document: Document, found: list[Gap], habit_percent: int) -> bool:
    """Whether a file was made by another rule: more than such a share of its gaps are found.

    To list each of them would bury everything else.
    """
    pairs = len(document.dialogue) - 1
    return len(found) >= _FEWEST_GAPS and len(found) * 100 > habit_percent * pairs
