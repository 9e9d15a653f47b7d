"""WebVTT cue settings: what a browser makes of them.

Source: WebVTT, 4.4 WebVTT cue settings (syntax) and 6.3 parse the WebVTT cue settings,
https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from collections.abc import Container

from caption_qa_action.core.cue_settings import SETTING_VALUE
from caption_qa_action.core.named_tuple import NamedTuple

PERCENTAGE = r"0*(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?)%"
NAMES = ("vertical", "line", "position", "size", "align", "region")
SYNTAX = {
    "vertical": r"rl|lr",
    "line": rf"(?:{PERCENTAGE}|-?[0-9]+)(?:,(?:start|center|end))?",
    "position": rf"{PERCENTAGE}(?:,(?:line-left|center|line-right))?",
    "size": PERCENTAGE,
    "align": r"start|center|end|left|right",
    "region": r"[^ \t\f]+",
}
# Everything but regions, which must be looked up, and repetition, in one match.
_CLEAN = (
    r"(?:(?:align:(?:start|center|end|left|right)"
    rf"|line:(?:{PERCENTAGE}|-?[0-9]+)(?:,(?:start|center|end))?"
    rf"|position:{PERCENTAGE}(?:,(?:line-left|center|line-right))?"
    rf"|size:{PERCENTAGE}|vertical:(?:rl|lr))(?:[ \t]+|\Z))*"
)


class CueSettings(NamedTuple):
    """The settings of a cue as a browser keeps them.

    `line` and `position` are None for `auto`; `region` is the identifier of a defined region, `""`
    for none. Percentages are numbers from 0 to 100.
    """

    vertical: str = ""
    snap_to_lines: bool = True
    line: float | None = None
    line_align: str = "start"
    position: float | None = None
    position_align: str = "auto"
    size: float = 100.0
    align: str = "center"
    region: str = ""


def percentage(raw: str) -> float | None:
    """The number of a percentage such as `12.5%`; None when it is none or above 100."""
    return float(raw[:-1]) if re.fullmatch(PERCENTAGE, raw) else None


def read_settings(raw: str, regions: Container[str]) -> CueSettings:
    """What a browser makes of the settings on a timing line; `regions` are the defined ones."""
    settings = CueSettings()
    for token in re.findall(r"[^ \t\f\r\n]+", raw):
        name, colon, value = token.partition(":")
        if name and colon and value:
            settings = _apply(settings, name, value, regions)
    return settings


def valid_settings(raw: str) -> str:
    """The settings on a timing line that are settings; as they are written where all of them are."""
    tokens = re.findall(r"[^ \t\f\r\n]+", raw)
    valid = [token for token in tokens if _is_valid(*token.partition(":"))]
    return raw if len(valid) == len(tokens) else " ".join(valid)


def _is_valid(name: str, colon: str, value: str) -> bool:
    return bool(colon) and name in SYNTAX and bool(re.fullmatch(SYNTAX[name], value))


def _apply(settings: CueSettings, name: str, value: str, regions: Container[str]) -> CueSettings:
    if name == "region":
        return settings._replace(region=value if value in regions else "")
    if name == "vertical":
        vertical = value if value in ("rl", "lr") else settings.vertical
        return settings._replace(vertical=vertical, region="" if vertical else settings.region)
    if name == "line":
        return _apply_line(settings, value)
    if name == "position":
        place, comma, align = value.partition(",")
        position = percentage(place)
        if position is None or (comma and align not in ("line-left", "center", "line-right")):
            return settings
        position_align = align or settings.position_align
        return settings._replace(position=position, position_align=position_align)
    if name == "size":
        size = percentage(value)
        if size is None:
            return settings
        return settings._replace(size=size, region=settings.region if size == 100 else "")
    if name == "align" and value in ("start", "center", "end", "left", "right"):
        return settings._replace(align=value)
    return settings


def _apply_line(settings: CueSettings, value: str) -> CueSettings:
    place, comma, align = value.partition(",")
    if place.endswith("%"):
        number = percentage(place)
    elif re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", place):
        number = float(place)
    else:
        number = None
    if number is None or number in (float("inf"), float("-inf")):
        return settings
    if comma and align not in ("start", "center", "end"):
        return settings
    return settings._replace(
        line=number,
        snap_to_lines=not place.endswith("%"),
        line_align=align or settings.line_align,
        region="",
    )


def are_clean(raw: str) -> bool:
    """Whether nothing can be wrong with the settings on a timing line; regions must be looked up."""
    stripped = raw.strip(" \t")
    if not re.fullmatch(_CLEAN, stripped):
        return False
    # The names differ in their first letters.
    tokens = re.findall(r"[^ \t]+", stripped)
    return len({token[0] for token in tokens}) == len(tokens)


def is_no_text(value: str) -> bool:
    """Whether the value of a setting is certainly none of the words that viewers should read."""
    return re.fullmatch(SETTING_VALUE, value) is not None or not re.search(r"[^\W_]", value)
