"""The cues of a WebVTT file, as node-webvtt gives them.

`{"valid": true, "strict": true, "cues": [{"identifier": "", "start": 0, "end": 1.5, "text": "Hello", "styles": "align:start"}]}`,
in seconds. What stands in `styles`, the settings of the cue, is not read.

Source: node-webvtt, "Parsing", https://github.com/osk/node-webvtt#parsing
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, first, inside, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds

_OF_A_CUE = {"identifier", "start", "end", "text", "styles"}


def _recognises(root: Value) -> bool:
    return fields(first(inside(root, "cues"))).keys() >= _OF_A_CUE


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for cue in reading.objects(inside(root, "cues"), "cues"):
        styles = string(inside(cue, "styles")).strip()
        for piece in reading.line(cue, ("text",), ("start",), ("end",), seconds):
            yield piece._replace(look=styles)


RECOGNISER = Recogniser("node-webvtt", ("identifier",), _recognises, _read)
