"""Hostile SBV."""

from __future__ import annotations

from cues import clock

from hostile_inputs.builders import Frame, Make, bare


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    words = "\n".join(lines)
    return f"{clock(start_ms, 'vtt')},{clock(end_ms, 'vtt')}\n{words}\n\n"


FRAME = Frame("", _cue)

STRUCTURES: dict[str, Make] = {
    "timing lines": bare("0:00:01.000,0:00:02.000\n"),
    "blank lines": bare("\n", "0:00:01.000,0:00:02.000\na\n"),
    "break tokens": bare("[br]", "0:00:01.000,0:00:02.000\n", "\n"),
}
