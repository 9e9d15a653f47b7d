"""LRC (.lrc): lyrics, each line after the time at which it is sung.

`[ti:Title]` and the like stand above; `[offset:500]` shows all lines half a second sooner. A line may
have several times, and a time before each of its words (`<00:12.50>`). No end is written: a line is
shown until the next one, and a time without text only ends the line before.

`[bg: <00:02.00>ooh <00:02.50>yeah]` is sung in the background, beside the line above: a cue of its own, which begins with that line where it states no time.

`[00:01.00]v1: One sings` and `v2:` state which of the singers sings a line: they are names of speakers, and not shown.

There is no standard; https://en.wikipedia.org/wiki/LRC_(file_format) describes what players read. Singers
and background: what Apple's word-timed TTML becomes in LRC, such as https://github.com/better-lyrics/braccato
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.format import Format
from caption_qa_action.core.traits import FormatTraits

if TYPE_CHECKING:
    from caption_qa_action.core.document import Document
    from caption_qa_action.core.source import Source
    from caption_qa_action.core.timeline import Timeline

_STAMP = r"\[[0-9]{1,4}:[0-9]{1,2}(?:[.:][0-9]{1,3})?\]"
_TAG = r"\[(?:#|[A-Za-z]{1,16}(?:[_-][A-Za-z0-9]{1,16}){0,3})[ \t]*:[^\[\]\r\n]*\]"


def sniff(text: str) -> bool:
    """Whether a text begins with a tag or time in brackets, and has lines with times."""
    start = text[:65536].lstrip("\ufeff \t\r\n")
    if not re.match(f"{_TAG}|{_STAMP}", start):
        return False
    from caption_qa_action.formats._signatures import SUBVIEWER_1

    if re.match(SUBVIEWER_1, start):
        return False
    return bool(re.search(f"(?:^|[\r\n])[ \t]*{_STAMP}", start))


def parse(source: Source) -> Document:
    """The document in an LRC source; never raises."""
    from caption_qa_action.formats.lrc.parser import parse

    return parse(source, FORMAT.traits)


def to_timeline(document: Document) -> Timeline:
    """What an LRC document shows when, in the order of time."""
    from caption_qa_action.formats.lrc.timeline import to_timeline

    return to_timeline(document)


FORMAT = Format(
    FormatTraits(
        "lrc",
        "LRC",
        (".lrc",),
        is_line_based=True,
        cues_in_any_order=True,
        has_word_times=True,
        holds_lyrics=True,
    ),
    sniff,
    parse,
    to_timeline,
)
