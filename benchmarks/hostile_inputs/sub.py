"""Hostile MicroDVD."""

from __future__ import annotations

from hostile_inputs.builders import Frame, Make, bare, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{{{start_ms // 40}}}{{{end_ms // 40}}}{'|'.join(lines)}\n"


FRAME = Frame("", _cue)

STRUCTURES: dict[str, Make] = {
    "frames in one line": bare("{1}{2}"),
    "controls": bare("{y:i}", "{1}{2}", "a\n"),
    "lines of one cue": bare("a|", "{1}{2}", "\n"),
    "frames of many digits": bare("1", "{", "}{2}a\n"),
    "open frames": bare("{1", "", "\n"),
    "empty frames": bare("{}{}a\n"),
    "frame rates": bare("{1}{1}25\n", "", "{1}{50}a\n"),
    "defaults": bare("{DEFAULT}{}{C:$0000FF}\n", "", "{1}{50}a\n"),
    "open controls": bare("{y:", "{1}{2}", "a\n"),
    "slashes": bare("/", "{1}{2}", "a\n"),
    "lines of controls": bare("{Y:i}a|", "{1}{2}", "\n"),
    "lines without frames": bare("words\n", "{1}{50}a\n"),
    "brackets of MPL2": bare("[1][2]a\n"),
    "captions without an end": numbered(lambda at: f"{{{at * 25}}}{{}}Words.\n"),
}
