"""whisper.cpp (`--output-json`, `--output-json-full`).

`{"result": {"language": "en"}, "transcription": [{"offsets": {"from": 0, "to": 2400}, "text": " Hello."}]}`, in
milliseconds. With `--max-len 1` each word has an entry of its own, with a blank before it unless it goes on with
the word above: these are put together.

Source: whisper.cpp, `output_json`, https://github.com/ggml-org/whisper.cpp/blob/master/examples/cli/cli.cpp
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
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds


def _recognises(root: Value) -> bool:
    lines = inside(root, "transcription")
    if lines is None or lines.kind != "array":
        return False
    return "offsets" in fields(first(lines)) or inside(root, "result", "language") is not None


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    lines = list(reading.objects(inside(root, "transcription"), "transcription"))
    texts = [string(inside(line, "text")) for line in lines]
    is_word = len(texts) > 1 and all(map(is_single_word, texts))
    for line, text in zip(lines, texts, strict=True):
        times = inside(line, "offsets")
        if times is None or times.kind != "object":
            reading.wrong_line(line, "offsets is missing; expected an object")
            times = line
        value = reading.text(line, ("text",))
        if value is None:
            continue
        yield Piece(
            value.text,
            value.span,
            line.start,
            reading.time(times, ("from",), milliseconds),
            reading.time(times, ("to",), milliseconds),
            is_word,
            is_word and not text.startswith(" "),
        )


RECOGNISER = Recogniser(
    "whisper.cpp",
    ("transcription",),
    _recognises,
    _read,
    lambda root: string(inside(root, "result", "language")),
)
