"""MicroDVD (.sub): `{start}{end}text`, in frames, with `|` between the lines of a cue.

`{1}{1}25.000` as the first line states how many frames a second has. Codes in braces before a line give
its look: `{y:i}` makes it italic, `{Y:i}` all lines of the cue; so does a slash before a line.

There is no standard; https://en.wikipedia.org/wiki/MicroDVD describes what players read.
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


def sniff(text: str) -> bool:
    """Whether the first line that is not blank begins with frame numbers in braces."""
    start = text[:65536].lstrip("\ufeff \t\r\n")
    return bool(re.match(r"\{(?:[0-9]{1,9}\}[ \t]*\{[0-9]{0,9}|DEFAULT\}\{)\}", start))


def parse(source: Source, fps: Fraction | None = None) -> Document:
    """The document in a MicroDVD source; never raises.

    `fps` are the frames a second where the file does not state them.
    """
    from caption_qa_action.formats.microdvd.parser import parse

    return parse(source, FORMAT.traits, fps)


def to_timeline(document: Document) -> Timeline:
    """What a MicroDVD document shows when."""
    from caption_qa_action.formats.microdvd.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "microdvd",
        "MicroDVD",
        shared_suffixes=(".sub", ".txt"),
        is_line_based=True,
    ),
    sniff,
    parse,
    to_timeline,
    parse_at_rate=parse,
)
