"""Findings that a change has caused or touched, kept apart from those that were there before.

A cue is the same when its times, its settings and its text are: what stands around it, its number and
the line ends of the file do not matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict, deque

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import INTERNAL_ERROR, Diagnostic
from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple

# What two findings outside cues are compared by is cut here: the place of some is the whole file.
_EXCERPT = 200

_Key: TypeAlias = tuple[int, int, str, str, str]


class State(NamedTuple):
    """A file at one time: as it was read, and what was found in it."""

    document: Document
    diagnostics: tuple[Diagnostic, ...]


def of_the_change(before: State, now: State) -> tuple[Diagnostic, ...]:
    """The findings of `now` that are on a cue which the change touched, or that are new.

    A finding on a cue that is as it was is new when that cue had none of its code before; one outside
    cues when there were fewer like it.
    """
    same = unchanged(before.document, now.document)
    on_cue = {(each.code, each.cue) for each in before.diagnostics if each.cue}
    outside = Counter(_place(before.document, each) for each in before.diagnostics if not each.cue)
    kept = []
    for each in now.diagnostics:
        if not each.cue:
            place = _place(now.document, each)
            old = outside[place] > 0
            outside[place] -= 1
        else:
            old = _is_untouched(now.document, each, same)
            old = old and (each.code, same[each.cue]) in on_cue
        if not old or each.code == INTERNAL_ERROR:
            kept.append(each)
    return tuple(kept)


def _is_untouched(document: Document, diagnostic: Diagnostic, same: dict[int, int]) -> bool:
    """Whether neither the cue of a finding nor one that it points to was touched."""
    if diagnostic.cue not in same:
        return False
    starts = document.source.line_starts
    for (line, column), _ in diagnostic.related:
        cue = document.cue_at(starts[line - 1] + column - 1)
        if cue is not None and cue.number not in same:
            return False
    return True


def _place(document: Document, diagnostic: Diagnostic) -> tuple[str, str]:
    start, end = diagnostic.span
    excerpt = document.source.text[start : min(end, start + _EXCERPT)]
    return diagnostic.code, excerpt.replace("\r\n", "\n").rstrip("\n")


def unchanged(before: Document, now: Document) -> dict[int, int]:
    """The numbers of the cues that are as they were and in the same order, with their old numbers."""
    places: defaultdict[_Key, deque[int]] = defaultdict(deque)
    for cue_key, number in _keys(before):
        places[cue_key].append(number)
    pairs = []
    for cue_key, number in _keys(now):
        waiting = places.get(cue_key)
        if waiting:
            pairs.append((number, waiting.popleft()))
    # A cue that was moved is a change: those that stayed are the longest rising series.
    return dict(_rising(pairs))


def _keys(document: Document) -> list[tuple[_Key, int]]:
    keys = []
    for cue in document.cues:
        raw = document.raw(cue)
        if "\r" in raw:
            raw = raw.replace("\r\n", "\n").replace("\r", "\n")
        # A printed number is not the cue's own: inserting a cue changes those of all after it.
        name = "" if cue.identifier.strip().isdigit() else cue.identifier
        keys.append(((cue.start_ms, cue.end_ms, name, cue.settings, raw), cue.number))
    return keys


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs whose second numbers rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    previous: list[int] = []
    for index, (_, old) in enumerate(pairs):
        pile = bisect_right(tops, old)
        previous.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [old]
        piles[pile : pile + 1] = [index]
    series = []
    index = piles[-1] if piles else -1
    while index >= 0:
        series.append(pairs[index])
        index = previous[index]
    return series[::-1]
