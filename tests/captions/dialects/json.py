"""JSON timelines: every spelling of the names that is read, extras, and damage."""

from __future__ import annotations

import json
from typing import Any

from tests.captions.sentences import EN, SENTENCES


def _file(*cues: dict[str, Any], indent: int | None = None, **more: Any) -> str:
    top = {"format": "captionpass-json", "version": 1, **more, "cues": list(cues)}
    return json.dumps(top, ensure_ascii=False, indent=indent) + "\n"


def _cue(index: int, **more: Any) -> dict[str, Any]:
    times = {"index": index, "startMs": index * 3000 - 2000, "endMs": index * 3000}
    return {**times, "lines": [EN[(index - 1) % 3]], **more}


_PLAIN = _file(_cue(1), _cue(2, lines=[EN[1], "and so on"]), _cue(3))

FILES: dict[str, str | bytes] = {
    "plain.json": _PLAIN,
    "indented.json": _file(_cue(1), _cue(2), _cue(3), indent=2, language="en"),
    "escaped.json": json.dumps(json.loads(_PLAIN)).replace("missing", "\\u006dissing \\ud83d\\ude80 \\\"x\\\""),
    "scripts.json": _file(*(_cue(at + 1, lines=list(lines)) for at, lines in enumerate(SENTENCES.values()))),
    "snake-case.json": _file({"id": 1, "start_ms": 1000, "end_ms": 3000, "text": f"{EN[0]}\nand so on"}),
    "short-names.json": _file({"start": 1000, "end": 3000, "text": EN[0]}, {"start": 4000, "end": 6000, "text": EN[1]}),
    "extras.json": _file(
        _cue(1, runs=[{"text": EN[0], "italic": True, "speaker": "Ann"}], layer=2, kept={"a": [1, None, "x"]}),
        _cue(2, placement={"vertical": "top", "xPercent": 12.5}),
        title="Harbour",
    ),
    "damaged-control.json": _PLAIN.replace("missing", "miss\x01ing"),
    "damaged-cut.json": _PLAIN[:-20],
    "damaged-comma.json": _PLAIN.replace('}, {"index": 2', '} {"index": 2'),
    "damaged-trailing-comma.json": _PLAIN.replace("]}]}", "]},]}"),
    "damaged-text-time.json": _PLAIN.replace('"startMs": 4000', '"startMs": "four"'),
    "damaged-no-end.json": _PLAIN.replace('"endMs": 6000, ', ""),
    "damaged-number-as-text.json": _PLAIN.replace('"and so on"', "17, null, {}"),
    "damaged-quote.json": _PLAIN.replace("and so on", 'and "so" on'),
    "damaged-single-quotes.json": _PLAIN.replace('"index": 2', "'index': 2"),
    "damaged-line-break.json": _PLAIN.replace("and so on", "and\nso on"),
}  # fmt: skip
