"""TTML (.ttml, .dfxp, .itt): the W3C's XML for captions, in all its versions and profiles.

TTML 1 and 2, the DFXP drafts of 2004 and 2006, IMSC 1.x text and EBU-TT-D differ in their namespaces
and in what they allow; their text and their times are read alike. Times are counted from the start of the programme
where EBU-TT states it (`documentStartOfProgramme`) and no caption is before it.

Source: Timed Text Markup Language 2, W3C, https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import XML, FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline, Written


def sniff(text: str) -> bool:
    """Whether the first element of a text is `tt`, with any prefix or none."""
    start = text[:65536].lstrip("\ufeff \t\r\n")
    while start[:2] in ("<?", "<!"):
        if start.startswith("<!--"):
            closer = "-->"
        elif start.startswith("<!DOCTYPE") and "[" in start.partition(">")[0]:
            closer = "]>"
        else:
            closer = ">"
        start = start.partition(closer)[2].lstrip(" \t\r\n")
    return bool(re.match(r"<(?:[A-Za-z_][A-Za-z0-9_.-]{0,64}:)?tt[ \t\r\n/>]", start))


def parse(source: Source) -> Document:
    """The document in a TTML source; never raises."""
    from caption_qa_action.formats.ttml.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What a document shows when."""
    from caption_qa_action.formats.ttml.timeline import to_timeline

    return to_timeline(document)


def write(timeline: Timeline) -> Written:
    """A timeline as an IMSC 1.1 text document, and what that cannot hold."""
    from caption_qa_action.formats.ttml.writer import write

    return write(timeline)


def is_current(document: Document) -> bool:
    """Whether a document claims the profile that is written here: it is held to it by the rules."""
    text = document.source.text
    return "imsc1" in text and "<!DOCTYPE" not in text and not document.problems


FORMAT = Format(
    FormatTraits(
        "ttml",
        "TTML",
        (".ttml", ".dfxp", ".itt", ".imsc", ".imsc1"),
        (".xml",),
        beginnings=("<tt ",),
        readers_refuse_others=True,
        own_preset="lms",
        declares_language=True,
        has_markup_comments=True,
        stacks_cues=True,  # the p elements of a region are blocks in one flow: TTML2, "Synchronic Flow Processing"
        cues_in_any_order=True,
        cues_share_text=True,
        may_have_no_cues=True,  # TTML2, sections 8.1.1 and 8.1.3: no content is required
        escapes=XML,
    ),
    sniff,
    parse,
    to_timeline,
    write,
    is_current=is_current,
)
