"""What an answer holds of a video: texts, captions with times, translations, files to download.

The API's page shows the text of a transcript, and speaks of translations and of assets to download
without showing them. They are taken in every form that is likely, as are segments with times, which it
does not name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from caption_qa_action.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from caption_qa_action.clients.tokcaption import Item

_TEXT_KEYS = ("transcript_text", "content", "text")
_LINK_KEYS = ("url", "download_url")
_ASSET_KEYS = ("assets", "download_assets")
# Fields that hold a caption file as text, by what they are called, and its format.
_CAPTION_KEYS = {
    f"{prefix}{format}": format
    for format in ("srt", "vtt", "webvtt", "ttml", "ass", "sbv")
    for prefix in ("transcript_", "captions_", "subtitles_", "")
}
_SEGMENT_KEYS = ("segments", "transcript_segments", "captions", "cues", "subtitles", "utterances")
# When a segment begins and ends: in milliseconds, else in seconds.
_TIMES_MS = (("start_ms", "end_ms"), ("startMs", "endMs"), ("start_time_ms", "end_time_ms"))
_TIMES_S = (("start", "end"), ("start_time", "end_time"), ("startTime", "endTime"), ("from", "to"))
_SEGMENT_TEXTS = ("text", "content", "transcript", "caption")


class Content(NamedTuple):
    """A text of an item, or the address where it is to be had.

    `kind` is transcript, translation or asset; `format` is what the answer calls it, often `""`.
    """

    kind: str
    language: str
    text: str = ""
    url: str = ""
    format: str = ""


def contents(item: Item) -> list[Content]:
    """Everything that an item holds."""
    language = item.output_language or item.source_language
    found = []
    if item.transcript_text.strip():
        found.append(Content("transcript", language, item.transcript_text))
    more: Mapping[str, Any] = item.model_extra or {}
    found += _timed("transcript", more, language)
    found += _texts("translation", more.get("translations"), "")
    for key in _ASSET_KEYS:
        found += _texts("asset", more.get(key), language)
    return found


def _texts(kind: str, value: Any, language: str) -> Iterator[Content]:
    """What a list of objects, or an object by language or format, stands for."""
    if isinstance(value, dict):
        name = "language" if kind == "translation" else "format"
        value = [
            {name: key, **(each if isinstance(each, dict) else {_key_of(each): each})}
            for key, each in value.items()
        ]
    for each in value if isinstance(value, list) else ():
        if not isinstance(each, dict):
            continue
        text, url = _first(each, _TEXT_KEYS), _first(each, _LINK_KEYS)
        own = _first(each, ("language", "output_language")) or language
        yield from _timed(kind, each, own)
        if text.strip() or url:
            yield Content(kind, own, text, url, _first(each, ("format", "type", "extension")))


def _key_of(value: Any) -> str:
    link = isinstance(value, str) and re.match(r"https?://\S+$", value)
    return _LINK_KEYS[0] if link else _TEXT_KEYS[0]


def _first(value: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((value[key] for key in keys if isinstance(value.get(key), str)), "")


def _timed(kind: str, value: Mapping[str, Any], language: str) -> Iterator[Content]:
    """The captions with times among the fields of an object: caption files, and lists of segments."""
    for key, format in _CAPTION_KEYS.items():
        text = value.get(key)
        if isinstance(text, str) and text.strip():
            link = _key_of(text) == _LINK_KEYS[0]
            yield Content(kind, language, "" if link else text, text if link else "", format)
    for key in _SEGMENT_KEYS:
        text = _captions_of(value.get(key))
        if text:
            yield Content(kind, language, text, "", "srt")
            return  # a second list has the same words


def _captions_of(value: Any) -> str:
    """A list of segments as SRT; `""` where it is none."""
    from caption_qa_action.core.timeline import Event, Run, Timeline
    from caption_qa_action.formats import FORMATS

    events = []
    for each in value if isinstance(value, list) else ():
        times = _times_of(each) if isinstance(each, dict) else None
        text = _first(each, _SEGMENT_TEXTS).strip() if isinstance(each, dict) else ""
        if times is not None and text:
            events.append(Event(*times, (Run(text),)))
    if not events:
        return ""
    write = FORMATS["srt"].write
    assert write is not None
    return write(Timeline(tuple(events))).text


def _times_of(segment: Mapping[str, Any]) -> tuple[int, int] | None:
    """When a segment begins and ends, in whole milliseconds."""
    for keys, unit in ((_TIMES_MS, 1), (_TIMES_S, 1000)):
        for first, last in keys:
            start, end = _number(segment.get(first)), _number(segment.get(last))
            if start is not None and end is None:
                duration = _number(segment.get("duration_ms" if unit == 1 else "duration"))
                end = None if duration is None else start + duration
            if start is not None and end is not None and 0 <= start <= end:
                return round(start * unit), round(end * unit)
    return None


def _number(value: Any) -> float | None:
    """A number, also as text; None for what is none, or no time."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and abs(number) < 1e9 else None
