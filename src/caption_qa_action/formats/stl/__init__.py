"""EBU STL (.stl): the binary exchange format of European broadcasters.

A header of 1024 bytes (General Subtitle Information) and blocks of 128 bytes (Text and Timing
Information), of which one or more make a subtitle. The text of the source has one character for each
byte. Times are counted from the start of the programme where the header states it and no subtitle is
before it.

Source: EBU Tech 3264, Specification of the EBU Subtitling data exchange format, 1991,
https://tech.ebu.ch/publications/tech3264
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.source import EBU_STL_START
from caption_qa_action.core.traits import FormatTraits

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline


def sniff(text: str) -> bool:
    """Whether a text begins as EBU STL does."""
    return re.match(EBU_STL_START, text) is not None


def parse(source: Source, fps: Fraction | None = None) -> Document:
    """The document in an EBU STL source; never raises."""
    from caption_qa_action.formats.stl.parser import parse

    return parse(source, FORMAT.traits, fps)


def to_timeline(document: Document) -> Timeline:
    """What is visible when."""
    from caption_qa_action.formats.stl.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits("stl", "EBU STL", shared_suffixes=(".stl",)),
    sniff,
    parse,
    to_timeline,
    parse_at_rate=parse,
)
