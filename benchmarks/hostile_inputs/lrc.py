"""Hostile LRC."""

from __future__ import annotations

from cues import clock

from hostile_inputs.builders import Frame, Make, bare, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"[{clock(start_ms, 'vtt')[3:-1]}]{' '.join(lines)}\n"


FRAME = Frame("", _cue)

STRUCTURES: dict[str, Make] = {
    "times in one line": bare("[00:01.00]"),
    "times for one text": bare("[00:01.00]", "", "words\n"),
    "word times": bare("<00:01.00>a ", "[00:01.00]", "\n"),
    "headers": bare("[ar:a]\n", "", "[00:01.00]a\n"),
    "blank times": bare("[]", "", "words\n"),
    "open times": bare("[00:", "", "\n"),
    "times of many digits": bare("1", "[", ":00.00]words\n"),
    "offsets": bare("[offset:+1]\n", "", "[00:01.00]a\n"),
    "lines without times": bare("words\n", "[00:01.00]a\n"),
    "empty lines of a song": numbered(
        lambda at: f"[{at // 60 % 100:02}:{at % 60:02}.00]\n", "[ar:a]\n"
    ),
    "many texts of many times": numbered(
        lambda at: "".join(f"[{time % 60:02}:{at % 4:02}.00]" for time in range(20)) + "a\n"
    ),
    "open word times": bare("<00:01.00", "[00:01.00]", "\n"),
    "singers": bare("[00:01.00]F: a\n"),
}
