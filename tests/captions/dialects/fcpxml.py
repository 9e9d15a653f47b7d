"""FCPXML: titles above clips, captions, start timecodes, and damage."""

from __future__ import annotations

from tests.captions.sentences import EN, JA

_STYLE = '<text-style-def id="ts1"><text-style font="Helvetica" fontSize="60" italic="1"/></text-style-def>'


def _title(offset: str, duration: str, text: str) -> str:
    return (
        f'<title lane="1" offset="{offset}" ref="r2" name="Title" duration="{duration}" start="3600s">'
        f'<text><text-style ref="ts1">{text}</text-style></text>{_STYLE}</title>'
    )


def _project(
    inside: str, sequence: str = 'tcStart="0s"', doctype: str = "<!DOCTYPE fcpxml>"
) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
{doctype}

<fcpxml version="1.9">
<resources><format id="r1" frameDuration="1001/30000s"/><effect id="r2" name="Basic Title"/></resources>
<library><event name="Talk"><project name="Talk"><sequence format="r1" duration="20s" {sequence}><spine>
{inside}
</spine></sequence></project></event></library>
</fcpxml>
"""


# Above a gap, whose own time begins at an hour, as Final Cut Pro writes it.
_TITLES = _project(
    '<gap name="Gap" offset="0s" start="108108000/30000s" duration="20s">\n'
    + _title("108138030/30000s", "90090/30000s", EN[0])
    + "\n"
    + _title("108228120/30000s", "90090/30000s", EN[1])
    + "\n"
    + _title("108318210/30000s", "60060/30000s", JA[0])
    + "\n</gap>"
)
_CAPTIONS = _project(
    '<asset-clip offset="3600s" ref="r3" start="10s" duration="20s">\n'
    f'<caption lane="1" offset="11s" duration="3s" role="iTT?captionFormat=ITT.en"><text>{EN[0]}</text></caption>\n'
    '<caption lane="1" offset="14s" duration="3s" role="iTT?captionFormat=ITT.en"><text placement="top">'
    f"<text-style>{EN[1]}</text-style></text></caption>\n</asset-clip>",
    'tcStart="3600s"',
)
_SPINE = _project(
    f'<title offset="0s" duration="3s"><text>{EN[0]}</text></title>\n'
    f'<title duration="5/2s"><text><text-style>Two</text-style><text-style> are missing.</text-style></text></title>\n'
    f'<title duration="1s" name="no text"/>\n'
    f'<title duration="2s"><text>{EN[2]}</text></title>',
)
_STORYLINE = _project(
    '<clip offset="0s" duration="20s" start="5s">\n<spine lane="1" offset="6s">\n'
    f'<title offset="0s" duration="3s"><text>{EN[0]}</text></title>\n'
    f'<title offset="4s" duration="3s"><text>{EN[1]}&#10;{EN[2]}</text></title>\n</spine>\n</clip>'
)

FILES: dict[str, str | bytes] = {
    "titles.fcpxml": _TITLES,
    "titles-crlf.fcpxml": _TITLES.replace("\n", "\r\n"),
    "captions.fcpxml": _CAPTIONS,
    "spine.fcpxml": _SPINE,
    "storyline.fcpxml": _STORYLINE,
    "titles.xml": _TITLES,
    "damaged-cut.fcpxml": _TITLES[: len(_TITLES) * 3 // 4],
    "damaged-time.fcpxml": _TITLES.replace("90090/30000s", "90090/0s", 1),
    "damaged-offset.fcpxml": _TITLES.replace("108228120/30000s", "later"),
    "damaged-xml.fcpxml": _CAPTIONS.replace(EN[0], "Salt & pepper"),
    "damaged-missing.fcpxml": _SPINE.replace(' duration="5/2s"', ""),
}
