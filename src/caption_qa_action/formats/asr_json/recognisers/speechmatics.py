"""Speechmatics, json-v2.

`{"format": "2.9", "results": [{"type": "word", "start_time": 0.1, "end_time": 0.4, "alternatives": [{"content": "Hello",
"speaker": "S1"}]}, {"type": "punctuation", ...}]}`, in seconds.

Source: Speechmatics, "Batch output", https://docs.speechmatics.com/speech-to-text/batch/output
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import (
    Reading,
    channel_of,
    fields,
    first,
    inside,
    label,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds

# Who speaks is not known.
_UNKNOWN_SPEAKER = "UU"


def _recognises(root: Value) -> bool:
    result = first(inside(root, "results"))
    found = fields(first(inside(result, "alternatives")))
    return "content" in found and "type" in fields(result)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for result in reading.objects(inside(root, "results"), "results"):
        alternative = first(inside(result, "alternatives"))
        value = reading.text(alternative or result, ("content",))
        if value is None:
            continue
        speaker = label(inside(alternative, "speaker"))
        yield Piece(
            value.text,
            value.span,
            result.start,
            reading.time(result, ("start_time",), seconds),
            reading.time(result, ("end_time",), seconds),
            is_word=True,
            glued=string(inside(result, "type")) == "punctuation",
            speaker="" if speaker == _UNKNOWN_SPEAKER else speaker,
            channel=channel_of(result),
        )


RECOGNISER = Recogniser(
    "Speechmatics",
    ("results",),
    _recognises,
    _read,
    lambda root: string(inside(root, "metadata", "transcription_config", "language")),
)
