"""Spruce STL: commands, switches, pictures and damage."""

from __future__ import annotations

from tests.formats.odd_lines import ODD_LINES

_A, _B = "00:00:01:00 , 00:00:02:12 , ", "00:00:03:00 , 00:00:04:12 , "
_COMMANDS = (
    *(f"{name} = {value}" for name in ("Bold", "Italic", "Underlined", "Underline") for value in ("TRUE", "False", "x")),
    *(f"HorzAlign = {value}" for value in ("Left", "Center", "Right", "x")),
    *(f"VertAlign = {value}" for value in ("Top", "Center", "Bottom", "x")),
    "FontName = Arial",
    "SetFilePathToken = <<Graphic>>",
)  # fmt: skip
_TIMES = (
    "00:00:x3:00",
    "00:61:03:00",
    "00:00:61:00",
    "00:00:03:30",
    "00:00:03;00",
    "00:00:03.00",
    "0:0:3:0",
    "00:00:03",
)
SAMPLES: dict[str, str | bytes] = {
    **{f"odd line {number}.stl": '00:00:01:00 , 00:00:02:12 , One\n' + line + '\n00:00:03:00 , 00:00:04:12 , Two\n' for number, line in enumerate(ODD_LINES)},
    **{f"command {command}.stl": f"${command}\n{_A}One\n" for command in _COMMANDS},
    "commands-after-others.stl": f"$VertAlign = Top\n$HorzAlign = Right\n$VertAlign = x\n$HorzAlign = y\n{_A}One\n$VertAlign = Bottom\n{_B}Two\n",
    "commands-off.stl": f"$Bold = TRUE\n$Italic=true\n$Underlined =True\n{_A}One\n$Bold = FALSE\n{_B}Two\n",
    **{f"start {time}.stl": f"{_A}One\n{time} , 00:00:04:12 , Two\n" for time in _TIMES},
    **{f"end {time}.stl": f"{_A}One\n00:00:03:00 , {time} , Two\n" for time in _TIMES},
    "switches.stl": f"{_A}^BOne^B ^itwo^I ^Uthree|four\n$Bold = TRUE\n{_B}^BTwo ^I^Uboth\n",
    "pictures.stl": f"$SetFilePathToken = <<G>>\n{_A}<<G>>one.tif\n{_B}Two <<G>>\n",
    "damaged.stl": f"words\n//comment\n{_A}One\n\nmore words\n\n\n{_B}Two, three\n  \n",
    "ntsc.stl": "00:00:01:00 , 00:00:02:29 , One\n",
    "first-unreadable.stl": "xx:00:01:00 , yy:00:02:12 , One\n",
    "crlf.stl": f"{_A}One\r\n\r\n{_B}Two\r\n",
}  # fmt: skip
