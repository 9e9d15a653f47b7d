"""Whether losses that are named explain each difference: where it is, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from caption_qa_action.core.timeline import Event, Loss
from tests.conservation.plain_reading import letters

# What a writer may do to letters and digits that a timeline has.
BY_WRITERS = {
    "NUL character",
    "control character",
    "cue that is never shown",
    "cue too short for hundredths",
    "text that is read otherwise",
    "text that reads as a timing line",
    "text that reads as markup",
    "undecodable byte",
}


def differing_cues(events: Iterable[Event], found: str) -> list[set[int]]:
    """The cues whose letters are not found in their place; two where it may be either of them."""
    meant, owners = "", []
    for event in events:
        shown = letters(event.text)
        meant += shown
        owners += [event.cue] * len(shown)
    start = 0
    while start < min(len(meant), len(found)) and meant[start] == found[start]:
        start += 1
    end = 0
    while end < min(len(meant), len(found)) - start and meant[-1 - end] == found[-1 - end]:
        end += 1
    middle = meant[start : len(meant) - end], found[start : len(found) - end]
    changed: list[set[int]] = []
    for tag, low, high, _, _ in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
        if tag == "insert":
            changed.append(set(owners[max(0, start + low - 1) : start + low + 1]))
        elif tag != "equal":
            changed += [{cue} for cue in sorted(set(owners[start + low : start + high]))]
    return changed


def uncovered(events: Iterable[Event], found: str, losses: Iterable[Loss]) -> list[set[int]]:
    """The cues that differ, where what is named does not explain that they do."""
    changed = differing_cues(events, found)
    naming = [loss for loss in losses if loss.kind in BY_WRITERS]
    cues = {min(each) for each in changed if each}
    if not changed:
        return []
    if not naming or len(cues) > sum(loss.number for loss in naming):
        return changed
    first = min(loss.cue for loss in naming)
    return [each for each in changed if each and max(each) < first]
