"""WebVTT (.vtt): the caption format of the W3C.

Source: WebVTT: The Web Video Text Tracks Format, W3C, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.formats.webvtt.traits import TRAITS

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline, Written

# Behind the arrow of a timing line: a time, and settings. In prose and logs other words follow.
_REST = r"[ \t]*[0-9][0-9:.,]*(?:[ \t]+[^\s:]+:\S*)*[ \t]*(?=[\r\n]|\Z)"


def sniff(text: str) -> bool:
    """Whether a text begins as a WebVTT file, or has lost its header but not its timing lines."""
    if text.lstrip("\ufeff \t\r\n")[:6].upper() == "WEBVTT":
        return True
    # As other programs do: SRT has a comma before the milliseconds.
    return bool(
        re.search(
            rf"^(?:[0-9]{{2,9}}:)?[0-9]{{2}}:[0-9]{{2}}\.[0-9]{{3}}[ \t]+-->{_REST}",
            text[:8192],
            re.MULTILINE,
        )
    )


def parse(source: Source) -> Document:
    """The document in a WebVTT source; never raises."""
    from caption_qa_action.formats.webvtt.reader import parse

    return parse(source)


def to_timeline(document: Document) -> Timeline:
    """What a WebVTT document shows when; cues that browsers drop are included."""
    from caption_qa_action.formats.webvtt.timeline import to_timeline

    return document.once(to_timeline)


def write(timeline: Timeline) -> Written:
    """The WebVTT file of a timeline; never raises."""
    from caption_qa_action.formats.webvtt.writer import write

    return write(timeline)


def rewrite(timeline: Timeline, document: Document) -> Written:
    """A WebVTT document with the events of a timeline that was made from it; never raises."""
    from caption_qa_action.formats.webvtt.rewriter import rewrite

    return rewrite(timeline, document)


FORMAT = Format(TRAITS, sniff, parse, to_timeline, write, rewrite)
