"""YouTube's json3, as yt-dlp saves it.

`{"wireMagic": "pb3", "events": [{"tStartMs": 1200, "dDurationMs": 3000, "segs": [{"utf8": "hello"}, {"utf8": " there",
"tOffsetMs": 400}]}]}`, in milliseconds. An event with text is a line; what only ends a line (`aAppend`) is
passed over. The lines of recognised speech roll up in a window (`wWinId`), so that two are on the screen:
there a line ends at the latest where the next one begins. A line without a duration goes on to the next one.

Source: yt-dlp, `--sub-format json3`, https://github.com/yt-dlp/yt-dlp; YTSubConverter describes the same members in
its XML form, https://github.com/arcusmaximus/YTSubConverter
"""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.source import Span
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece, Time, ended
from caption_qa_action.formats.asr_json.reading import Reading, fields, inside, items, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds


def _recognises(root: Value) -> bool:
    if string(inside(root, "wireMagic")) == "pb3":
        return True
    return any(
        fields(event).keys() >= {"tStartMs", "segs"} for event in items(inside(root, "events"))
    )


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    waiting: Piece | None = None
    rolls = False
    for event in reading.objects(inside(root, "events"), "events"):
        piece = _line(event, reading)
        if piece is None:
            continue
        if waiting is not None:
            yield _until(waiting, piece.start, reading, rolls=rolls)
        waiting, rolls = piece, "wWinId" in fields(event)
    if waiting is not None:
        yield ended(waiting, None, reading.problems)


def _line(event: Value, reading: Reading) -> Piece | None:
    segments = list(reading.objects(inside(event, "segs"), "segs"))
    values = [value for each in segments if (value := reading.text(each, ("utf8",)))]
    text = "".join(value.text for value in values)
    if not text.strip():
        return None
    start = reading.time(event, ("tStartMs",), milliseconds)
    duration = reading.time(event, ("dDurationMs",), milliseconds, optional=True)
    place = Span(values[0].start, values[-1].end)
    return reading.lasting(Piece(text, place, event.start, start, None), duration)


def _until(piece: Piece, following: Time | None, reading: Reading, *, rolls: bool) -> Piece:
    """A line with its end: one of a window ends where the next one begins, and so does one without a duration."""
    if piece.end is None:
        return ended(piece, following, reading.problems)
    if rolls and following and piece.start and piece.start.ms < following.ms < piece.end.ms:
        return piece._replace(end=Time(following.ms, piece.end.span))
    return piece


RECOGNISER = Recogniser("YouTube json3", ("wireMagic", "events"), _recognises, _read)
