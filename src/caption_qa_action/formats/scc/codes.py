"""What the pairs of bytes of CEA-608 mean.

Sources: 47 CFR 79.101 (f) and (g), https://www.law.cornell.edu/cfr/text/47/79.101; the extended
characters: CTA-608-E, section 6.4.2.
"""

from __future__ import annotations

from caption_qa_action.core.timeline import Style

RESUME_LOADING, BACKSPACE, DELETE_TO_END = 0x20, 0x21, 0x24
ROLL_UP = {0x25: 2, 0x26: 3, 0x27: 4}
RESUME_DIRECT, TEXT_RESTART, RESUME_TEXT = 0x29, 0x2A, 0x2B
ERASE_DISPLAYED, CARRIAGE_RETURN, ERASE_LOADED, END_OF_CAPTION = 0x2C, 0x2D, 0x2E, 0x2F

# Where the character set differs from ASCII.
_STANDARD = {
    0x2A: "á",
    0x5C: "é",
    0x5E: "í",
    0x5F: "ó",
    0x60: "ú",
    0x7B: "ç",
    0x7C: "÷",
    0x7D: "Ñ",
    0x7E: "ñ",
    0x7F: "█",
}
# 0x39 is a transparent space.
_SPECIAL = "®°½¿™¢£♪à\u00a0èâêîôû"
# By the first byte: Spanish and French, then Portuguese, German and Danish.
_EXTENDED = {
    0x12: "ÁÉÓÚÜü‘¡*'—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»",
    0x13: "ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤│ÅåØø┌┐└┘",
}
_COLORS = ("", "#00ff00", "#0000ff", "#00ffff", "#ff0000", "#ffff00", "#ff00ff")
_FIRST_ROWS = {0x10: 11, 0x11: 1, 0x12: 3, 0x13: 12, 0x14: 14, 0x15: 5, 0x16: 7, 0x17: 9}


def odd_parity(byte: int) -> bool:
    """Whether a byte has the odd number of ones that it must have."""
    return byte.bit_count() % 2 == 1


def character(code: int) -> str:
    """The character of a byte from 20 on."""
    return _STANDARD.get(code) or chr(code)


def special(first: int, second: int) -> str:
    """The special character of a pair (first byte 11), `""` for another pair."""
    return _SPECIAL[second - 0x30] if first == 0x11 and 0x30 <= second < 0x40 else ""


def extended(first: int, second: int) -> str:
    """The extended character of a pair, which replaces the one before it; `""` for another pair."""
    table = _EXTENDED.get(first, "")
    return table[second - 0x20] if table and 0x20 <= second < 0x40 else ""


def mid_row(first: int, second: int, style: Style) -> Style | None:
    """The look that a mid-row code switches to; None for another pair."""
    if first != 0x11 or not 0x20 <= second < 0x30:
        return None
    return _look(second & 0x0F, style.color)


def _look(bits: int, color: str) -> Style:
    underline = bool(bits & 1)
    if bits >> 1 == 7:
        return Style(italic=True, underline=underline, color=color)
    return Style(underline=underline, color=_COLORS[bits >> 1])


def preamble(first: int, second: int) -> tuple[int, int, Style] | None:
    """Row from 1, column from 0, and look of a preamble address code; None for another pair."""
    row = _FIRST_ROWS.get(first)
    if row is None or second < 0x40 or (first == 0x10 and second >= 0x60):
        return None
    row += second >= 0x60
    if second & 0x10:
        return row, (second & 0x0E) * 2, Style(underline=bool(second & 1))
    return row, 0, _look(second & 0x0F, "")
