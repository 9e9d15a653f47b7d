"""Colours of TTML as one way of writing them, `#rrggbbaa`."""

from __future__ import annotations

import re

# TTML2, section 10.3.12, "<named-color>" (https://www.w3.org/TR/ttml2/#style-value-named-color).
_NAMED = {
    "transparent": "#00000000",
    "black": "#000000",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "white": "#ffffff",
    "maroon": "#800000",
    "red": "#ff0000",
    "purple": "#800080",
    "fuchsia": "#ff00ff",
    "magenta": "#ff00ff",
    "green": "#008000",
    "lime": "#00ff00",
    "olive": "#808000",
    "yellow": "#ffff00",
    "navy": "#000080",
    "blue": "#0000ff",
    "teal": "#008080",
    "aqua": "#00ffff",
    "cyan": "#00ffff",
}


def canonical(color: str) -> str:
    """A colour as `#rrggbbaa`; as it is when it cannot be read."""
    color = color.strip(" \t\r\n").lower()
    color = _NAMED.get(color, color)
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
