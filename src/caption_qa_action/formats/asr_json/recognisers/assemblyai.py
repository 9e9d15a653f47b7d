"""AssemblyAI.

`{"id": ..., "audio_url": ..., "text": ..., "words": [{"text": "Hello", "start": 250, "end": 650}]}`, in milliseconds;
`{"sentences": [...], "audio_duration": ...}` is what its endpoint for sentences answers, `{"paragraphs": [...]}` that
for paragraphs. An answer from which members were left out is known by its words, or by its turns (`utterances`) with a
speaker each, whose times are whole numbers.

Sources: AssemblyAI, "Get transcript", https://www.assemblyai.com/docs/api-reference/transcripts/get, and "Get
sentences in transcript", https://www.assemblyai.com/docs/api-reference/transcripts/get-sentences
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import (
    Fields,
    Reading,
    fields,
    first,
    inside,
    items,
    label,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds

_OWN = {"audio_url", "acoustic_model", "audio_duration"}
# What else an answer has from which members were left out.
_OF_AN_ANSWER = {"confidence", "status", "utterances"}
_LINES = ("sentences", "paragraphs")
# Nobody speaks for less, and in seconds nobody for so long at once (chosen).
_SHORTEST_TURN_MS = 100
_OF_A_WORD = {"text", "start", "end", "confidence"}


def _recognises(root: Value) -> bool:
    found = fields(root)
    if "words" in found and "segments" not in found and "type" not in fields(first(found["words"])):
        is_word = fields(first(found["words"])).keys() >= _OF_A_WORD
        if _OWN & found.keys() or (is_word and _OF_AN_ANSWER & found.keys()):
            return True
    if "utterances" in found:
        utterance = fields(first(found["utterances"]))
        if utterance.keys() >= {"text", "start", "end", "words"}:
            return _in_milliseconds(utterance["start"], utterance["end"])
        return any(_is_turn(fields(each)) for each in items(found["utterances"]))
    for name in _LINES:
        if name in found:
            return fields(first(found[name])).keys() >= {"text", "start", "words"}
    return "acoustic_model" in found and "language_model" in found


def _in_milliseconds(*times: Value) -> bool:
    """Whether no time is one of seconds; one that is damaged may be of either kind."""
    return not any(time.kind == "number" and "." in time.text for time in times)


def _is_turn(found: Fields) -> bool:
    """Whether these are the values of a turn of which the words were left out."""
    if not found.keys() >= {"text", "start", "end", "speaker"}:
        return False
    start_ms, end_ms = milliseconds(found["start"]), milliseconds(found["end"])
    if start_ms is None or end_ms is None or not _in_milliseconds(found["start"], found["end"]):
        return False
    return end_ms - start_ms >= _SHORTEST_TURN_MS


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    found = fields(root)
    name = next((name for name in _LINES if name in found), "words")
    if "utterances" in found and name not in found:
        name = "utterances"
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
    ("words", "sentences", "paragraphs", "utterances", "acoustic_model"),
    _recognises,
    _read,
    lambda root: string(inside(root, "language_code")),
)
