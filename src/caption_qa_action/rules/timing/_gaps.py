"""The blank times between one cue and the next."""

from __future__ import annotations

from itertools import pairwise

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.document import Cue, Document

# Two cues in a row between which nothing is shown for a time.
Gap: TypeAlias = tuple[Cue, Cue]


def gaps(document: Document, least_ms: int, below_ms: int) -> list[Gap]:
    """The gaps of at least `least_ms` and less than `below_ms`, in order of their tracks.

    Cues whose times could not be read have none.
    """
    found: list[Gap] = []
    for cues in document.by_track(document.dialogue):
        if document.traits.cues_in_any_order:  # the next one in time is meant
            cues = sorted(cues, key=lambda cue: cue.start_ms)
        found += [
            (before, cue)
            for before, cue in pairwise(cues)
            if least_ms <= cue.start_ms - before.end_ms < below_ms
        ]
    guessed = document.guessed
    if guessed:
        found = [
            (before, cue)
            for before, cue in found
            if cue.number not in guessed and before.number not in guessed
        ]
    return found
