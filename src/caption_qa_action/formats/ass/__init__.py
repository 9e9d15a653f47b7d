"""Advanced SubStation Alpha (.ass) and SubStation Alpha (.ssa): sections of `Name: value` lines.

There is no standard; what is read here is what libass reads (https://github.com/libass/libass), which
mpv, VLC and FFmpeg draw with. `Dialogue:` lines are the cues. `Comment:` lines, styles, embedded fonts
and sections of other programs are blocks.

Times are in hundredths of a second: what is written is rounded half up, by 5 ms at most, and not named as lost. All other
formats that are written keep each millisecond. What is too short to be shown then, under 10 ms, is a loss with its name.
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.formats.ass.traits import TRAITS

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline, Written

_SECTION = r"(?i)(?:^|[\r\n])[ \t\ufeff]*\[(?:script info|v4\+{0,2} styles|events)\]"
_EVENT = r"(?:^|[\r\n])(?:Dialogue|Comment):[^,\r\n]{0,99},[ \t]*[0-9]{1,9}:[0-9]{1,2}:[0-9]{1,2}\."


def sniff(text: str) -> bool:
    """Whether a text has a section of ASS, or an event, near its start."""
    start = text[:65536]
    if "[" in start and re.search(_SECTION, start):
        return True
    return ("Dialogue:" in start or "Comment:" in start) and bool(re.search(_EVENT, start))


def parse(source: Source) -> Document:
    """The document in an ASS or SSA source; never raises."""
    from caption_qa_action.formats.ass.parser import parse

    return parse(source)


def to_timeline(document: Document) -> Timeline:
    """What an ASS document shows when, its styles resolved."""
    from caption_qa_action.formats.ass.timeline import to_timeline

    return to_timeline(document)


def write(timeline: Timeline) -> Written:
    """An ASS v4.00+ file of one style; looks and places are override tags."""
    from caption_qa_action.formats.ass.writer import write

    return write(timeline)


def is_current(document: Document) -> bool:
    """Whether a document has the styles of version 4.00+, which older ones call otherwise."""
    return re.search(r"\[v4\+ styles\]", document.source.text, re.IGNORECASE) is not None


FORMAT = Format(TRAITS, sniff, parse, to_timeline, write, is_current=is_current)
