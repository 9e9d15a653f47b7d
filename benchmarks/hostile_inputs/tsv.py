"""Hostile TSV."""

from __future__ import annotations

from hostile_inputs.builders import Frame, Make, bare


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{start_ms}\t{end_ms}\t{' '.join(lines)}\n"


FRAME = Frame("start\tend\ttext\n", _cue)

STRUCTURES: dict[str, Make] = {
    "tabs": bare("\t", "start\tend\ttext\n0\t1000\ta"),
    "rows without times": bare("a\tb\tc\n", "start\tend\ttext\n0\t1000\ta\n"),
}
