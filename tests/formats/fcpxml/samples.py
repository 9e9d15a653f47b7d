"""FCPXML: places in time, looks, what is no title, and damage."""

from __future__ import annotations

_VALUES = ("1s", "1001/1000s", "3/2s", "x", "", "1", "-1s", "1/0s", "0s")


def _file(inside: str, sequence: str = 'tcStart="0s"') -> str:
    return (
        '<?xml version="1.0"?>\n<fcpxml version="1.9"><resources><format id="r1" frameDuration="1/25s"/></resources><library><event><project>'
        f'<sequence format="r1" duration="20s" {sequence}><spine>\n{inside}\n</spine></sequence></project></event></library></fcpxml>\n'
    )


SAMPLES: dict[str, str | bytes] = {
    **{f"offset {number}.fcpxml": _file(f'<gap offset="0s" duration="9s"><title offset="{value}" duration="2s"><text>One</text></title></gap>') for number, value in enumerate(_VALUES)},
    **{f"duration {number}.fcpxml": _file(f'<title offset="1s" duration="{value}"><text>One</text></title>') for number, value in enumerate(_VALUES)},
    "start.fcpxml": _file('<title offset="3601s" duration="2s"><text>One</text></title>', 'tcStart="3600s"'),
    "looks.fcpxml": _file(
        '<title offset="1s" duration="2s"><text><text-style ref="a">One</text-style><text-style ref="b">two</text-style><text-style ref="c">x</text-style></text>'
        '<text-style-def id="a"><text-style bold="1" italic="1" underline="1" fontColor="1 0 0 1"/></text-style-def>'
        '<text-style-def id="b"><text-style bold="0" font="Arial" fontSize="60" fontFace="Bold Italic" strokeColor="0 0 0 1" backgroundColor="0 0 0 1"/></text-style-def></title>'
    ),
    "places.fcpxml": _file("".join(f'<caption offset="{at}s" duration="1s"><text placement="{place}">One</text></caption>' for at, place in enumerate(("top", "bottom", "left", "right", "x")))),
    "roles.fcpxml": _file('<caption offset="1s" duration="1s" role="iTT?captionFormat=ITT.de-DE"><text>One</text></caption><caption offset="3s" duration="1s" role="iTT?captionFormat=ITT.fr"><text>Un</text></caption>'),
    "gaps.fcpxml": _file(
        '<gap duration="5s"><title offset="1s" duration="2s"><text>One</text></title></gap><gap duration="5s"><title offset="1s" duration="2s"><text>Two</text></title></gap>'
        '<gap start="3600s" duration="5s"><title offset="3601s" duration="2s"><text>Three</text></title></gap>'
    ),
    "storylines.fcpxml": _file(
        '<clip duration="5s" start="10s"><spine lane="1" offset="11s"><title duration="1s"><text>One</text></title><gap duration="1s"/><title duration="1s"><text>Two</text></title></spine></clip>'
    ),
    "empty.fcpxml": _file('<title offset="1s" duration="2s"/><title offset="1s" duration="2s"><text> </text></title>'),
    "stray.fcpxml": _file('words<gap duration="2s">more</gap><title offset="1s" duration="2s">loose<text>One</text></title>'),
    "disabled.fcpxml": _file('<title offset="1s" duration="2s" enabled="0"><text>One</text></title>'),
    "cut.fcpxml": _file('<title offset="1s" duration="2s"><text>One</text></title>').partition("</spine>")[0],
}  # fmt: skip
