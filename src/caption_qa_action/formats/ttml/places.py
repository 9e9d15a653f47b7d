"""Where text stands that is shown in a TTML region, by its alignment and that of the region.

Source: TTML2, sections 10.2.16 (tts:displayAlign), 10.2.50 (tts:writingMode), https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.timeline import Placement

_PARTS = {"left": 0.0, "top": 0.0, "right": 1.0, "bottom": 1.0}


class Box(NamedTuple):
    """A region, in percent of the picture."""

    left: float
    top: float
    width: float
    height: float


def in_region(align: str, vertical: str, box: Box, *, exact: bool) -> Placement:
    """Where horizontal text stands: in percent where its place is no usual one, or always with `exact`."""
    x = box.left + box.width * _PARTS.get(align, 0.5)
    y = box.top + box.height * _PARTS.get(vertical, 0.5)
    usual = _is_usual_x(align, box.left, box.width) and _is_usual_y(y, box.top, box.height)
    if exact or not usual:
        return Placement(align, vertical, round(x, 3), round(y, 3))
    return Placement(align, "top" if y <= 100 / 3 else "bottom" if y >= 200 / 3 else "middle")


def in_vertical_region(align: str, vertical: str, writing: str, box: Box) -> Placement:
    """Where vertical text stands: its lines begin at one side of the region, or end at the other."""
    part = _PARTS.get(vertical, 0.5)
    x = box.left + box.width * (1 - part if writing == "rl" else part)
    y = box.top + box.height * _PARTS.get(align, 0.5)
    if all(_is_usual_x("center", *side) for side in ((box.left, box.width), (box.top, box.height))):
        return Placement(align, vertical, writing=writing)
    return Placement(align, vertical, round(x, 3), round(y, 3), writing)


def _is_usual_x(align: str, left: float, width: float) -> bool:
    """Whether text stands where alignment alone would put it, in a region as wide as usual with even margins."""
    right = 100 - left - width
    if align == "center":
        return abs(left - right) <= 4 and width >= 50
    return abs(left - right) <= 2 and -0.01 <= left <= 11


def _is_usual_y(y: float, top: float, height: float) -> bool:
    """Whether text stands at the edge or in the middle, or its region lies wholly at an edge."""
    at_edge = 0 <= y <= 11 or 89 <= y <= 100 or abs(y - 50) <= 2
    return at_edge or (top >= 80 and y <= 100) or (top + height <= 20 and y >= 0)
