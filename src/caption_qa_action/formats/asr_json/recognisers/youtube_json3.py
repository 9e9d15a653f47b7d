"""YouTube's json3, as yt-dlp saves it.

`{"wireMagic": "pb3", "events": [{"tStartMs": 1200, "dDurationMs": 3000, "segs": [{"utf8": "hello"}, {"utf8": " there",
"tOffsetMs": 400}]}]}`, in milliseconds. An event with text is a line; what is added to one while it is shown (`aAppend`) belongs to it, and
what only ends a line is passed over. Where it stands is in `wpWinPositions`. The lines of recognised speech roll up in a window (`wWinId`), so that two are on the screen:
there a line ends at the latest where the next one begins. A line without a duration goes on to the next one.

Source: yt-dlp, `--sub-format json3`, https://github.com/yt-dlp/yt-dlp; YTSubConverter describes the same members in
its XML form, https://github.com/arcusmaximus/YTSubConverter
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.source import Span
from caption_qa_action.formats._json_values import Value
from caption_qa_action.formats._pieces import Piece, Time, appended, ended, may_append
from caption_qa_action.formats._window_places import WindowPlace
from caption_qa_action.formats.asr_json.reading import Reading, fields, inside, items, string
from caption_qa_action.formats.asr_json.recogniser import Recogniser
from caption_qa_action.formats.asr_json.times import milliseconds

# Values of a pen with which text looks as it does without one.
_UNSEEN = {
    "foForeAlpha": ("254", "255"), "boBackAlpha": ("0", "191", "192"), "szPenSize": ("100",), "ofOffset": ("1",),
    "rbRuby": ("0", "1"), "fcForeColor": ("16777215",), "bcBackColor": ("0", "526344"),
}  # fmt: skip


def _recognises(root: Value) -> bool:
    if string(inside(root, "wireMagic")) == "pb3":
        return True
    return any(
        fields(event).keys() >= {"tStartMs", "segs"} for event in items(inside(root, "events"))
    )


def _read(root: Value, reading: Reading) -> Iterator[Piece]:
    waiting: Piece | None = None
    window = ""
    windows = _Windows(root)
    pens = items(inside(root, "pens"))
    for event in reading.objects(inside(root, "events"), "events"):
        windows.define(event)
        piece = _line(event, reading)
        if piece is None:
            continue
        found = _text(event, "wWinId")
        if waiting is not None:
            is_added = _text(event, "aAppend") == "1" and found == window
            if is_added and may_append(waiting, piece):
                waiting = appended(waiting, piece)
                continue
            yield _until(waiting, piece.start, reading, rolls=window != "")
        look = _look(event, pens)
        waiting, window = piece._replace(place=windows.place(event), look=look), found
    if waiting is not None:
        yield ended(waiting, None, reading.problems)


class _Windows:
    """The windows that a file defines, and where each stands."""

    def __init__(self, root: Value) -> None:
        positions = items(inside(root, "wpWinPositions"))
        self._places = {str(number): _place(each) for number, each in enumerate(positions)}
        self._of_window: dict[str, WindowPlace] = {}

    def define(self, event: Value) -> None:
        """Notice the window that an event defines, if it does."""
        if "id" in fields(event) and "wpWinPosId" in fields(event):
            self._of_window[_text(event, "id")] = self._position(event)

    def place(self, event: Value) -> WindowPlace:
        """Where the text of an event stands: at a position of its own, or in a window."""
        if "wpWinPosId" in fields(event):
            return self._position(event)
        return self._of_window.get(_text(event, "wWinId"), WindowPlace())

    def _position(self, event: Value) -> WindowPlace:
        return self._places.get(_text(event, "wpWinPosId"), WindowPlace())


def _place(position: Value) -> WindowPlace:
    return WindowPlace(*(_text(position, name) for name in ("apPoint", "ahHorPos", "avVerPos")))


def _look(event: Value, pens: tuple[Value, ...]) -> str:
    """What the pens of a line and of its parts state that is seen, such as `iAttr 1`; `""` for nothing."""
    for holder in (event, *items(inside(event, "segs"))):
        number = _text(holder, "pPenId")
        pen = (
            pens[int(number)]
            if re.fullmatch("[0-9]{1,6}", number) and int(number) < len(pens)
            else None
        )
        for name in fields(pen):
            value = _text(pen, name)
            if value not in _UNSEEN.get(name, ("", "0")):
                return f"{name} {value}"
    return ""


def _text(holder: Value | None, name: str) -> str:
    """A number that an event, a pen or a position has, as it is written; `""` for none."""
    value = inside(holder, name)
    return value.text if value is not None and value.kind in ("number", "string") else ""


def _line(event: Value, reading: Reading) -> Piece | None:
    segments = list(reading.objects(inside(event, "segs"), "segs"))
    values = [value for each in segments if (value := reading.text(each, ("utf8",)))]
    text = "".join(value.text for value in values)
    if not text.strip():
        return None
    start = reading.time(event, ("tStartMs",), milliseconds)
    duration = reading.time(event, ("dDurationMs",), milliseconds, optional=True)
    place = Span(values[0].start, values[-1].end)
    offsets = (_text(each, "tOffsetMs") for each in segments)
    word_time = next((offset for offset in offsets if offset.strip("0")), "")
    line = Piece(text, place, event.start, start, None, word_time=word_time)
    return reading.lasting(line, duration)


def _until(piece: Piece, following: Time | None, reading: Reading, *, rolls: bool) -> Piece:
    """A line with its end: one of a window ends where the next one begins, and so does one without a duration."""
    if piece.end is None:
        return ended(piece, following, reading.problems)
    if rolls and following and piece.start and piece.start.ms < following.ms < piece.end.ms:
        return piece._replace(end=Time(following.ms, piece.end.span))
    return piece


RECOGNISER = Recogniser("YouTube json3", ("wireMagic", "events"), _recognises, _read)
