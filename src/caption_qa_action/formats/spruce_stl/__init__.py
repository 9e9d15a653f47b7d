"""Spruce STL (.stl): `00:00:12:04 , 00:00:14:12 , text`, the subtitles of DVD Studio Pro.

`|` begins a new line; `^B`, `^I` and `^U` turn bold, italic and underlined text on and off. Lines that begin with `$`
are commands for what follows (`$Italic = TRUE`), those that begin with `//` are comments. Times end in frames, and
the file does not state how many a second has: 30 where a frame above 24 occurs, else 25, unless `--fps` does.

Source: Apple, DVD Studio Pro 4 User Manual, "Creating an STL Format Subtitle File",
http://documentation.apple.com/en/dvdstudiopro/usermanual/chapter_19_section_13.html
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import FormatTraits

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline

_TIME = r"[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}[:;.][0-9]{1,2}"


def sniff(text: str) -> bool:
    """Whether the first line that is no comment and no command is an entry: two times and a text."""
    for line in re.split("[\r\n]+", text[:16384].lstrip("\ufeff")):
        shown = line.strip()
        if shown and not re.match(r"//|\$[A-Za-z]", shown):
            return re.match(f"{_TIME}[ \t]*,[ \t]*{_TIME}[ \t]*,", shown) is not None
    return False


def parse(source: Source, fps: Fraction | None = None) -> Document:
    """The document in a Spruce STL source; never raises.

    `fps` are the frames a second where someone knows them.
    """
    from caption_qa_action.formats.spruce_stl.parser import parse

    return parse(source, FORMAT.traits, fps)


def to_timeline(document: Document) -> Timeline:
    """What a Spruce STL document shows when."""
    from caption_qa_action.formats.spruce_stl.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "spruce_stl",
        "Spruce STL",
        shared_suffixes=(".stl",),
        is_input_only=True,
        is_line_based=True,
        shows_character_references=True,
        comment_prefix="//",
    ),
    sniff,
    parse,
    to_timeline,
    parse_at_rate=parse,
)
