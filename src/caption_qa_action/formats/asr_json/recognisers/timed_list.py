"""A plain list of timed lines or words, as youtube-transcript-api and WhisperX give it.

`[{"text": "Hello there", "start": 0.0, "duration": 1.54}]`, or `[{"word": "Hello", "start": 0.0, "end": 0.4}]`, in
seconds. A list whose times are all whole numbers is not read: whether they count seconds, milliseconds or
letters, nothing shows.

Sources: youtube-transcript-api, https://github.com/jdepoix/youtube-transcript-api; WhisperX, `SingleWordSegment`,
https://github.com/m-bain/whisperX/blob/main/whisperx/types.py
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import (
    Reading,
    fields,
    inside,
    is_number,
    items,
    label,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds


def _recognises(root: Value) -> bool:
    found = [fields(item) for item in items(root)]
    entries = [each for each in found if "text" in each or "word" in each]
    starts = [each.get("start") for each in entries]
    lasts = [each.get("end") or each.get("duration") for each in entries]
    if not (any(map(is_number, starts)) and any(map(is_number, lasts))):
        return False
    return any(value and is_number(value) and "." in value.text for value in starts + lasts)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for entry in reading.objects(root, "the list"):
        found = fields(entry)
        speaker, is_word = label(inside(entry, "speaker")), "word" in found
        for piece in reading.line(
            entry,
            ("word", "text"),
            ("start",),
            ("end", "duration"),
            seconds,
            speaker=speaker,
            is_word=is_word,
        ):
            yield piece if "end" in found else reading.lasting(piece, piece.end)


RECOGNISER = Recogniser("a list of timed text", ("start",), _recognises, _read)
