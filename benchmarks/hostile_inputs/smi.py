"""Hostile SAMI."""

from __future__ import annotations

from hostile_inputs.builders import Frame, Make, bare, numbered

_SAMI_HEAD = """<SAMI><HEAD><STYLE TYPE="text/css"><!--
P {margin-left: 2pt;}
.ENCC {Name: English; lang: en-US; SAMIType: CC;}
--></STYLE></HEAD><BODY>
"""


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    words = "<br>".join(lines)
    return (
        f"<SYNC Start={start_ms}><P Class=ENCC>{words}\n<SYNC Start={end_ms}><P Class=ENCC>&nbsp;\n"
    )


FRAME = Frame(_SAMI_HEAD, _cue, "</BODY></SAMI>\n")

STRUCTURES: dict[str, Make] = {
    "syncs at one time": bare("<SYNC Start=1000><P Class=ENCC>a\n", _SAMI_HEAD),
    "open tags": bare("<P Class=ENCC ", _SAMI_HEAD),
    "classes": numbered(
        lambda at: f".C{at} {{Name: A; lang: en-US;}}\n",
        "<SAMI><HEAD><STYLE><!--\n",
        "--></STYLE></HEAD><BODY><SYNC Start=1><P Class=C0>a<SYNC Start=9></BODY></SAMI>",
    ),
    "many tracks": numbered(lambda at: f"<SYNC Start={at * 1000}><P Class=C{at}>a\n", _SAMI_HEAD),
    "comments": bare("<!-- a -->", _SAMI_HEAD),
}
