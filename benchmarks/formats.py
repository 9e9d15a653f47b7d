"""The captions of `generate.py` as SBV, ASS, TTML and JSON: the same cues, times and words."""

from __future__ import annotations

import json
from collections.abc import Callable

from cues import BUSY, CLEAN, CLEAN_DEFECT, TAGGED, Dice, Timing, texts, timings

FORMATS = ("sbv", "ass", "ttml", "json")

ASS_HEAD = """\
[Script Info]
ScriptType: v4.00+
PlayResX: 1920
PlayResY: 1080
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, \
Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,60,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,40,1
Style: Top,Arial,60,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,8,60,60,40,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
TTML_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
    xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en" ttp:timeBase="media">
  <head>
    <styling>
      <style xml:id="plain" tts:color="white" tts:textAlign="center"/>
    </styling>
    <layout>
      <region xml:id="bottom" tts:origin="10% 70%" tts:extent="80% 25%" tts:displayAlign="after"/>
    </layout>
  </head>
  <body style="plain" region="bottom">
    <div>
"""
TTML_TAIL = "    </div>\n  </body>\n</tt>\n"
JSON_HEAD = '{"format": "captionpass-json", "version": 1, "cues": [\n'


def clock(ms: int, digits: int) -> str:
    """`1:02:03.45` with so many digits after the point."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}.{ms // 10 ** (3 - digits):0{digits}d}"


def sbv(number: int, timing: Timing, lines: tuple[str, str], marked: bool) -> str:
    start, end = clock(timing.start_ms, 3), clock(timing.end_ms, 3)
    return f"{start},{end}\n{lines[0]}\n{lines[1]}\n\n"


def ass(number: int, timing: Timing, lines: tuple[str, str], marked: bool) -> str:
    words = "\\N".join(lines)
    if marked:
        words = f"{{\\i1}}{words}{{\\i0}}"
    style = "Top" if number % 50 == 0 else "Default"
    start, end = clock(timing.start_ms, 2), clock(timing.end_ms, 2)
    return f"Dialogue: 0,{start},{end},{style},,0,0,0,,{words}\n"


def ttml(number: int, timing: Timing, lines: tuple[str, str], marked: bool) -> str:
    words = "<br/>".join(lines)
    if marked:
        words = f'<span tts:fontStyle="italic">{words}</span>'
    start, end = clock(timing.start_ms, 3).zfill(12), clock(timing.end_ms, 3).zfill(12)
    return f'      <p xml:id="c{number}" begin="{start}" end="{end}">{words}</p>\n'


def json_cue(number: int, timing: Timing, lines: tuple[str, str], marked: bool) -> str:
    cue = {"index": number, "startMs": timing.start_ms, "endMs": timing.end_ms, "lines": lines}
    comma = "" if number == 1 else ","
    return f"{comma}{json.dumps(cue, ensure_ascii=False)}\n"


Write = Callable[[int, Timing, tuple[str, str], bool], str]
WRITERS: dict[str, tuple[str, Write, str]] = {
    "sbv": ("", sbv, ""),
    "ass": (ASS_HEAD, ass, ""),
    "ttml": (TTML_HEAD, ttml, TTML_TAIL),
    "json": (JSON_HEAD, json_cue, "]}\n"),
}


def captions(format: str, cues: int, kind: str = "clean", seed: str = "1") -> str:
    """A caption file of so many cues with two lines each; `kind` is `clean` or `busy`."""
    dice = Dice(f"captions {seed}")
    shape = CLEAN if kind == "clean" else BUSY
    drawn = timings(dice, shape, texts(Dice(f"texts {kind == 'clean'}"), shape))
    head, write, tail = WRITERS[format]
    parts = [head]
    for number in range(1, cues + 1):
        (start_ms, end_ms), text = next(drawn)
        if kind == "clean" and dice.random() < CLEAN_DEFECT:
            end_ms = start_ms + 400
        marked = dice.random() < TAGGED
        parts.append(write(number, Timing(start_ms, end_ms), text.lines, marked))
    return "".join(parts) + tail
