"""Google Cloud Speech-to-Text, version 1 and 2.

`{"results": [{"alternatives": [{"transcript": "Hello", "words": [{"word": "Hello", "startTime": "0s", "endTime":
"0.400s"}]}], "resultEndTime": "2.4s"}]}`; in version 2 the times are `startOffset` and `endOffset`, the first of
which is left out where it is zero. With speakers, the last result of a channel has all its words
once more, and alone is read. Without words a result is a line, from the end of the one before it.

Source: Google Cloud, RecognizeResponse,
https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize#speechrecognitionresult
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece, Time
from caption_qa_action.formats.asr_json.reading import (
    Reading,
    channel_of,
    fields,
    first,
    inside,
    items,
    label,
    string,
)
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import seconds_and_nanos

_STARTS = ("startTime", "startOffset", "start_time", "start_offset")
_ENDS = ("endTime", "endOffset", "end_time", "end_offset")
_RESULT_ENDS = ("resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")


def _results(root: Value) -> Value | None:
    """The results, also of an operation that has ended, and of a batch of one file of version 2."""
    results = inside(root, "results") or inside(root, "response", "results")
    if results is not None and results.kind == "object" and len(results.members) == 1:
        return inside(results.members[0].value, "transcript", "results")
    return results


def _recognises(root: Value) -> bool:
    result = first(_results(root))
    found = fields(first(inside(result, "alternatives")))
    if "transcript" not in found or "timestamps" in found:
        return False
    words = fields(first(found.get("words")))
    if found.keys() == {"transcript", "confidence"}:  # times were not asked for, which is reported
        return True
    return "word" in words or any(name in fields(result) for name in _RESULT_ENDS)


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    results = list(reading.objects(_results(root), "results"))
    if results and any(_speaker(word) for word in _words(results[-1])):
        results = list({channel_of(result): result for result in results}.values())
    ends: dict[str, int] = {}  # of the last result of each channel
    for result in results:
        words = inside(first(inside(result, "alternatives")), "words")
        channel = channel_of(result)
        before_ms = ends.get(channel, 0)
        end = reading.time(result, _RESULT_ENDS, seconds_and_nanos, optional=words is not None)
        if words is None:
            yield from _line(result, before_ms, end, reading)
        for word in reading.objects(words, "words"):
            for piece in reading.line(
                word,
                ("word",),
                _STARTS,
                _ENDS,
                seconds_and_nanos,
                speaker=_speaker(word),
                is_word=True,
                channel=channel,
            ):
                at_zero = piece.start is None and not any(name in fields(word) for name in _STARTS)
                zero = Time(0, piece.end.span) if piece.end else None
                yield piece._replace(start=zero) if at_zero else piece
        ends[channel] = end.ms if end else before_ms


def _line(result: Value, before_ms: int, end: Time | None, reading: Reading) -> Iterator[Piece]:
    alternative = first(inside(result, "alternatives"))
    value = reading.text(alternative or result, ("transcript",))
    if value is not None:
        start = Time(before_ms, end.span) if end else None
        yield Piece(value.text, value.span, result.start, start, end)


def _words(result: Value) -> tuple[Value, ...]:
    return items(inside(first(inside(result, "alternatives")), "words"))


def _speaker(word: Value) -> str:
    found = fields(word)
    value = found.get("speakerLabel") or found.get("speakerTag") or found.get("speaker_tag")
    return "" if value and value.text == "0" else label(value)


def _language(root: Value) -> str:
    return string(inside(first(_results(root)), "languageCode"))


RECOGNISER = Recogniser("Google Speech-to-Text", ("alternatives",), _recognises, _read, _language)
