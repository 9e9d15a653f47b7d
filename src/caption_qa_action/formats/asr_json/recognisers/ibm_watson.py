"""IBM Watson Speech to Text.

`{"results": [{"final": true, "alternatives": [{"transcript": "hello ", "timestamps": [["hello", 0.1, 0.5]]}]}]}`, in
seconds. Who speaks stands beside them, by the time at which a word begins (`speaker_labels`).

Source: IBM Cloud, Speech to Text, "Word timestamps",
https://cloud.ibm.com/docs/speech-to-text?topic=speech-to-text-metadata#word-timestamps
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece, Time
from caption_qa_action.formats.asr_json.reading import Reading, fields, first, inside, items, label
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds


def _recognises(root: Value) -> bool:
    alternative = first(inside(first(inside(root, "results")), "alternatives"))
    return "timestamps" in fields(alternative)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    labels = items(inside(root, "speaker_labels"))
    speakers = {
        ms: label(each.get("speaker"))
        for each in map(fields, labels)
        if "from" in each and (ms := seconds(each["from"])) is not None
    }
    for result in reading.objects(inside(root, "results"), "results"):
        words = inside(first(inside(result, "alternatives")), "timestamps")
        for word in items(words):
            for piece in _word(word, reading):
                speaker = speakers.get(piece.start.ms, "") if piece.start else ""
                yield piece._replace(speaker=speaker)


def _word(word: Value, reading: Reading) -> Iterator[Piece]:
    parts = items(word)
    if len(parts) < 3 or parts[0].kind != "string":
        reading.wrong(word.span, "timestamps holds no word with its start and its end")
        return
    times: list[Time | None] = []
    for value in parts[1:3]:
        ms = seconds(value)
        if ms is None:
            reading.wrong(value.span, f"timestamps holds {value.title}; expected seconds")
        times.append(None if ms is None else Time(ms, value.span))
    yield Piece(parts[0].text, parts[0].span, word.start, times[0], times[1], is_word=True)


RECOGNISER = Recogniser("IBM Watson", ("timestamps",), _recognises, _read)
