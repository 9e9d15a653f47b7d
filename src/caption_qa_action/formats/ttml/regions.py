"""The regions of a TTML document that is written: where the text of events stands.

Source: TTML Profiles for Internet Media Subtitles and Captions 1.1, https://www.w3.org/TR/ttml-imsc1.1/
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from caption_qa_action.core.stacking import TTML, anchor, line_count
from caption_qa_action.core.timeline import Event, Placement, physical
from caption_qa_action.formats._usable_place import (
    LEAST_HEIGHT_PERCENT,
    LEAST_WIDTH_PERCENT,
    known,
    loss_of_place,
    usable,
)

# Origin, extent and alignment of the usual places. They do not overlap, as IMSC requires of regions
# that are shown at one time.
_PLACES = {
    "top": ("10% 10%", "80% 25%", "before"),
    "middle": ("10% 37.5%", "80% 25%", "center"),
    "bottom": ("10% 65%", "80% 25%", "after"),
}


class Regions:
    """The names of regions, each made when its first event is written."""

    def __init__(self) -> None:
        # By their places; those that are as high as some rows are beside others.
        self._names: dict[tuple[Placement, int], str] = {}

    def name_for(self, event: Event, *, beside: bool) -> str:
        """The region of an event; `beside` others it is no higher than its lines."""
        placement = event.placement
        rows = line_count(event) if beside else 0
        known = self._names.get((placement, rows))
        if known is not None:
            return known
        exact = bool(rows) or not _is_usual(placement)
        # The alignment stands in the paragraph.
        key = (
            placement
            if exact
            else Placement(vertical=placement.vertical, writing=placement.writing)
        )
        found = self._names.get((key, rows))
        if found is None:
            found = f"region_{len(self._names) + 1}" if exact else f"region_{key.vertical}"
            if key.writing:
                found += f"_{key.writing}"
            self._names[key, rows] = found
        return found

    def tags(self) -> Iterator[str]:
        """The elements that define them, once every event is known; a document has one at least."""
        if not self._names:
            self.name_for(Event(0, 0, ()), beside=False)
        for (place, rows), name in self._names.items():
            yield _tag(name, place, rows)


def _tag(name: str, place: Placement, rows: int) -> str:
    origin, extent, align = _PLACES.get(place.vertical, _PLACES["bottom"])
    if place.writing:
        origin, extent = ("10% 10%", "80% 80%") if _is_usual(place) else _vertical_box(place)
        align = {"top": "before", "middle": "center"}.get(place.vertical, "after")
    elif rows or not _is_usual(place):
        origin, extent = _box(place, rows)
    writing = {"rl": ' tts:writingMode="tbrl"', "lr": ' tts:writingMode="tblr"'}.get(
        place.writing, ""
    )
    return (
        f'<region xml:id="{name}" tts:origin="{origin}" tts:extent="{extent}" '
        f'tts:displayAlign="{align}" tts:overflow="visible"{writing}/>'
    )


def _box(place: Placement, rows: int) -> tuple[str, str]:
    """The origin and the extent of a region that holds text at an exact place, as high as some rows or as it can be.

    Regions that are shown at one time must not overlap (IMSC 1.1, section 8.3, presented regions).
    """
    x = known(place.x_percent)
    if x is None:
        x = {"left": 10.0, "right": 90.0}.get(place.align, 50.0)
    y = anchor(place, TTML)
    left, width = _side(x, place.align, LEAST_WIDTH_PERCENT)
    top, height = _side(y, place.vertical, LEAST_HEIGHT_PERCENT)
    if rows:
        height = min(rows * TTML.row, 100.0)
        top = y - height * {"top": 0.0, "middle": 0.5}.get(place.vertical, 1.0)
        top = min(max(top, 0.0), 100 - height)
        # Rounded inwards, so that no region reaches into the next one.
        top, height = ceil(top * 100) / 100, floor(height * 100) / 100
    return f"{_number(left)}% {_number(top)}%", f"{_number(width)}% {_number(height)}%"


def _vertical_box(place: Placement) -> tuple[str, str]:
    """The same of a region that holds vertical text."""
    side, along, x, y, _, _ = physical(place)
    x, y = known(x), known(y)
    if x is None:
        x = {"left": 10.0, "right": 90.0}.get(side, 50.0)
    if y is None:
        y = {"top": 10.0, "middle": 50.0}.get(along, 90.0)
    left, width = _side(x, side, LEAST_HEIGHT_PERCENT)
    top, height = _side(y, along, LEAST_WIDTH_PERCENT)
    return f"{_number(left)}% {_number(top)}%", f"{_number(width)}% {_number(height)}%"


def _is_usual(place: Placement) -> bool:
    """Whether text stands where its alignment alone puts it."""
    return place.x_percent is None and place.y_percent is None and not place.row


def _side(anchor: float, side: str, least: float) -> tuple[float, float]:
    """Where the longest stretch begins, and how long it is, that has its side at an anchor."""
    anchor = round(usable(anchor, side, least), 2)
    if side in ("left", "top"):
        return anchor, 100 - anchor
    if side in ("right", "bottom"):
        return 0.0, anchor
    half = min(anchor, 100 - anchor)
    return anchor - half, 2 * half


def place_losses(place: Placement) -> set[str]:
    """What the region for an exact place does not keep of it."""
    x, y = known(place.x_percent), known(place.y_percent)
    if x is None and y is None:
        return set()
    if place.writing:
        side, along = physical(place)[:2]
        sides = ((x, side, LEAST_HEIGHT_PERCENT), (y, along, LEAST_WIDTH_PERCENT))
    else:
        sides = ((x, place.align, LEAST_WIDTH_PERCENT), (y, place.vertical, LEAST_HEIGHT_PERCENT))
    return {
        loss_of_place(anchor, usable(anchor, side, least))
        for anchor, side, least in sides
        if anchor is not None
    } - {""}


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
