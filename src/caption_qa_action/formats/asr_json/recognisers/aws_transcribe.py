"""Amazon Transcribe.

`{"jobName": ..., "results": {"transcripts": [...], "items": [{"type": "pronunciation", "start_time": "0.0",
"end_time": "0.4", "alternatives": [{"content": "Hello"}]}, {"type": "punctuation", ...}]}}`: words with seconds as
strings, and punctuation without times.

Source: Amazon Transcribe, "Data input and output", https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, first, inside, label, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds


def _recognises(root: Value) -> bool:
    results = inside(root, "results")
    if results is None or results.kind != "object":
        return False
    if "jobName" in fields(root) and "transcripts" in fields(results):
        return True
    item = fields(first(inside(results, "items")))
    return item.keys() >= {"type", "alternatives"}


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for item in reading.objects(inside(root, "results", "items"), "items"):
        alternative = first(inside(item, "alternatives"))
        value = reading.text(alternative or item, ("content",))
        if value is None:
            continue
        is_mark = string(inside(item, "type")) == "punctuation"
        yield Piece(
            value.text,
            value.span,
            item.start,
            reading.time(item, ("start_time",), seconds, optional=is_mark),
            reading.time(item, ("end_time",), seconds, optional=is_mark),
            is_word=True,
            glued=is_mark,
            speaker=label(inside(item, "speaker_label")),
        )


RECOGNISER = Recogniser(
    "Amazon Transcribe",
    ("results",),
    _recognises,
    _read,
    lambda root: string(inside(root, "results", "language_code")),
)
