"""Hostile MicroDVD."""

from __future__ import annotations

from hostile_inputs.builders import Frame, Make, bare


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{{{start_ms // 40}}}{{{end_ms // 40}}}{'|'.join(lines)}\n"


FRAME = Frame("", _cue)

STRUCTURES: dict[str, Make] = {
    "frames in one line": bare("{1}{2}"),
    "controls": bare("{y:i}", "{1}{2}", "a\n"),
    "lines of one cue": bare("a|", "{1}{2}", "\n"),
}
