"""A paragraph as pictures: what of its text is visible together, and from when to when.

TTML calls them intermediate synchronic documents. Here each holds one paragraph alone, so that two
paragraphs that are shown at one time stay two captions.

Source: TTML2, section 11.3.1.3, https://www.w3.org/TR/ttml2/#semantics-region-layout-step-2
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element
from caption_qa_action.formats.ttml.text import Piece
from caption_qa_action.formats.ttml.time import Ms

# From when to when something is visible; None is without end.
Stretch: TypeAlias = tuple[Ms, Ms | None]

# Text that grows letter by letter is shown again in each picture. No paragraph in the world comes near;
# above it all of a paragraph is one picture, so that time and memory stay bounded.
MOST_PIECES = 100_000


class Timed(NamedTuple):
    """A piece of a paragraph, the element that times it, when it is active and when visible.

    `begin` None means never, `end` None without end.
    """

    piece: Piece
    timer: Element
    begin: Ms | None
    end: Ms | None
    seen: tuple[Stretch, ...]

    @property
    def is_solid(self) -> bool:
        """Whether it is text of the line, and not a blank or an annotation."""
        return not self.piece.is_blank and not self.piece.ruby

    @property
    def is_active(self) -> bool:
        """Whether it is active at any time, though a style may hide it."""
        return self.begin is not None and (self.end is None or self.end > self.begin)


class Picture(NamedTuple):
    """What is visible from `begin` up to `end`; `pieces` None are all of the paragraph."""

    begin: Ms
    end: Ms | None
    pieces: tuple[Piece, ...] | None


class Appearance(NamedTuple):
    """Text that appears at one time: what a cue of the file stands for.

    `first` is its first piece. `pictures` are what is visible from then on until more text appears;
    there are none where it is never visible. With `is_whole`, one stands for too many.
    """

    first: Timed
    pictures: tuple[Picture, ...]
    is_whole: bool = False


def split(timed: Sequence[Timed]) -> list[Appearance]:
    """The appearances of a paragraph in the order of the file, from its pieces in that order."""
    firsts: dict[Ms, Timed] = {}
    never: dict[tuple[Ms | None, Ms | None], Timed] = {}
    hidden: dict[tuple[Ms | None, Ms | None], Timed] = {}
    for entry in timed:
        if not entry.is_solid:
            continue
        if entry.seen:
            firsts.setdefault(entry.seen[0][0], entry)
        elif entry.is_active:
            hidden.setdefault((entry.begin, entry.end), entry)
        else:
            never.setdefault((entry.begin, entry.end), entry)
    pictures = _pictures(timed)
    if pictures is None:
        first = next(entry for entry in timed if entry.is_solid and entry.seen)
        return [Appearance(first, (_whole(timed),), is_whole=True)]
    begins = [picture.begin for picture in pictures]
    places = [bisect_left(begins, time) for time in sorted(firsts)]
    found = [
        Appearance(firsts[begins[place]], tuple(pictures[place:until]))
        for place, until in zip(places, [*places[1:], len(pictures)], strict=False)
    ]
    # What a style hides beside visible text is no cue of its own.
    unseen = [*never.values(), *(() if found else hidden.values())]
    found += [Appearance(entry, ()) for entry in unseen]
    found.sort(key=lambda appearance: appearance.first.piece.node.start)
    return found


def _pictures(timed: Sequence[Timed]) -> list[Picture] | None:
    """What is visible between any two times at which something comes or goes; None when it is too much."""
    starting: dict[Ms, list[int]] = {}
    ending: dict[Ms, set[int]] = {}
    for place, entry in enumerate(timed):
        for begin, end in entry.seen:
            starting.setdefault(begin, []).append(place)
            if end is not None:
                ending.setdefault(end, set()).add(place)
    bounds = sorted({*starting, *ending})
    active: list[int] = []
    total = 0
    found: list[Picture] = []
    for begin, end in zip_longest(bounds, bounds[1:]):
        gone = ending.get(begin)
        if gone:
            active = [place for place in active if place not in gone]
        for place in starting.get(begin, ()):
            insort(active, place)
        total += len(active)
        if total > MOST_PIECES + 4 * len(timed):
            return None
        if any(timed[place].is_solid for place in active):
            pieces = tuple(timed[place].piece for place in active)
            if len(active) < len(timed):
                pieces = _trim(pieces)
            if found and found[-1].end == begin and found[-1].pieces == pieces:
                found[-1] = Picture(found[-1].begin, end, pieces)
            else:
                found.append(Picture(begin, end, pieces))
    return found


def _whole(timed: Iterable[Timed]) -> Picture:
    """All that is ever visible, at once."""
    seen = [entry for entry in timed if entry.seen]
    ends = [entry.seen[-1][1] for entry in seen]
    known = [end for end in ends if end is not None]
    return Picture(
        min(entry.seen[0][0] for entry in seen),
        max(known) if len(known) == len(ends) else None,
        tuple(entry.piece for entry in seen),
    )


def _trim(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Pieces without the blanks and line ends at their edges, which stood between what is not there now."""
    start, end = 0, len(pieces)
    while start < end and pieces[start].is_blank:
        start += 1
    while end > start and pieces[end - 1].is_blank:
        end -= 1
    return pieces[start:end]
