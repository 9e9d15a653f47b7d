"""FCPXML (.fcpxml): the titles and captions of a project of Final Cut Pro.

`<title offset="3600s" duration="90090/30000s">` with its text in `<text><text-style>`: times are fractions of seconds,
and an offset counts in the time of what holds the element. Read are titles and captions with text, at the times at
which they are shown in the project; other clips are passed over. The text of a project is edited in Final Cut Pro.

Sources: Apple, FCPXML Reference, https://developer.apple.com/documentation/professional-video-applications/fcpxml-reference,
with the pages "title", "caption", "text" and "Timing Attributes"
"""

from __future__ import annotations

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import XML, FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline


def sniff(text: str) -> bool:
    """Whether the first element is `fcpxml`."""
    if "<fcpxml" not in text[:16384]:
        return False
    from caption_qa_action.formats._xml_values import begins_with

    return begins_with(text, r"fcpxml[ \t\r\n>]")


def parse(source: Source) -> Document:
    """The document in an FCPXML source; never raises."""
    from caption_qa_action.formats.fcpxml.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """Which titles and captions are shown when."""
    from caption_qa_action.formats.fcpxml.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "fcpxml",
        "FCPXML",
        (".fcpxml",),
        (".xml",),
        long_title="FCPXML of Final Cut Pro",
        is_input_only=True,
        has_markup_comments=True,
        cues_in_any_order=True,
        declares_language=True,
        escapes=XML,
    ),
    sniff,
    parse,
    to_timeline,
)
