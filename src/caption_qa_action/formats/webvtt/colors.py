"""The classes that colour WebVTT text without a style sheet.

Source: WebVTT, 5.1 Default text colors, https://www.w3.org/TR/webvtt1/#default-text-color
"""

from __future__ import annotations

CLASSES = {
    "white": "#ffffff",
    "lime": "#00ff00",
    "cyan": "#00ffff",
    "red": "#ff0000",
    "yellow": "#ffff00",
    "magenta": "#ff00ff",
    "blue": "#0000ff",
    "black": "#000000",
}
