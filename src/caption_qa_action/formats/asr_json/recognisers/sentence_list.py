"""Sentences with times, as parakeet-mlx writes them.

`{"text": ..., "sentences": [{"text": "Hello there.", "start": 0.24, "end": 1.2, "duration": 0.96, "tokens": [...]}]}`, in
seconds. As of a plain list, times that are all whole numbers are not read, since nothing shows what they count.

Source: parakeet-mlx, `AlignedSentence` and `--output-format json`, https://github.com/senstella/parakeet-mlx
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, inside, items, label
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds

_OF_A_SENTENCE = {"text", "start", "end"}


def _recognises(root: Value) -> bool:
    found = [fields(each) for each in items(inside(root, "sentences"))]
    lines = [each for each in found if each.keys() >= _OF_A_SENTENCE and "words" not in each]
    return any("." in each[name].text for each in lines for name in ("start", "end"))


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for line in reading.objects(inside(root, "sentences"), "sentences"):
        yield from reading.line(
            line, ("text",), ("start",), ("end",), seconds, speaker=label(inside(line, "speaker"))
        )


RECOGNISER = Recogniser("parakeet-mlx", ("sentences",), _recognises, _read)
