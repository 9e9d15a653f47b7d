"""Colours of TTML as one way of writing them, `#rrggbbaa`."""

from __future__ import annotations

import re

from caption_qa_action.core.colors import NAMED_COLORS


def canonical(color: str) -> str:
    """A colour as `#rrggbbaa`; as it is when it cannot be read."""
    color = color.strip(" \t\r\n").lower()
    color = NAMED_COLORS.get(color, color)
    if re.fullmatch("#[0-9a-f]{6}", color):
        return f"{color}ff"
    parts = re.fullmatch(
        r"rgba?\([ ]*([0-9]{1,3})[ ]*,[ ]*([0-9]{1,3})[ ]*,[ ]*([0-9]{1,3})[ ]*(?:,[ ]*([0-9]{1,3})[ ]*)?\)",
        color,
    )
    if parts:
        numbers = [min(255, int(part)) for part in parts.groups("255")]
        return "#" + "".join(f"{number:02x}" for number in numbers)
    return color
