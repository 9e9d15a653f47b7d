"""In which direction a text runs."""

from __future__ import annotations

from caption_qa_action.core.patterns import compiled

# The blocks that have letters of right-to-left scripts, and the mark that is one by itself.
# Source: Unicode Character Database, DerivedBidiClass.txt, default values of R and AL,
# https://www.unicode.org/Public/UCD/latest/ucd/extracted/DerivedBidiClass.txt
_RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


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


def may_run_right_to_left(text: str) -> bool:
    """Whether a text has a character that runs from right to left, so that a line of it may."""
    return not text.isascii() and compiled(_RIGHT_TO_LEFT).search(text) is not None


def has_right_to_left(text: str) -> bool:
    """Whether some line of a text runs from right to left."""
    return may_run_right_to_left(text) and "rtl" in line_directions(text)
