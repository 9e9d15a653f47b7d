"""Hostile JSON."""

from __future__ import annotations

import json

from hostile_inputs.builders import Frame, Make, bare, nested


def _cue(number: int, start_ms: int, end_ms: int, lines: list[str]) -> str:
    cue = {"index": number, "startMs": start_ms, "endMs": end_ms, "lines": lines}
    return f"{'' if number == 1 else ','}{json.dumps(cue, ensure_ascii=False)}\n"


FRAME = Frame('{"format": "captionpass-json", "version": 1, "cues": [\n', _cue, "]}\n")

STRUCTURES: dict[str, Make] = {
    "nested lists": nested("[", "]"),
    "nested objects": nested('{"a":', "}", inside="1"),
    "open lists": bare("["),
    "equal keys": bare('"a":1,', '{"format": "captionpass-json", "cues": [], ', '"b":1}'),
    "digits of a number": bare(
        "1", '{"format": "captionpass-json", "version": 1, "cues": [{"startMs": ', "}]}"
    ),
    "cues without closing": bare('{"startMs": 1, "endMs": 2, "lines": ["a"]},', FRAME.head),
    "escapes": bare(
        "\\u0041",
        '{"format": "captionpass-json", "version": 1, "cues": [{"index":1,"startMs":1,"endMs":999,"lines":["',
        '"]}]}',
    ),
    "empty cues": bare("{},", FRAME.head, "{}]}"),
    "lists of words": bare('{"start": 1, "end": 2, "text": "a"},', '{"segments": [', "{}]}"),
}
