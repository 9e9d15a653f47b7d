"""Scenarist closed captions (.scc): CEA-608 codes in hexadecimal, each line with the time it is sent.

A cue is a caption as it comes on screen; its block begins with the line, or the code within a line,
that begins to load it. Each pair of bytes takes one frame to send.

Sources: 47 CFR 79.101, Closed caption decoder requirements for analog television receivers,
https://www.law.cornell.edu/cfr/text/47/79.101; CTA-608-E, https://shop.cta.tech/products/line-21-data-services
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

_LINE = r"^[ \t]*[0-9]{1,2}:[0-9]{2}:[0-9]{2}[:;.,][0-9]{2}[ \t]+[0-9A-Fa-f]{4}(?![0-9A-Za-z])"


def sniff(text: str) -> bool:
    """Whether a text begins as an SCC file does, or holds a line of one near its start."""
    start = text[:8192]
    if start.lstrip("\ufeff \t\r\n")[:14].lower() == "scenarist_scc ":
        return True
    return re.search(_LINE, start, re.MULTILINE) is not None


def parse(source: Source, fps: Fraction | None = None) -> Document:
    """The document in an SCC source; never raises."""
    from caption_qa_action.formats.scc.parser import parse

    return parse(source, FORMAT.traits, fps)


def to_timeline(document: Document) -> Timeline:
    """What is visible when."""
    from caption_qa_action.formats.scc.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "scc",
        "SCC",
        (".scc",),
        beginnings=("Scenarist_SCC",),
    ),
    sniff,
    parse,
    to_timeline,
    parse_at_rate=parse,
)
