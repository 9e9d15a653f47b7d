"""Where in a file another file begins, whose times count from its own zero."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from caption_qa_action.core.document import Cue, Document


def in_one_timeline(document: Document, first: Cue, last: Cue) -> bool:
    """Whether no other file begins after the first cue and up to the last."""
    starts = document.once(_starts)
    return bisect_right(starts, first.block_start) == bisect_right(starts, last.block_start)


def has_other_timelines(document: Document) -> bool:
    """Whether the times go back where another file begins, so that its numbers distinguish it from the one above."""
    if not document.once(_starts):
        return False
    back = [pair for pair in pairwise(document.cues) if pair[1].start_ms < pair[0].start_ms]
    return any(not in_one_timeline(document, before, cue) for before, cue in back)


def timelines(document: Document, cues: list[Cue]) -> list[list[Cue]]:
    """Cues in the order of the file, parted where another file begins whose times count from its own zero."""
    if len(cues) < 2 or not has_other_timelines(document):
        return [cues]
    starts = document.once(_starts)
    parts: dict[int, list[Cue]] = {}
    for cue in cues:
        parts.setdefault(bisect_right(starts, cue.block_start), []).append(cue)
    return list(parts.values())


def _starts(document: Document) -> list[int]:
    """The offsets at which another file begins: a header in the middle, or numbers from 1 again."""
    text = document.source.text
    starts: list[int] = []
    if document.traits.is_line_based and "WEBVTT" in text:
        # In another format the line may have been taken for the text of a cue.
        header = r"(?<=[\r\n\ufeff])WEBVTT(?![^ \t\r\n])"
        starts = [match.start() for match in re.finditer(header, text)]
    if "1" in [cue.identifier for cue in document.cues[1:]]:
        numbers = {"0": "1", "1": "2"}  # a single "1" may be a cue that stands too low
        starts += [
            cue.block_start
            for cue, following in pairwise(document.cues[1:])
            if following.identifier == numbers.get(cue.identifier)
        ]
    return sorted(starts)
