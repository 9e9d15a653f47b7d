"""Whisper, and what writes as it does: faster-whisper, whisper-ctranslate2, WhisperX, stable-ts, OpenAI's API.

`{"text": ..., "segments": [{"start": 0.0, "end": 2.4, "text": " Hello."}], "language": "en"}`, in seconds. Each
segment is a line, as in the SRT that Whisper writes; where there are words alone (`words`, `word_segments`),
they are put together.

Sources: OpenAI Whisper, `WriteJSON`, https://github.com/openai/whisper/blob/main/whisper/utils.py; OpenAI, "The
transcription object (Verbose JSON)", https://platform.openai.com/docs/api-reference/audio/verbose-json-object;
WhisperX, https://github.com/m-bain/whisperX/blob/main/whisperx/types.py
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

_START, _END = ("start",), ("end",)
_OF_A_LINE = {"text", "start", "end"}
_OF_A_WORD = {"word", "start", "end"}


def _recognises(root: Value) -> bool:
    line = fields(first(inside(root, "segments")))
    if line.keys() >= _OF_A_LINE and line["text"].kind == "string":
        return True
    # Silence has no segments.
    if "segments" in fields(root) and {"text", "language"} <= fields(root).keys():
        return True
    # WhisperX leaves out the times of a word that it could not align, such as a number, which may be the first.
    return any(
        fields(word).keys() >= _OF_A_WORD for words in _word_lists(root) for word in items(words)
    )


def _word_lists(root: Value) -> list[Value]:
    found = (inside(root, name) for name in ("word_segments", "words"))
    return [value for value in found if value is not None]


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    segments = inside(root, "segments")
    if segments and (segments.items or not _word_lists(root)):
        for line in reading.objects(segments, "segments"):
            speaker = label(inside(line, "speaker"))
            yield from reading.line(line, ("text",), _START, _END, seconds, speaker=speaker)
        return
    for word in reading.objects(_word_lists(root)[0], "words"):
        speaker = label(inside(word, "speaker"))
        yield from reading.line(
            word, ("word",), _START, _END, seconds, speaker=speaker, is_word=True
        )


RECOGNISER = Recogniser(
    "Whisper",
    ("segments", "word_segments", "words"),
    _recognises,
    _read,
    lambda root: string(inside(root, "language")),
)
