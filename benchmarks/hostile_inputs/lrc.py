"""Hostile LRC."""

from __future__ import annotations

from cues import clock

from hostile_inputs.builders import Frame, Make, bare


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"[{clock(start_ms, 'vtt')[3:-1]}]{' '.join(lines)}\n"


FRAME = Frame("", _cue)

STRUCTURES: dict[str, Make] = {
    "times in one line": bare("[00:01.00]"),
    "times for one text": bare("[00:01.00]", "", "words\n"),
    "word times": bare("<00:01.00>a ", "[00:01.00]", "\n"),
    "headers": bare("[ar:a]\n", "", "[00:01.00]a\n"),
}
