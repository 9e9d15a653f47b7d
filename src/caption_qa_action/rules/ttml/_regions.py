"""Where the regions of a TTML document stand on the screen, and when each of them is shown."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._lengths import Length, length, lengths
from caption_qa_action.rules.ttml._styles import Resolver, Styles, resolver
from caption_qa_action.rules.ttml._tree import index

_POSITIONS = {
    "left": Length(0, "%"),
    "top": Length(0, "%"),
    "center": Length(50, "%"),
    "right": Length(100, "%"),
    "bottom": Length(100, "%"),
}
# With more regions at a time a document is wrong anyway, and looking at all would only cost time.
_MOST_ACTIVE = 32


class Region(NamedTuple):
    """A region; its edges are in percent of the root container, None when they are unknown."""

    identifier: str
    element: Element
    styles: Styles
    box: tuple[float, float, float, float] | None


def regions(document: Document) -> list[Region]:
    """The regions that a document defines, in the order of the file; kept once computed."""
    return document.once(_regions)


def _regions(document: Document) -> list[Region]:
    styles = resolver(document)
    found = []
    for element in index(document).tagged.get("region", ()):
        if element.parent is not None and element.parent.tag == "layout":
            specified = {**styles.initial, **styles.specified(element)}
            found.append(Region(element.get("xml:id"), element, specified, _box(specified, styles)))
    return found


def _box(style: Styles, styles: Resolver) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom in percent of the root container."""
    width = height = 100.0
    extent = style.get("tts:extent", "auto")
    if extent != "auto":
        sides = lengths(extent)
        if sides is None or len(sides) != 2:
            return None
        measured = [_percent(side, axis, styles) for axis, side in enumerate(sides)]
        if measured[0] is None or measured[1] is None:
            return None
        width, height = measured[0], measured[1]
    corner = _corner(style, (width, height), styles)
    if corner is None:
        return None
    left, top = corner
    return left, top, left + width, top + height


def _corner(
    style: Styles, size: tuple[float, float], styles: Resolver
) -> tuple[float, float] | None:
    """The top left corner; `tts:origin` counts only where there is no `tts:position`."""
    if "tts:position" in style:
        return _corner_of_position(style["tts:position"], size, styles)
    origin = style.get("tts:origin", "auto")
    if origin == "auto":
        return 0.0, 0.0
    sides = list(lengths(origin) or ())
    if len(sides) != 2:
        return None
    found = [_percent(side, axis, styles) for axis, side in enumerate(sides)]
    if found[0] is None or found[1] is None:
        return None
    return found[0], found[1]


def _corner_of_position(
    position: str, size: tuple[float, float], styles: Resolver
) -> tuple[float, float] | None:
    """The top left corner that a `tts:position` stands for."""
    words = position.split()
    if len(words) == 1:
        words = ["center", words[0]] if words[0] in ("top", "bottom") else [*words, "center"]
    if len(words) == 2 and (words[0] in ("top", "bottom") or words[1] in ("left", "right")):
        words.reverse()
    sides = [_POSITIONS.get(word) or length(word) for word in words]
    if len(sides) != 2:
        return None
    corner = []
    for axis, side in enumerate(sides):
        place = _percent(side, axis, styles) if side else None
        if side is None or place is None:
            return None
        # A percentage is one of what the region leaves free (TTML2, "<position>").
        corner.append(place * (100 - size[axis]) / 100 if side.unit == "%" else place)
    return corner[0], corner[1]


def _percent(side: Length, axis: int, styles: Resolver) -> float | None:
    """A length in percent of the root container; `axis` is 0 for horizontal, 1 for vertical."""
    if side.unit == "%" or side.unit == ("rw", "rh")[axis]:
        return side.number
    if side.unit == "c":
        return side.number * 100 / (styles.columns, styles.rows)[axis]
    root = styles.root_size()
    if side.unit == "px" and root is not None:
        return side.number * 100 / root[axis]
    return None


def region_of(element: Element | None) -> str:
    """The name of the region that an element of the body is shown in, `""` for none."""
    while element is not None:
        named = element.values.get("region")
        if named is not None:
            return named
        element = element.parent
    return ""


def paragraphs(document: Document) -> list[Element]:
    """The `p` elements in the order of the file."""
    return index(document).tagged.get("p", [])


def placed_cues(document: Document) -> list[tuple[Cue, Element]]:
    """Every cue whose times are known, with the paragraph that it comes from; kept once found."""
    return document.once(_placed_cues)


def _placed_cues(document: Document) -> list[tuple[Cue, Element]]:
    found = paragraphs(document)
    starts = [paragraph.start for paragraph in found]
    guessed, placed = document.guessed, []
    for cue in document.cues:
        place = bisect_right(starts, cue.text_start) - 1
        if place >= 0 and cue.end_ms > cue.start_ms and cue.number not in guessed:
            placed.append((cue, found[place]))
    return placed


def is_hidden(styles: Styles) -> bool:
    """Whether a region with these styles is never a presented region.

    IMSC 1.2, section 7.12.1, "Presented Region", https://www.w3.org/TR/ttml-imsc1.2/#region
    """
    return (
        styles.get("tts:display") == "none"
        or styles.get("tts:visibility") == "hidden"
        or styles.get("tts:opacity", "1").strip(" \t").rstrip("0").rstrip(".") in ("", "0")
    )


def is_opaque(color: str) -> bool:
    """Whether a background colour is painted at all."""
    color = color.strip(" \t").lower()
    if not color or color == "transparent":
        return False
    if color.startswith("#"):
        return not (len(color) == 9 and color.endswith("00"))
    if color.startswith("rgba("):
        return color.rpartition(",")[2].strip(" \t)") not in ("0", "00", "000")
    return True


def always_shown(region: Region) -> bool:
    """Whether a region is presented while it has no content: it paints its background."""
    return (
        region.styles.get("tts:showBackground", "always") == "always"
        and is_opaque(region.styles.get("tts:backgroundColor", ""))
        and not any(name in region.element.values for name in ("begin", "end", "dur"))
    )


class Presented(NamedTuple):
    """Regions that are presented together from a time on; the cue is the one that begins then."""

    start_ms: int
    cue: Cue
    regions: frozenset[str]


def presented(document: Document) -> list[Presented]:
    """Which regions are presented together, at each time at which one more of them is; kept once found."""
    return document.once(_presented)


def _presented(document: Document) -> list[Presented]:
    by_id = {region.identifier: region for region in regions(document)}
    painted = [
        name
        for name, region in by_id.items()
        if always_shown(region) and not is_hidden(region.styles)
    ]
    always = frozenset(painted[:_MOST_ACTIVE])
    seen = {name for name, region in by_id.items() if not is_hidden(region.styles)}
    shown = []
    for cue, paragraph in placed_cues(document):
        name = region_of(paragraph)
        if name in seen:
            shown.append((cue.start_ms, cue.end_ms, name, cue))
    shown.sort(key=itemgetter(0, 1))
    found: list[Presented] = []
    active: dict[str, int] = {}
    for place, (start_ms, end_ms, name, cue) in enumerate(shown):
        if active and min(active.values()) <= start_ms:
            active = {other: end for other, end in active.items() if end > start_ms}
        if len(active) < _MOST_ACTIVE:
            active[name] = max(end_ms, active.get(name, end_ms))
        if place + 1 < len(shown) and shown[place + 1][0] == start_ms:
            continue
        found.append(Presented(start_ms, cue, always.union(active)))
    return found
