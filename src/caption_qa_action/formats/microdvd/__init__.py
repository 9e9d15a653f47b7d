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


# Fewer frames than any caption is on screen for.
_FEW_FRAMES = 12
_FRAMES = r"\{(?:([0-9]{1,9})\}[ \t]*\{([0-9]{0,9})|DEFAULT\}\{)\}"
# A line whose frame numbers are damaged: one of them is a number still, and words stand behind.
_DAMAGED = (
    r"[ \t]*(?:\{[0-9]{1,9}\}?[ \t]*\{?[^{}\r\n:]{0,20}\}|\{[^{}\r\n:]{0,20}\}?[ \t]*\{[0-9]{1,9}\})"
    r"[^{}\r\n]*[^\W\d_]{2}"
)
_LOOKED_AT = 6


def sniff(text: str) -> bool:
    """Whether the first line that is not blank begins with frame numbers in braces, and one of the next, if any.

    A line alone is a caption only where it is on screen for a while: quantifiers of regular expressions look alike.
    Numbers may be damaged where one of each pair is left and words stand behind; a line that words follow is on
    screen twice as long.
    """
    start = text[:65536].lstrip("\ufeff \t\r\n")
    first = re.match(_FRAMES, start)
    lines = [line for line in re.split("[\r\n]+", start)[:_LOOKED_AT] if line.strip()]
    if len(lines) > 1 and all(map(re.compile(_DAMAGED).match, lines)):
        return True
    if first is None:
        return False
    following = lines[1:]
    if any(re.match(rf"[ \t]*{_FRAMES}", line) for line in following):
        return True
    if following and not re.match(_DAMAGED, lines[0]):
        return False
    fewest = 2 * _FEW_FRAMES if following else _FEW_FRAMES
    return not first[1] or not first[2] or abs(int(first[2]) - int(first[1])) >= fewest


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
