"""SAMI (.smi, .sami): captions in the manner of HTML, shown from one SYNC tag to the next.

A cue is a paragraph (or the text of a SYNC without one); it ends with the next SYNC that has text
in its class, be it a blank. Paragraphs of different classes are different languages.

Source: Microsoft, Understanding SAMI 1.0,
https://learn.microsoft.com/en-us/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import XML, FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline


def sniff(text: str) -> bool:
    """Whether a text begins as SAMI does."""
    return _begins(text[:1024])


def _begins(start: str) -> bool:
    return re.search(r"<(?:sami|sync[ \t\r\n]+start)[ \t\r\n=>]", start, re.IGNORECASE) is not None


def parse(source: Source) -> Document:
    """The document in a SAMI source; never raises."""
    from caption_qa_action.formats.sami.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What is visible when, in the first language."""
    from caption_qa_action.formats.sami.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "sami",
        "SAMI",
        shared_suffixes=(".sami", ".smi"),
        beginnings=("<SAMI>",),
        declares_language=True,
        has_tracks=True,
        has_markup_comments=True,
        escapes=XML,
    ),
    sniff,
    parse,
    to_timeline,
)
