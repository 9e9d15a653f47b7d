"""Where on the screen the windows of YouTube stand, in its XML and its JSON alike.

A window has an anchor, the point of its box that stands at its place, counted in rows from the top left (0 to 8), and
that place, in percent of the picture from its top left corner. Without them it stands at the bottom, in the middle.

Source: YTSubConverter, the attributes `ap`, `ah` and `av`, https://github.com/arcusmaximus/YTSubConverter
"""

from __future__ import annotations

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.timeline import Placement, nearest_anchor

_ALIGNS = ("left", "center", "right")
_VERTICALS = ("top", "middle", "bottom")
_POINTS = "012345678"
_USUAL_POINT, _USUAL_LEFT, _USUAL_TOP = "7", "50", "100"


class WindowPlace(NamedTuple):
    """The place of a window as it is written: its anchor, and percents from the left and from the top; `""` for unstated."""

    point: str = ""
    left: str = ""
    top: str = ""

    @property
    def key(self) -> str:
        """What tells two places apart; `""` for the usual one."""
        place = (self.point or _USUAL_POINT, self.left or _USUAL_LEFT, self.top or _USUAL_TOP)
        usual = (_USUAL_POINT, _USUAL_LEFT, _USUAL_TOP)
        return "" if place == usual else " ".join(place)

    @property
    def exact(self) -> str:
        """The percents, which only the nearest of nine places stands for; `""` where none are stated."""
        return f"{self.left} {self.top}" if self.left or self.top else ""

    @property
    def placement(self) -> Placement:
        """The nearest of nine places."""
        point = self.point or _USUAL_POINT
        if len(point) != 1 or point not in _POINTS:
            return Placement()
        align, vertical = _ALIGNS[int(point) % 3], _VERTICALS[int(point) // 3]
        top = float(self.top) if self.top.isascii() and self.top.isdigit() else None
        return Placement(align, nearest_anchor(Placement(align, vertical, None, top))[1])
