"""SBV (.sbv), the format of YouTube, and SubViewer 2 (.sub), which it comes from.

A cue is a timing line, `0:00:01.000,0:00:02.500`, and lines of text up to a blank line. There is no
markup; SubViewer writes `[br]` for a line end, a header in brackets, and hundredths of a second.
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import FormatTraits, retime_clock

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline, Written

_TIME = r"[0-9]{1,3}:[0-9]{2}:[0-9]{2}\.[0-9]{2,3}"


def sniff(text: str) -> bool:
    """Whether a text has a timing line of SBV, and none of another format before it."""
    start = text[:65536]
    timing = re.search(rf"^[ \t\ufeff]*{_TIME},{_TIME}[ \t]*$", start.replace("\r", "\n"), re.M)
    if not timing:
        return False
    before = start[: timing.start()].lstrip("\ufeff \t\r\n")
    if before.strip().isdigit():
        return False  # numbers stand above the times of SubRip alone
    return "-->" not in before and not before.startswith(("WEBVTT", "<", "{", "[Script Info]"))


def parse(source: Source) -> Document:
    """The document in an SBV or SubViewer source; never raises."""
    from caption_qa_action.formats.sbv.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What an SBV document shows when."""
    from caption_qa_action.formats.sbv.timeline import to_timeline

    return to_timeline(document)


def write(timeline: Timeline) -> Written:
    """The SBV file of a timeline; never raises."""
    from caption_qa_action.formats.sbv.writer import write

    return write(timeline)


FORMAT = Format(
    FormatTraits(
        "sbv",
        "SBV",
        (".sbv",),
        (".sub",),
        is_line_based=True,
        cues_are_separable=True,
        blank_line_ends_cue=True,
        retime=retime_clock,
        blanks_are_visible=True,
        line_break="\n",
        shows_character_references=True,
        has_one_reader=True,
        dropped_times=("below_text", "no_comma"),
    ),
    sniff,
    parse,
    to_timeline,
    write,
)
