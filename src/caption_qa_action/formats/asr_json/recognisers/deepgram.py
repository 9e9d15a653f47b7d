"""Deepgram.

`{"metadata": {"request_id": ...}, "results": {"channels": [{"alternatives": [{"transcript": ..., "words": [{"word":
"hello", "punctuated_word": "Hello", "start": 0.08, "end": 0.4}]}]}]}}`, in seconds. Where somebody has left out the
words, `utterances` are lines, or the sentences of `paragraphs`.

Source: Deepgram, "Transcribe Pre-Recorded Audio", response,
https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import (
    Reading,
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
    channels = inside(root, "results", "channels")
    if channels is None:
        return False
    return "alternatives" in fields(first(channels)) or "request_id" in fields(
        inside(root, "metadata")
    )


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    channels = list(reading.objects(inside(root, "results", "channels"), "channels"))
    if not any(items(inside(first(inside(each, "alternatives")), "words")) for each in channels):
        yield from _lines(root, reading)
        return
    for number, channel in enumerate(channels):
        words = inside(first(inside(channel, "alternatives")), "words")
        for word in reading.objects(words, "words"):
            yield from reading.line(
                word,
                ("punctuated_word", "word"),
                ("start",),
                ("end",),
                seconds,
                speaker=label(inside(word, "speaker")),
                is_word=True,
                channel=str(number),
            )


def _sentences(channel: Value) -> Iterator[tuple[Value, str]]:
    """The sentences of the paragraphs of a channel, each with its speaker."""
    paragraphs = inside(first(inside(channel, "alternatives")), "paragraphs", "paragraphs")
    for paragraph in items(paragraphs):
        for sentence in items(inside(paragraph, "sentences")):
            yield sentence, label(inside(paragraph, "speaker"))


def _lines(root: Value, reading: Reading) -> Iterator[Piece]:
    """The utterances as lines, or the sentences."""
    utterances = inside(root, "results", "utterances")
    lines = [(line, label(inside(line, "speaker"))) for line in items(utterances)]
    for channel in () if lines else items(inside(root, "results", "channels")):
        lines += _sentences(channel)
    for line, speaker in lines:
        yield from reading.line(
            line, ("transcript", "text"), ("start",), ("end",), seconds, speaker=speaker
        )


def _language(root: Value) -> str:
    return string(inside(first(inside(root, "results", "channels")), "detected_language"))


RECOGNISER = Recogniser("Deepgram", ("channels",), _recognises, _read, _language)
