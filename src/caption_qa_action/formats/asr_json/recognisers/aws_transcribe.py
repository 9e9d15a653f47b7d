"""Amazon Transcribe.

`{"jobName": ..., "results": {"transcripts": [...], "items": [{"type": "pronunciation", "start_time": "0.0",
"end_time": "0.4", "alternatives": [{"content": "Hello"}]}, {"type": "punctuation", ...}]}}`: words with seconds as
strings, and punctuation without times. Who speaks is written at each item, or beside them in `speaker_labels`, by
the time at which a word begins. Of several channels, `channel_labels` has the items of each.

Source: Amazon Transcribe, "Data input and output", https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html
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
    items,
    label,
    string,
)
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
    results = inside(root, "results")
    speakers = _speakers(inside(results, "speaker_labels"))
    for item, channel in _items(results, reading):
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
            speaker=label(inside(item, "speaker_label"))
            or speakers.get(string(inside(item, "start_time")), ""),
            channel=channel,
        )


def _items(results: Value | None, reading: Reading) -> Iterator[tuple[Value, str]]:
    """The words and marks, each with its channel: a mark does not state it, and belongs to the word before it."""
    channels = items(inside(results, "channel_labels", "channels"))
    if any(inside(first(inside(each, "items")), "alternatives") for each in channels):
        for channel in channels:
            for item in reading.objects(inside(channel, "items"), "items"):
                yield item, channel_of(channel)
        return
    current = ""
    for item in reading.objects(inside(results, "items"), "items"):
        current = channel_of(item) or current
        yield item, current


def _speakers(labels: Value | None) -> dict[str, str]:
    """The speakers by the time at which a word begins, as it is written."""
    found: dict[str, str] = {}
    for segment in items(inside(labels, "segments")):
        whole = label(inside(segment, "speaker_label"))
        found.setdefault(string(inside(segment, "start_time")), whole)
        for item in items(inside(segment, "items")):
            start = string(inside(item, "start_time"))
            found[start] = label(inside(item, "speaker_label")) or whole
    return found


RECOGNISER = Recogniser(
    "Amazon Transcribe",
    ("results",),
    _recognises,
    _read,
    lambda root: string(inside(root, "results", "language_code")),
)
