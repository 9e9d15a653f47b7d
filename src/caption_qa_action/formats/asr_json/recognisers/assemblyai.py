"""AssemblyAI.

`{"id": ..., "audio_url": ..., "text": ..., "words": [{"text": "Hello", "start": 250, "end": 650}]}`, in milliseconds;
`{"sentences": [...], "audio_duration": ...}` is what its endpoint for sentences answers, `{"paragraphs": [...]}` that
for paragraphs.

Sources: AssemblyAI, "Get transcript", https://www.assemblyai.com/docs/api-reference/transcripts/get, and "Get
sentences in transcript", https://www.assemblyai.com/docs/api-reference/transcripts/get-sentences
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, first, inside, label, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds

_OWN = {"audio_url", "acoustic_model", "audio_duration"}
_LINES = ("sentences", "paragraphs")
_OF_A_WORD = {"text", "start", "end", "confidence"}


def _recognises(root: Value) -> bool:
    found = fields(root)
    if "words" in found and "segments" not in found and "type" not in fields(first(found["words"])):
        return bool(_OWN & found.keys()) or (
            "confidence" in found and fields(first(found["words"])).keys() >= _OF_A_WORD
        )
    for name in _LINES:
        if name in found:
            return fields(first(found[name])).keys() >= {"text", "start", "words"}
    return "acoustic_model" in found and "language_model" in found


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    name = next((name for name in _LINES if name in fields(root)), "words")
    for word in reading.objects(inside(root, name), name):
        yield from reading.line(
            word,
            ("text",),
            ("start",),
            ("end",),
            milliseconds,
            speaker=label(inside(word, "speaker")),
            is_word=name == "words",
        )


RECOGNISER = Recogniser(
    "AssemblyAI",
    ("words", "sentences", "paragraphs", "acoustic_model"),
    _recognises,
    _read,
    lambda root: string(inside(root, "language_code")),
)
