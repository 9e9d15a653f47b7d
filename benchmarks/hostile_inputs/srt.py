"""Hostile SubRip."""

from __future__ import annotations

from cues import clock

from hostile_inputs.builders import Frame, Make, bare, numbered


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    times = f"{clock(start_ms, 'srt')} --> {clock(end_ms, 'srt')}"
    words = "\n".join(lines)
    return f"{number}\n{times}\n{words}\n\n"


FRAME = Frame("", _cue)

_SRT_CUE = "1\n00:00:01,000 --> 00:00:02,000\nWords.\n\n"

STRUCTURES: dict[str, Make] = {
    "timing lines": bare("00:00:01,000 --> 00:00:02,000\n"),
    "numbers and timing lines": bare("1\n00:00:01,000 --> 00:00:02,000\n"),
    "timing lines with a blank": bare("00:00:01,000 --> 00:00:02,000\n\n"),
    "half timing lines": bare("00:00:01,000 -->\n"),
    "timing lines without an arrow": bare("00:00:01,000 00:00:02,000\n"),
    "arrow lines": bare("-->\n"),
    "words beside timing lines": bare("a 00:00:01,000 --> 00:00:02,000 b\nc\n"),
    "timing lines in one line": bare("00:00:01,000 --> 00:00:02,000 "),
    "blank lines": bare("\n"),
    "blank lines between words": bare("a\n\n\n", head=_SRT_CUE),
    "lines of one space": bare(" \n"),
    "digit lines": bare("1\n"),
    "digits in one line": bare("1"),
    "colons": bare("00:"),
    "spaces in a timing line": bare(" ", "1\n00:00:01,000", "--> 00:00:02,000\nx\n"),
    "spaces after a timing line": bare(" ", "1\n00:00:01,000 --> 00:00:02,000", "x\nx\n"),
    "digits in a timing line": bare("1", "1\n", ":00:01,000 --> 00:00:02,000\nx\n"),
    "coordinates": bare(" X1:1", "1\n00:00:01,000 --> 00:00:02,000", "\nx\n"),
    "foreign digits": bare("٠٠:٠٠:٠١,٠٠٠ --> ٠٠:٠٠:٠٢,٠٠٠\n"),
    "carriage returns": bare("\r", head=_SRT_CUE),
    "mixed line ends": bare("a\r\nb\rc\n", head=_SRT_CUE),
    "equal numbers": bare(_SRT_CUE),
    "pasted files": bare(_SRT_CUE * 3),
    "headers of other formats": bare("WEBVTT\n\nNOTE x\n\n" + _SRT_CUE),
    "wrong numbers": numbered(
        lambda at: (
            f"{9999 - at}\n{clock(at * 2000, 'srt')} --> {clock(at * 2000 + 1500, 'srt')}\nA.\n\n"
        )
    ),
    "console lines": numbered(lambda at: f"[{at // 60:02d}:{at % 60:02d}.000 --> 59:00.000]  A\n"),
    "suppressions": bare("caption-qa: ignore[empty_cue] reason\n", head=_SRT_CUE),
}
