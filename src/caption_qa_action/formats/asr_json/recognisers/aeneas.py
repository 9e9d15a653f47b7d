"""aeneas: a text aligned with its recording, as a sync map.

`{"fragments": [{"begin": "0.000", "end": "2.680", "id": "f000001", "language": "eng", "lines": ["From fairest"], "children": []}]}`,
in seconds, as strings. The children of a fragment are finer pieces of the same text: they are read instead of it, unless
each is a single word. A fragment without lines is what stands before or after the speech.

Source: aeneas, `SyncMap.json_string`, https://github.com/readbeyond/aeneas/blob/master/aeneas/syncmap/smfjson.py
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.source import Span
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import (
    Reading,
    fields,
    first,
    inside,
    is_single_word,
    items,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds


def _recognises(root: Value) -> bool:
    return fields(first(inside(root, "fragments"))).keys() >= {"begin", "end", "lines"}


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    waiting = list(reversed(list(reading.objects(inside(root, "fragments"), "fragments"))))
    while waiting:
        fragment = waiting.pop()
        children = list(reading.objects(inside(fragment, "children"), "children"))
        if any(not is_single_word(_text(child)) for child in children):
            waiting.extend(reversed(children))
        elif _text(fragment).strip():
            yield _line(fragment, reading)


def _line(fragment: Value, reading: Reading) -> Piece:
    lines = [each for each in items(inside(fragment, "lines")) if each.kind == "string"]
    place = Span(lines[0].start, lines[-1].end)
    start = reading.time(fragment, ("begin",), seconds)
    end = reading.time(fragment, ("end",), seconds)
    return Piece(_text(fragment), place, fragment.start, start, end)


def _text(fragment: Value) -> str:
    return "\n".join(map(string, items(inside(fragment, "lines"))))


RECOGNISER = Recogniser(
    "aeneas",
    ("fragments",),
    _recognises,
    _read,
    lambda root: string(inside(first(inside(root, "fragments")), "language")),
)
