"""The captions of a file, as subsrt writes them.

`[{"type": "caption", "index": 1, "start": 1000, "end": 2500, "duration": 1500, "content": "Hello", "text": "Hello"}]`, in
milliseconds. `text` is `content` without its tags. What is of another type, such as the header of the file, is no caption.

Source: subsrt, "JSON", https://github.com/papnkukn/subsrt#json
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, inside, items, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds


def _is_caption(item: Value) -> bool:
    return string(inside(item, "type")) == "caption"


def _recognises(root: Value) -> bool:
    found = [fields(item) for item in items(root) if _is_caption(item)]
    return any(each.keys() >= {"start", "end", "content"} for each in found)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    for caption in reading.objects(root, "the list"):
        if _is_caption(caption):
            yield from reading.line(
                caption, ("text", "content"), ("start",), ("end",), milliseconds
            )


RECOGNISER = Recogniser("subsrt", ("content",), _recognises, _read)
