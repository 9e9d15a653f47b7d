"""Where the cues of a segment of a stream stand in the whole.

Source: HTTP Live Streaming, RFC 8216, section 3.5, https://www.rfc-editor.org/rfc/rfc8216#section-3.5
"""

from __future__ import annotations

import re

from caption_qa_action.formats.webvtt.timing import timestamp_ms

# Time stamps of MPEG-2 count 90,000 to the second.
_TICKS_PER_MS = 90


def offset_ms(value: str) -> int | None:
    """By how much the cues are later in the stream than they are written; None where that cannot be read."""
    local = re.search(r"\bLOCAL:([^, \t]{1,20})", value)
    ticks = re.search(r"\bMPEGTS:([0-9]{1,12})(?![^, \t])", value)
    written_ms = timestamp_ms(local[1]) if local else None
    if written_ms is None or ticks is None:
        return None
    return (int(ticks[1]) + _TICKS_PER_MS // 2) // _TICKS_PER_MS - written_ms
