"""Rev AI, and Rev's transcripts by people.

`{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hello", "ts": 0.2, "end_ts": 0.6}, {"type":
"punct", "value": ". "}]}]}`, in seconds; in transcripts by people `timestamp` and `end_timestamp` are clocks
(`"00:00:00,270"`).

Sources: Rev AI, "Get Transcript By Id", https://docs.rev.ai/api/asynchronous/reference/; Rev, "Transcript JSON",
https://www.rev.com/api/attachmentsgetcontent
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece
from caption_qa_action.formats.asr_json.reading import Reading, fields, first, inside, label, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import clock, seconds

_START, _END = ("ts", "timestamp"), ("end_ts", "end_timestamp")


def _recognises(root: Value) -> bool:
    return "elements" in fields(first(inside(root, "monologues")))


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    names = _names(root)
    for monologue in reading.objects(inside(root, "monologues"), "monologues"):
        number = label(inside(monologue, "speaker"))
        for element in reading.objects(inside(monologue, "elements"), "elements"):
            is_mark = string(inside(element, "type")) == "punct"
            if is_mark and not string(inside(element, "value")).strip():
                continue  # the blank between two words
            yield from reading.line(
                element,
                ("value",),
                _START,
                _END,
                _time,
                speaker=names.get(number) or number,
                is_word=True,
                glued=is_mark,
            )


def _time(value: Value) -> int | None:
    return clock(value) if value.kind == "string" and ":" in value.text else seconds(value)


def _names(root: Value) -> dict[str, str]:
    """The names of speakers by their number, where people have given them some."""
    found = inside(root, "speakers")
    speakers = map(fields, found.items if found else ())
    return {label(each.get("id")): string(each["name"]) for each in speakers if "name" in each}


RECOGNISER = Recogniser("Rev AI", ("monologues",), _recognises, _read)
