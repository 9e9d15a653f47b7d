"""A timeline in JSON (.json): `captionpass-json`, version 1, for programs.

`{"format": "captionpass-json", "version": 1, "cues": [{"index": 1, "startMs": 1200, "endMs": 4200,
"lines": ["Welcome back."]}]}`. Read as well: `start` and `end`, `start_ms` and `end_ms` (milliseconds all
of them), and `text` in place of `lines`. Names that are not known are kept as they stand.

Source: https://www.captionpass.com/learn/captionpass-json-ir-developer-json
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import JSON, FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline, Written

_TIMED = r'"(?:startMs|start_ms|start)"[ \t\r\n]*:'


def sniff(text: str) -> bool:
    """Whether a text begins as a JSON timeline."""
    return _is_timeline(text[:4096])


def _is_timeline(start: str) -> bool:
    if start.lstrip("\ufeff \t\r\n")[:1] != "{":
        return False
    if re.search(r'"format"[ \t\r\n]*:[ \t\r\n]*"captionpass-json"', start):
        return True
    cues = re.search(r'"cues"[ \t\r\n]*:[ \t\r\n]*\[[ \t\r\n]*\{', start)
    return cues is not None and re.search(_TIMED, start[cues.end() :]) is not None


def parse(source: Source) -> Document:
    """The document in a JSON source; never raises."""
    from caption_qa_action.formats.json.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What is visible when; looks and places are read from the names that `write` gives them."""
    from caption_qa_action.formats.json.timeline import to_timeline

    return to_timeline(document)


def write(timeline: Timeline) -> Written:
    """A timeline as JSON; nothing is lost."""
    from caption_qa_action.formats.json.timeline import write

    return write(timeline)


FORMAT = Format(
    FormatTraits(
        "json",
        "the JSON timeline",
        shared_suffixes=(".json",),
        long_title="a JSON timeline",
        own_preset="developer-json",
        escapes=JSON,
    ),
    sniff,
    parse,
    to_timeline,
    write,
)
