"""A list of lines with times of a clock, as srt-parser-2 and subtitles-parser give it.

`[{"id": "1", "startTime": "00:00:01,000", "startSeconds": 1, "endTime": "00:00:02,000", "endSeconds": 2, "text": "Hello"}]`;
the list stands alone, or in an object under the name of what it holds. Only times with hours and a fraction are read, which
are of a recording and not of a day.

Sources: srt-parser-2, https://github.com/1c7/srt-parser-2; subtitles-parser,
https://github.com/bazh/subtitles-parser
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, inside, items, label, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import clock

_STARTS = ("startTime", "start_time", "start", "begin", "from")
_ENDS = ("endTime", "end_time", "end", "to")
_TEXTS = ("text", "content")
_LISTS = ("captions", "cues", "lines", "segments", "subtitles", "transcript")
_CLOCK = r"[0-9]{1,3}:[0-9]{2}:[0-9]{2}[.,][0-9]{1,9}"


def _recognises(root: Value) -> bool:
    return any(map(_is_line, _lines(root)))


def _lines(root: Value) -> tuple[Value, ...]:
    if root.kind == "array":
        return root.items
    return next((found for name in _LISTS if (found := items(inside(root, name)))), ())


def _is_line(item: Value) -> bool:
    found = fields(item)
    return any(name in found for name in _TEXTS) and all(
        any(re.fullmatch(_CLOCK, string(found.get(name))) for name in names)
        for names in (_STARTS, _ENDS)
    )


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    holder = root
    if root.kind != "array":
        name = next(name for name in _LISTS if items(inside(root, name)))
        holder = fields(root)[name]
    for line in reading.objects(holder, "the list"):
        speaker = label(inside(line, "speaker"))
        yield from reading.line(line, _TEXTS, _STARTS, _ENDS, clock, speaker=speaker)


RECOGNISER = Recogniser("a list of lines with clock times", _STARTS, _recognises, _read)
