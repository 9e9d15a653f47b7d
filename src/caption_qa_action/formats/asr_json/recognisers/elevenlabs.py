"""ElevenLabs Scribe.

`{"language_code": "en", "language_probability": 0.98, "text": ..., "words": [{"text": "Hello", "start": 0.1, "end": 0.4,
"type": "word", "speaker_id": "speaker_0"}, {"text": " ", "type": "spacing", ...}]}`, in seconds. An `audio_event` is
a word as well: it stands in parentheses. Of several channels each has its own such object, in `transcripts`.

Source: ElevenLabs, "Create transcript", https://elevenlabs.io/docs/api-reference/speech-to-text/convert
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


def _recognises(root: Value) -> bool:
    found = fields(first(inside(root, "transcripts")) or root)
    if fields(first(found.get("words"))).keys() >= {"text", "type"}:
        return True
    return {"language_code", "language_probability"} <= found.keys() and "segments" not in found


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    transcripts = inside(root, "transcripts")
    for transcript in reading.objects(transcripts, "transcripts") if transcripts else (root,):
        yield from _words(transcript, reading)


def _words(transcript: Value, reading: Reading) -> Iterator[Piece]:
    channel = channel_of(transcript)
    for word in reading.objects(inside(transcript, "words"), "words"):
        if string(inside(word, "type")) == "spacing":
            continue
        yield from reading.line(
            word,
            ("text",),
            ("start",),
            ("end",),
            seconds,
            speaker=label(inside(word, "speaker_id")),
            is_word=True,
            channel=channel,
        )


RECOGNISER = Recogniser(
    "ElevenLabs",
    ("words", "language_probability"),
    _recognises,
    _read,
    lambda root: string(inside(first(inside(root, "transcripts")) or root, "language_code")),
)
