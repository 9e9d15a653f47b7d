"""Where the cues of a segment of a stream stand in the whole.

Source: HTTP Live Streaming, RFC 8216, section 3.5, https://www.rfc-editor.org/rfc/rfc8216#section-3.5
"""

from __future__ import annotations

import re

from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span
from caption_qa_action.formats.webvtt.timing import timestamp_ms

# Time stamps of MPEG-2 count 90,000 to the second.
_TICKS_PER_MS = 90
_NAME, _SIGNATURE = "X-TIMESTAMP-MAP", "WEBVTT"
_MAP = r"(?im)(?:^|;|\AWEBVTT)[ \t]*X-TIMESTAMP-MAP[ \t]*[:=][ \t]*([^\r\n;]*)"


class TimeMap(NamedTuple):
    """What a map states, and where: a time stamp in ticks is the time `local_ms` of the cues below it.

    Both are None where the map cannot be read.
    """

    start: int
    value: str
    ticks: int | None
    local_ms: int | None

    def offset_ms(self, ticks: int) -> int:
        """By how much the cues are later in the stream than they are written, counted by some ticks."""
        return (ticks + _TICKS_PER_MS // 2) // _TICKS_PER_MS - (self.local_ms or 0)


def time_maps(document: Document) -> list[TimeMap]:
    """The maps of a file: that of its header, and those of segments that were put behind it.

    A segment that begins directly below the text of a cue, without an empty line, has its header in that text.
    """
    text = document.source.text
    places = [block.span for block in document.blocks if block.kind in ("header", "junk")]
    if _NAME in text:
        for cue in document.cues:
            header = text.find(_SIGNATURE, cue.text_start, cue.text_end)
            if header >= 0 and text.find(_NAME, header, cue.text_end) >= 0:
                places.append(Span(header, cue.text_end))
    return [
        _read(match[1].rstrip(" \t"), start + match.start(1))
        for start, end in sorted(places)
        for match in re.finditer(_MAP, text[start:end])
    ]


def _read(value: str, start: int) -> TimeMap:
    local = re.search(r"\bLOCAL:([^, \t]{1,20})", value)
    ticks = re.search(r"\bMPEGTS:([0-9]{1,12})(?![^, \t])", value)
    written_ms = timestamp_ms(local[1]) if local else None
    if written_ms is None or ticks is None:
        return TimeMap(start, value, None, None)
    return TimeMap(start, value, int(ticks[1]), written_ms)


def offset_ms(value: str) -> int | None:
    """By how much the cues below a map are later in the stream than written; None where that cannot be read."""
    time_map = _read(value, 0)
    return None if time_map.ticks is None else time_map.offset_ms(time_map.ticks)
