"""Hostile MicroDVD."""

from __future__ import annotations

from hostile_inputs.builders import Frame, Make, bare, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    return f"{{{start_ms // 40}}}{{{end_ms // 40}}}{'|'.join(lines)}\n"


FRAME = Frame("", _cue)

# What tells captions from other lines in braces: two that are on screen for a while.
_CUES = "{100}{200}Words.\n{300}{400}Words.\n"

STRUCTURES: dict[str, Make] = {
    "frames in one line": bare("{1}{2}", _CUES),
    "controls": bare("{y:i}", f"{_CUES}{{500}}{{600}}", "a\n"),
    "lines of one cue": bare("a|", f"{_CUES}{{500}}{{600}}", "\n"),
    "frames of many digits": bare("1", f"{_CUES}{{", "}{2}a\n"),
    "open frames": bare("{1", _CUES, "\n"),
    "empty frames": bare("{}{}a\n", _CUES),
    "frame rates": bare("{1}{1}25\n", "", "{1}{50}a\n"),
    "defaults": bare("{DEFAULT}{}{C:$0000FF}\n", "", "{1}{50}a\n"),
    "open controls": bare("{y:", f"{_CUES}{{500}}{{600}}", "a\n"),
    "slashes": bare("/", f"{_CUES}{{500}}{{600}}", "a\n"),
    "lines of controls": bare("{Y:i}a|", f"{_CUES}{{500}}{{600}}", "\n"),
    "lines without frames": bare("words\n", _CUES),
    "brackets of MPL2": bare("[10][40]a\n"),
    "captions without an end": numbered(lambda at: f"{{{at * 25}}}{{}}Words.\n"),
}
