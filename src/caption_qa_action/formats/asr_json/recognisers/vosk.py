"""Vosk.

`{"result": [{"conf": 1.0, "start": 0.2, "end": 0.6, "word": "hello"}], "text": "hello"}`, in seconds: one object for
each utterance, one after the other or in an array. With several alternatives the first is read.

Source: Vosk API, `test_words.py` and `Recognizer::MbrResult`, https://github.com/alphacep/vosk-api
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, first, inside
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds

_OF_A_WORD = {"start", "end", "word"}


def _words(utterance: Value | None) -> Value | None:
    found = inside(utterance, "result")
    return found or inside(first(inside(utterance, "alternatives")), "result")


def _utterances(root: Value) -> tuple[Value, ...]:
    return root.items if root.kind == "array" else (root,)


def _recognises(root: Value) -> bool:
    words = (_words(each) for each in _utterances(root))
    return any(fields(first(found)).keys() >= _OF_A_WORD for found in words)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for utterance in _utterances(root):
        for word in reading.objects(_words(utterance), "result"):
            yield from reading.line(word, ("word",), ("start",), ("end",), seconds, is_word=True)


RECOGNISER = Recogniser("Vosk", ("result",), _recognises, _read)
