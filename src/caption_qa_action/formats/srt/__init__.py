"""SubRip (.srt): numbered blocks of a timing line and text, separated by blank lines.

There is no standard. The exact form is read by one regular expression a cue; whatever does not
match is read line by line (`recovery`) up to the next exact cue, so that damage costs the
damaged cues their comfort and no cue its existence.
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.formats.srt.traits import TRAITS

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline, Written

_TIME = r"[0-9]{1,3}:[0-9]{2}:[0-9]{2}\.[0-9]{2,3}"
# Words behind the times, as in logs; under its own suffix the file is SubRip with them as well.
_PROSE = r"[ \t]*[0-9:.,]+[ \t]+[a-z]+[ \t]+[a-z]"


def sniff(text: str) -> bool:
    """Whether a text holds an SRT timing line, near its start."""
    start = text[:65536]
    if "\r" in start:
        start = start.replace("\r\n", "\n").replace("\r", "\n")
    if re.match(rf"[ \t\n\ufeff]*[0-9]+[ \t]*\n[ \t]*{_TIME},{_TIME}[ \t]*$", start, re.M):
        return True  # times of SBV below a number
    if "-->" not in start or start.lstrip("\ufeff \t\r\n").startswith("WEBVTT"):
        return False
    return bool(
        re.search(
            rf"^[ \t]*[0-9]{{1,3}}:[0-9]{{1,2}}:[0-9]{{1,2}},[0-9]{{1,3}}[ \t]*-->(?!{_PROSE})",
            start,
            re.M,
        )
        or re.search(r"^[ \t\ufeff]*[0-9]+[ \t]*\r?\n[ \t]*[0-9:.,]+[ \t]*--?>", start, re.M)
    )


def parse(source: Source) -> Document:
    """The document in an SRT source; never raises."""
    from caption_qa_action.formats.srt.parser import parse

    return parse(source, TRAITS)


def to_timeline(document: Document) -> Timeline:
    """What an SRT document shows when."""
    from caption_qa_action.formats.srt.timeline import to_timeline

    return to_timeline(document)


def write(timeline: Timeline) -> Written:
    """The SRT file of a timeline; never raises."""
    from caption_qa_action.formats.srt.writer import write

    return write(timeline)


FORMAT = Format(TRAITS, sniff, parse, to_timeline, write)
