"""Whether losses that are named explain each difference: where it is, and how many there are."""

from __future__ import annotations

from collections import Counter
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


def differing_cues(events: Iterable[Event], found: str, *, may_add: bool = False) -> list[set[int]]:
    """The cues whose letters are not found in their place; two where it may be either of them.

    With `may_add` others may stand between the letters.
    """
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
        if tag == "insert" and not may_add:
            changed.append(set(owners[max(0, start + low - 1) : start + low + 1]))
        elif tag in ("delete", "replace"):
            changed += [{cue} for cue in sorted(set(owners[start + low : start + high]))]
    return changed


def uncovered(events: Iterable[Event], found: str, losses: Iterable[Loss]) -> list[set[int]]:
    """The cues that differ, where what is named does not explain that they do."""
    return not_covered(differing_cues(events, found), losses)


def lacking(events: Iterable[Event], found: str) -> list[set[int]]:
    """The cues some of whose letters are not found, where others may stand between them: names of speakers."""
    events = list(events)
    rest = iter(found)
    if all(letter in rest for event in events for letter in letters(event.text)):
        return []
    return differing_cues(events, found, may_add=True)


def uncovered_in_some_order(
    events: tuple[Event, ...], found: str, losses: list[Loss]
) -> list[set[int]]:
    """The same where cues may have been put in order of time, and cut where others begin."""
    if not uncovered(events, found, losses):
        return []
    in_order = sorted(events, key=lambda event: event.start_ms)
    if Counter(letters("".join(event.text for event in events))) == Counter(found):
        return []
    return uncovered(in_order, found, losses)


def not_covered(changed: list[set[int]], losses: Iterable[Loss]) -> list[set[int]]:
    """Of cues that differ, those that are more than is named, or stand before it."""
    naming = [loss for loss in losses if loss.kind in BY_WRITERS]
    cues = {min(each) for each in changed if each}
    if not changed:
        return []
    if not naming or len(cues) > sum(loss.number for loss in naming):
        return changed
    first = min(loss.cue for loss in naming)
    return [each for each in changed if each and max(each) < first]
