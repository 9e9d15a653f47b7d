"""The JSON timeline: cues in other words, values of other kinds, and what the writer puts beside lines."""

from __future__ import annotations

import json

_ONE: dict[str, object] = {"index": 1, "startMs": 1000, "endMs": 2500, "lines": ["One"]}


def _file(*cues: object, **top: object) -> str:
    head = {"format": "captionpass-json", "version": 1, **top}
    return json.dumps({**head, "cues": list(cues)})


_VALUES: dict[str, object] = {
    "null": None,
    "true": True,
    "number": 12,
    "string": "x",
    "array": [1],
    "object": {"a": 1},
}
SAMPLES: dict[str, str | bytes] = {
    **{f"lines-{name}.json": _file(_ONE, {**_ONE, "lines": value}) for name, value in _VALUES.items()},
    **{f"line-{name}.json": _file(_ONE, {**_ONE, "lines": ["Two", value, "a\rb\r\nc"]}) for name, value in _VALUES.items()},
    **{f"text-{name}.json": _file(_ONE, {"start": 3000, "end": 4500, "text": value}) for name, value in _VALUES.items()},
    **{f"start-{name}.json": _file(_ONE, {**_ONE, "startMs": value}) for name, value in _VALUES.items()},
    **{f"end-{name}.json": _file(_ONE, {**_ONE, "endMs": value}) for name, value in _VALUES.items()},
    **{f"cue-{name}.json": _file(_ONE, value) for name, value in _VALUES.items()},
    **{f"cues-{name}.json": json.dumps({"cues": value}) for name, value in _VALUES.items()},
    **{f"file-{name}.json": json.dumps(value) for name, value in _VALUES.items()},
    **{f"title-{name}.json": _file(_ONE, title=value, language=value) for name, value in _VALUES.items()},
    **{f"version-{name}.json": json.dumps({"version": value, "format": value, "cues": [_ONE]}) for name, value in _VALUES.items()},
    "names.json": _file({"id": "a", "start_ms": 1, "end_ms": 2, "text": "a\rb\r\nc"}, {"start": 3, "end": 4, "lines": []}),
    "times.json": _file(*({**_ONE, "startMs": ms} for ms in (1.5, 1.0, 1e3, -5, 10**12, 10**20))),
    "missing.json": _file(_ONE, {"index": 2}, {"startMs": 5000, "lines": ["a"]}, {"endMs": 500, "lines": ["b"]}),
    "looks.json": _file(
        {**_ONE, "runs": [
            {"text": "O", "bold": True, "italic": True, "underline": True, "strike": True, "color": "#ffff00"},
            {"text": "n", "speaker": "Ann", "language": "ja", "ruby": "r"}, {"text": "e", "bold": False}, {"text": ""},
        ]},
        {**_ONE, "runs": [{"text": "other"}]}, {**_ONE, "lines": ["a", "b"], "runs": [{"text": "a\r\nb"}]},
        {**_ONE, "lines": ["a", "b"], "runs": [{"text": "a\rb", "italic": True}]},
    ),
    "places.json": _file(
        {**_ONE, "placement": {"align": "left", "vertical": "top", "writing": "rl", "xPercent": 10, "yPercent": 20.5}},
        {**_ONE, "placement": {"align": "x", "vertical": "x", "writing": "x", "xPercent": "1", "yPercent": 1001}},
        {**_ONE, "placement": {"align": "right", "vertical": "middle", "writing": "lr", "xPercent": -1000, "yPercent": 1000}},
        {**_ONE, "layer": 3}, {**_ONE, "layer": "x"}, {**_ONE, "dialogue": False}, {**_ONE, "dialogue": True},
    ),
    "unread.json": _file({**_ONE, "note": "words"}, {**_ONE, "text": "two", "start": 3}, title="T", language="de", more=1),
    "escapes.json": '{"cues": [{"index": 1, "startMs": 1, "endMs": 2, "lines": ["a\\n\\u00e9\\ud83d\\ude00\\ud800\\"\\/"]}]}',
    "trailing-comma.json": '{"cues": [{"index": 1, "startMs": 1, "endMs": 2, "lines": ["a",],},],}',
    "commas-twice.json": '{"title": "a",, "cues": [{"startMs": 1,, "endMs": 2, "lines": ["a",, "b"]},, {"startMs": 3, "endMs": 4, "text": "c"}]}',
    "comma-first.json": '{, "cues": [, {, "startMs": 1, "endMs": 2, "lines": [, "a"]}]}',
    "no-colon.json": '{"cues" [{"startMs" 1, "endMs": 2, "lines": ["a"]}, {"startMs": 3, "endMs": 4, "text": "c"}]}',
    "no-bracket.json": '{"cues": [{"startMs": 1, "endMs": 2, "lines": ["a", "b"}, {"startMs": 3, "endMs": 4, "text": "c"}]}',
    "bare-names.json": '{cues: [{startMs: 1, endMs: 2, text: "a"}]}',
    "line-end-in-string.json": '{"cues": [{"startMs": 1, "endMs": 2, "text": "a\nb"}]}',
    "bad-escape.json": '{"cues": [{"startMs": 1, "endMs": 2, "text": "a\\x \\u12 \\ud83d b"}]}',
    "bad-numbers.json": '{"cues": [{"startMs": 01, "endMs": +2, "text": "a"}, {"startMs": .5, "endMs": 6., "text": "b"}, {"startMs": 1e, "endMs": 0x7, "text": "c"}]}',
    "bad-words.json": '{"cues": [{"startMs": True, "endMs": undefined, "text": nil}]}',
    "deep.json": '{"cues": [{"startMs": 1, "endMs": 2, "text": "a", "x": ' + "[" * 40 + "]" * 40 + "}]}",
    "no-comma.json": '{"cues": [{"index": 1, "startMs": 1, "endMs": 2, "lines": ["a"]} {"index": 2, "startMs": 3, "endMs": 4, "lines": ["b"]}]}',
    "comment.json": '{"cues": [ // first\n{"index": 1, "startMs": 1, "endMs": 2, "lines": ["a"]}]}',
    "single-quotes.json": "{'cues': [{'startMs': 1, 'endMs': 2, 'text': 'a'}]}",
    "nan.json": '{"cues": [{"startMs": NaN, "endMs": 2, "text": "a"}]}',
    "cut.json": '{"cues": [{"index": 1, "startMs": 1, "endMs": 2, "lines": ["a"]}, {"index": 2, "startMs": 3, "endMs": 4, "lin',
    "twice.json": '{"title": "a", "title": "b", "cues": [{"startMs": 1, "startMs": 2, "endMs": 3, "text": "a"}]}',
    "rest.json": '{"cues": []} and more',
    "blank.json": " \n\t",
    "damaged-cue.json": '{"cues": [{"index": 1, "startMs": 1, "endMs": 2, "lines": [}, {"index": 2, "startMs": 3, "endMs": 4, "lines": ["b"]}]}',
}  # fmt: skip
