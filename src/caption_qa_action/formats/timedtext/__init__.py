"""YouTube timed text (.srv1, .srv2, .srv3, .ytt): the XML in which YouTube keeps captions, as yt-dlp saves it.

Version 1 is `<transcript><text start="1.2" dur="3">`, in seconds; version 2 is `<timedtext><text t="1200" d="3000">`,
version 3 `<timedtext format="3"><body><p t="1200" d="3000"><s>`, both in milliseconds. The lines of recognised
speech roll up in a window (`w`), so that two are on the screen: there a line ends at the latest where the next one
begins. Text that is added to a line (`append`, `a`) belongs to it, and what only ends one is passed over.

Sources: yt-dlp, `--sub-format srv3`, https://github.com/yt-dlp/yt-dlp; YTSubConverter, the elements and attributes of
version 3, https://github.com/arcusmaximus/YTSubConverter; srv3-ttml, `srv3-format.md`, https://docs.rs/crate/srv3-ttml
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
    """Whether the first element is `timedtext`, or a `transcript` of texts with a start."""
    if "<timedtext" not in text[:16384] and "<transcript" not in text[:16384]:
        return False
    from caption_qa_action.formats._xml_values import begins_with

    return begins_with(text, r"timedtext[ \t\r\n>]|transcript>\s*<text\s+start=")


def parse(source: Source) -> Document:
    """The document in a file of timed text; never raises."""
    from caption_qa_action.formats.timedtext.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What a file of timed text shows when."""
    from caption_qa_action.formats.timedtext.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "timedtext",
        "YouTube timed text",
        (".srv1", ".srv2", ".srv3", ".ytt"),
        (".xml",),
        is_input_only=True,
        has_markup_comments=True,
        cues_in_any_order=True,
        escapes=XML,
    ),
    sniff,
    parse,
    to_timeline,
)
