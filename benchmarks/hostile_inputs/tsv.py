"""Hostile TSV."""

from __future__ import annotations

from hostile_inputs.builders import Frame, Make, bare


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{start_ms}\t{end_ms}\t{' '.join(lines)}\n"


FRAME = Frame("start\tend\ttext\n", _cue)

STRUCTURES: dict[str, Make] = {
    "tabs": bare("\t", "start\tend\ttext\n0\t1000\ta"),
    "rows without times": bare("a\tb\tc\n", "start\tend\ttext\n0\t1000\ta\n"),
    "quotation marks": bare('"', "start\tend\ttext\n0\t1000\t", "\n"),
    "quoted rows": bare('0\t1000\t"a\n', "start\tend\ttext\n"),
    "columns": bare("a\t", "start\tend\ttext\t", "\n0\t1000\ta\n"),
    "headers": bare("start\tend\ttext\n", "", "0\t1000\ta\n"),
    "times of many digits": bare("1", "start\tend\ttext\n", "\t2\ta\n"),
    "negative times": bare("-1\t-2\ta\n", "start\tend\ttext\n"),
    "fractions": bare("0.0000001\t0.5\ta\n", "start\tend\ttext\n"),
    "blank rows": bare("\n", "start\tend\ttext\n", "0\t1000\ta\n"),
    "rows of blanks": bare(" \t \t \n", "start\tend\ttext\n"),
    "rows without a text": bare("0\t1000\n", "start\tend\ttext\n"),
}
