"""Transcripts of podcasts, by the Podcast Namespace.

`{"version": "1.0.0", "segments": [{"speaker": "Darth Vader", "startTime": 0.5, "endTime": 0.75, "body": "I"}]}`, in
seconds. A segment is a line, or a word; words are put together.

Source: Podcast Namespace, "Transcript File Format Details",
https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
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
    is_single_word,
    label,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds


def _recognises(root: Value) -> bool:
    return fields(first(inside(root, "segments"))).keys() >= {"startTime", "body"}


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    segments = list(reading.objects(inside(root, "segments"), "segments"))
    bodies = [string(inside(segment, "body")) for segment in segments]
    is_word = len(bodies) > 1 and all(map(is_single_word, bodies))
    for segment in segments:
        yield from reading.line(
            segment,
            ("body",),
            ("startTime",),
            ("endTime",),
            seconds,
            speaker=label(inside(segment, "speaker")),
            is_word=is_word,
        )


RECOGNISER = Recogniser("Podcast Namespace", ("segments",), _recognises, _read)
