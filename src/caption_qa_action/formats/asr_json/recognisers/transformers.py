"""Transformers, the pipeline for speech recognition (`return_timestamps`), also of Insanely Fast Whisper.

`{"text": ..., "chunks": [{"timestamp": [0.0, 2.4], "text": " Hello."}]}`, in seconds. With
`return_timestamps="word"` each chunk is a word: these are put together. The end is `null` where Whisper has predicted
none, which happens to the last chunk: it then goes on to the next one, or as long as a guess.

Source: Hugging Face, AutomaticSpeechRecognitionPipeline,
https://huggingface.co/docs/transformers/main_classes/pipelines#transformers.AutomaticSpeechRecognitionPipeline
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece, Time, ended
from caption_qa_action.formats.asr_json.reading import (
    Reading,
    fields,
    first,
    inside,
    is_single_word,
    items,
    label,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds


def _recognises(root: Value) -> bool:
    return fields(first(inside(root, "chunks"))).keys() >= {"timestamp", "text"}


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    chunks = list(reading.objects(inside(root, "chunks"), "chunks"))
    texts = [string(inside(chunk, "text")) for chunk in chunks]
    is_word = len(texts) > 1 and all(map(is_single_word, texts))
    pieces: list[Piece] = []
    is_open: list[bool] = []
    for chunk, text in zip(chunks, texts, strict=True):
        value = reading.text(chunk, ("text",))
        if value is None:
            continue
        start, end = _times(chunk, reading)
        glued = is_word and not text.startswith(" ")
        speaker = label(inside(chunk, "speaker"))
        pieces.append(
            Piece(value.text, value.span, chunk.start, start, end, is_word, glued, speaker)
        )
        is_open.append(_is_open(chunk))
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].start if index + 1 < len(pieces) else None
        yield ended(piece, following, reading.problems) if is_open[index] else piece


def _is_open(chunk: Value) -> bool:
    pair = items(inside(chunk, "timestamp"))
    return len(pair) == 2 and pair[1].text == "null"


def _times(chunk: Value, reading: Reading) -> tuple[Time | None, Time | None]:
    pair = items(inside(chunk, "timestamp"))
    found: list[Time | None] = []
    for value in pair[:2]:
        ms = seconds(value)
        if ms is None and not (value is pair[1] and _is_open(chunk)):
            what = value.title if value.kind != "string" else "a string"
            reading.wrong(value.span, f"timestamp holds {what}; expected seconds")
        found.append(None if ms is None else Time(ms, value.span))
    if len(found) < 2:
        reading.wrong_line(chunk, "timestamp is no pair of seconds")
        found += [None, None]
    return found[0], found[1]


RECOGNISER = Recogniser("Transformers", ("chunks",), _recognises, _read)
