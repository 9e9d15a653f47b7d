"""In which direction a text runs."""

from __future__ import annotations


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left, by its first letter that has a direction."""
    return direction_of(text) == "rtl"


def direction_of(text: str) -> str:
    """`rtl` or `ltr`, by the first letter of a text that has a direction; `""` where none has.

    Source: Unicode Standard Annex 9, rules P2 and P3, https://www.unicode.org/reports/tr9/#P2
    """
    # No letter before U+0590 runs from right to left.
    if text.isascii() or max(text) < "\u0590":
        return "ltr" if any(map(str.isalpha, text)) else ""
    from unicodedata import bidirectional

    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return "ltr" if direction == "L" else "rtl"
    return ""


def line_directions(text: str) -> list[str]:
    """`direction_of` each line: lines of one text may run in different directions."""
    return [direction_of(line) for line in text.split("\n")]


def has_right_to_left(text: str) -> bool:
    """Whether some line of a text runs from right to left."""
    if text.isascii() or max(text) < "\u0590":
        return False
    return "rtl" in line_directions(text)
