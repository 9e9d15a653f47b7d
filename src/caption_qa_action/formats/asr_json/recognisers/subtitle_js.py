"""The nodes of a subtitle file, as the package `subtitle` for Node.js gives them.

`[{"type": "header", "data": "WEBVTT"}, {"type": "cue", "data": {"start": 1000, "end": 2500, "text": "Hello"}}]`, in milliseconds.

Source: subtitle.js, "Types", https://github.com/gsantiago/subtitle.js#types
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, inside, items, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds


def _is_cue(node: Value) -> bool:
    return string(inside(node, "type")) == "cue"


def _recognises(root: Value) -> bool:
    data = [fields(inside(node, "data")) for node in items(root) if _is_cue(node)]
    return any(each.keys() >= {"start", "end", "text"} for each in data)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for node in reading.objects(root, "the list"):
        data = inside(node, "data")
        if not _is_cue(node):
            continue
        if data is None or data.kind != "object":
            reading.wrong_line(node, "data is missing; expected an object")
            continue
        yield from reading.line(data, ("text",), ("start",), ("end",), milliseconds)


RECOGNISER = Recogniser("subtitle.js", ("data",), _recognises, _read)
