"""Which tags of a cue are closed by which: the base of the rules on well-formedness."""

from __future__ import annotations

from caption_qa_action.core.document import Tag
from caption_qa_action.core.named_tuple import NamedTuple

# Real captions nest three or four deep. Without a bound, a hostile cue of a hundred thousand open
# tags would cost the square of that.
MAX_DEPTH = 64


class Unclosed(NamedTuple):
    """A start tag without end tag; its end tag belongs before `limit` (None: at the cue's end)."""

    tag: Tag
    limit: Tag | None


class Crossing(NamedTuple):
    """An end tag that comes before the end tags of `inner`, pairs that were opened after its own."""

    end: Tag
    inner: tuple[tuple[Tag, Tag], ...]


class Nesting(NamedTuple):
    """What is wrong with the nesting of a cue's tags; `pairs` maps each end tag to its start tag."""

    unclosed: list[Unclosed]
    stray: list[Tag]
    crossings: list[Crossing]
    pairs: dict[Tag, Tag]


class _Open:
    """A tag that waits for its end tag."""

    __slots__ = ("tag", "crossed_by", "end")

    def __init__(self, tag: Tag) -> None:
        self.tag = tag
        self.crossed_by: Tag | None = None
        self.end: Tag | None = None


def nest(tags: list[Tag], known: frozenset[str]) -> Nesting | None:
    """The defects of a sequence of tags, None when there is none. Unknown tags do not count.

    A `</ruby>` also closes the last `<rt>`, as in WebVTT, section 4.2.2. A `<v>` inside a `<v>`
    ends the outer one where there are too few `</v>`: that is what authors mean.
    """
    # One walk on one state: as several functions, each would take and change the same five collections.
    opened: list[_Open] = []
    unclosed: list[Unclosed] = []
    stray: list[Tag] = []
    crossings: list[tuple[Tag, list[_Open]]] = []
    pairs: dict[Tag, Tag] = {}
    lacks_ends = _names_without_enough_ends(tags)
    for tag in tags:
        name = tag.name
        if name not in known or name == "br":
            continue
        position = _last_open(opened, name)
        if tag.kind == "start":
            if position >= 0 and name in lacks_ends:
                unclosed += [
                    Unclosed(entry.tag, entry.crossed_by or tag) for entry in opened[position:]
                ]
                del opened[position:]
            opened.append(_Open(tag))
            if len(opened) > MAX_DEPTH:
                break
            continue
        if position < 0:
            stray.append(tag)
            continue
        entry = opened.pop(position)
        entry.end = tag
        pairs[tag] = entry.tag
        inner = opened[position:]
        if name == "ruby" and len(inner) == 1 and inner[0].tag.name == "rt":
            opened.pop()
        elif inner:
            crossings.append((tag, inner))
            for crossed in inner:
                crossed.crossed_by = crossed.crossed_by or tag
    unclosed += [Unclosed(entry.tag, entry.crossed_by) for entry in opened]
    if not unclosed and not stray and not crossings:
        return None
    return Nesting(unclosed, stray, _closed_crossings(crossings), pairs)


def _names_without_enough_ends(tags: list[Tag]) -> list[str]:
    """Of the tags that do not stand in themselves, those that start more often than they end."""
    lacking = []
    for name in ("v", "rt"):
        kinds = [tag.kind for tag in tags if tag.name == name]
        if kinds.count("start") > kinds.count("end"):
            lacking.append(name)
    return lacking


def _last_open(opened: list[_Open], name: str) -> int:
    for position in range(len(opened) - 1, -1, -1):
        if opened[position].tag.name == name:
            return position
    return -1


def _closed_crossings(crossings: list[tuple[Tag, list[_Open]]]) -> list[Crossing]:
    found = []
    for end, entries in crossings:
        inner = tuple((entry.tag, entry.end) for entry in entries if entry.end is not None)
        if inner:
            found.append(Crossing(end, inner))
    return found
