"""In which direction a text runs."""

from __future__ import annotations


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left, by its first letter that has a direction.

    Source: Unicode Standard Annex 9, rules P2 and P3, https://www.unicode.org/reports/tr9/#P2
    """
    # No letter before U+0590 runs from right to left.
    if text.isascii() or max(text) < "\u0590":
        return False
    from unicodedata import bidirectional

    for character in text:
        direction = bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
