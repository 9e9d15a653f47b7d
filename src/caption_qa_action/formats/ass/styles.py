"""The styles of an ASS script: what a Style line sets, and which style a name means.

Sources: libass, ass.c (process_style) and ass_utils.c (lookup_style, parse_color_header),
https://github.com/libass/libass
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span
from caption_qa_action.core.timeline import Style

STYLE_LINE = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, "
    "Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, "
    "Alignment, MarginL, MarginR, MarginV, Encoding"
)
SSA_STYLE_LINE = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, TertiaryColour, BackColour, Bold, "
    "Italic, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, AlphaLevel, "
    "Encoding"
)
STYLE_FORMAT = STYLE_LINE.lower().split(", ")
SSA_STYLE_FORMAT = SSA_STYLE_LINE.lower().split(", ")
STYLE_FIELDS = frozenset(
    [*STYLE_FORMAT, *SSA_STYLE_FORMAT, "margint", "marginb", "relativeto", "justify", "blur"]
)
# SubStation's alignment counts 1 to 3 at the bottom, adds 4 for the top and 8 for the middle; libass
# takes 8 for 3 and 4 for 11, as VSFilter does.
_LEGACY = {1: 1, 2: 2, 3: 3, 5: 7, 6: 8, 7: 9, 8: 3, 9: 4, 10: 5, 11: 6, 4: 6}
_NUMBER = r"[ \t]*(-?[0-9]{1,10})"


class AssStyle(NamedTuple):
    """A style: its look, and its alignment as on a numeric keypad (2 is the bottom centre).

    `row` are the values by the lower-case names of their fields.
    """

    name: str
    look: Style = Style()
    alignment: int = 2
    span: Span = Span(0, 0)
    row: tuple[tuple[str, str], ...] = ()


DEFAULT = AssStyle("Default")


def read_style(fields: Sequence[str], values: Sequence[str], span: Span, *, ssa: bool) -> AssStyle:
    """The style that a Style line defines; fields that are missing have their defaults."""
    row = dict(zip(fields, values, strict=False))
    look = Style(
        bold=is_set(row.get("bold", "")),
        italic=is_set(row.get("italic", "")),
        underline=is_set(row.get("underline", "")),
        strike=is_set(row.get("strikeout", "")),
        color=color(row.get("primarycolour", ""), ssa=ssa, alpha=True),
    )
    number = integer(row.get("alignment", ""), 2)
    alignment = legacy_alignment(number) if ssa else number if 1 <= number <= 9 else 2
    return AssStyle(
        row.get("name", "").lstrip("*") or "Default", look, alignment, span, tuple(row.items())
    )


def legacy_alignment(number: int) -> int:
    """A SubStation alignment as on a numeric keypad; the bottom centre for what is none."""
    return _LEGACY.get(number, 2)


def is_set(value: str) -> bool:
    """Whether a flag is on: any number but 0, usually -1."""
    return integer(value, 0) != 0


def integer(value: str, otherwise: int) -> int:
    """The number that a value begins with."""
    if value == "0":  # as most are
        return 0
    match = re.match(_NUMBER, value)
    return int(match[1]) if match else otherwise


def color(value: str, *, ssa: bool = False, alpha: bool = False) -> str:
    """A colour as `#rrggbb`, `#rrggbbaa` where it is translucent, `""` for white or none.

    Written are blue, green, red, and before them with `alpha` how transparent it is: `&HAABBGGRR`.
    A number without `&H` is decimal in styles and in SubStation.
    """
    match = re.match(r"[ \t&]*([Hh])?([0-9A-Fa-f]{1,16})", value)
    signed = re.match(r"[ \t]*-?[0-9]{1,10}(?![0-9A-Fa-f])", value)
    if signed and (ssa or alpha) and not (match and match[1]):
        number = int(signed[0]) & 0xFFFFFFFF
    elif match:
        number = int(match[2], 16) & 0xFFFFFFFF
    else:
        return ""
    shown = f"{number & 0xFF:02x}{number >> 8 & 0xFF:02x}{number >> 16 & 0xFF:02x}"
    opacity = 255 - (number >> 24)
    if alpha and opacity < 255:
        return f"#{shown}{opacity:02x}"
    return "" if shown == "ffffff" else f"#{shown}"


def by_name(styles: Iterable[AssStyle]) -> dict[str, AssStyle]:
    """The styles under their names; of several with one name the last."""
    return {style.name: style for style in styles}


def find(styles: Mapping[str, AssStyle], name: str) -> AssStyle | None:
    """The style that an event's field means: stars before it and the case of `Default` do not count."""
    name = name.lstrip("*")
    if name.lower() == "default":
        name = "Default"
    return styles.get(name)
