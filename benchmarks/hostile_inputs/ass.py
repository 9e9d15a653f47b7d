"""Hostile Advanced SubStation Alpha."""

from __future__ import annotations

from cues import clock
from formats import ASS_HEAD

from hostile_inputs.builders import Frame, Make, bare, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    start, end = clock(start_ms, "vtt")[1:-1], clock(end_ms, "vtt")[1:-1]
    words = "\\N".join(lines)
    return f"Dialogue: 0,{start},{end},Default,,0,0,0,,{words}\n"


FRAME = Frame(ASS_HEAD, _cue)

STRUCTURES: dict[str, Make] = {
    "stray lines": bare("word\n", ASS_HEAD),
    "sections": bare("[Events]\n", ASS_HEAD),
    "formats": bare("Format: Start, End, Text\n", f"{ASS_HEAD}"),
    "fields of a format": bare("Text, ", f"{ASS_HEAD}Format: ", "\n"),
    "many styles": numbered(
        lambda at: f"Style: S{at},Arial,60\n",
        "[Script Info]\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\n",
        "\n[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:02.00,S0,A\n",
    ),
    "undefined styles": numbered(
        lambda at: f"Dialogue: 0,0:00:01.00,0:00:02.00,S{at},,0,0,0,,Words\n", ASS_HEAD
    ),
    "commas": bare(",", f"{ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,Default", "\n"),
    "drawings": bare(
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}\n", ASS_HEAD
    ),
    "karaoke": bare(
        "{\\k10}a", f"{ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,", "\n"
    ),
    "nested parentheses": bare(
        "\\t(", f"{ASS_HEAD}Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{{", "}a\n"
    ),
    "embedded fonts": bare("!!!!", f"{ASS_HEAD}\n[Fonts]\nfontname: a\n", "\n"),
    "comments": bare("Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Words\n", ASS_HEAD),
}
