"""Where a box for text can stand so that it has room within the picture."""

from __future__ import annotations

# A narrower box breaks a line after nearly every word, a lower one holds no line. Our own choice.
LEAST_WIDTH_PERCENT = 30.0
LEAST_HEIGHT_PERCENT = 10.0
_PARTS = {"left": 0.0, "top": 0.0, "right": 1.0, "bottom": 1.0}


def known(percent: float | None) -> float | None:
    """A place, or None when it is not a number."""
    return percent if percent == percent else None


def usable(percent: float, side: str, least_percent: float) -> float:
    """The nearest place at which a box held at its `side` can be `least_percent` long."""
    part = _PARTS.get(side, 0.5)
    return min(max(percent, least_percent * part), 100 - least_percent * (1 - part))


def loss_of_place(percent: float | None, written: float | None) -> str:
    """The kind of loss when a place is written as another; `""` when it is not."""
    if percent is None or written is None or percent == written:
        return ""
    return "exact placement" if 0 <= percent <= 100 else "place outside the picture"
