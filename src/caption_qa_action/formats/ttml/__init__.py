"""TTML (.ttml, .dfxp, .itt): the W3C's XML for captions, in all its versions and profiles.

TTML 1 and 2, the DFXP drafts of 2004 and 2006, IMSC 1.x text and EBU-TT-D differ in their namespaces
and in what they allow; their text and their times are read alike.

Source: Timed Text Markup Language 2, W3C, https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caption_qa_action.core.timeline import Timeline, Written
    from caption_qa_action.core.xml import Element
    from caption_qa_action.formats.ttml.cues import Shown
    from caption_qa_action.formats.ttml.time import Ms, Rates

# Not .xml: a repository holds thousands of other XML files.
SUFFIXES = (".ttml", ".dfxp", ".itt", ".imsc", ".imsc1")

_LYRICS = "http://music.apple.com/lyric-ttml-internal"
_TIME_ATTRIBUTE = (
    r"""(?<![^ \t\r\n"'])(begin|end)[ \t\r\n]*+=[ \t\r\n]*+(?:"([^"]*+)"|'([^']*+)')"""
)
_TAG = r"<(/?)((?:[^ \t\r\n<>/:\"']+:)?([^ \t\r\n<>/:\"']+))[^<>]*>"


class TtmlDialect:
    """How TTML writes cues, and what the parser knows of a document.

    `shown` is what each cue shows, in order; `begins` tells when elements begin, where something in
    the document is animated.
    """

    __slots__ = ("shown", "begins", "rates")

    def __init__(
        self, shown: list[Shown | Element], begins: Mapping[Element, Ms] | None, rates: Rates
    ) -> None:
        self.shown = shown
        self.begins = begins
        self.rates = rates

    def plain(self, raw: str) -> str:
        from caption_qa_action.formats.ttml import text

        return text.plain(raw)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag(
                "end" if match[1] else "start",
                match[3].lower(),
                Span(offset + match.start(), offset + match.end()),
            )
            for match in re.finditer(_TAG, raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        if cue.number > len(self.shown):
            return ""
        shown = self.shown[cue.number - 1]
        above: Element | None = shown[0] if isinstance(shown, tuple) else shown
        while above is not None:
            region = above.values.get("region")
            if region:
                return f"region:{region}"
            above = above.parent
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        found = {}
        for match in re.finditer(_TIME_ATTRIBUTE, timing):
            group = 2 if match[2] is not None else 3
            found[match[1]] = Span(offset + match.start(group), offset + match.end(group))
        nowhere = Span(offset, offset)
        return found.get("begin", nowhere), found.get("end", nowhere)


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
    from caption_qa_action.formats.ttml.cues import Cues
    from caption_qa_action.formats.ttml.time import Rates, Times, read_rates
    from caption_qa_action.formats.ttml.xml import read_xml

    root, problems = read_xml(source.text)
    rates = read_rates(root) if root is not None else Rates()
    # Apple's lyrics look like TTML, and count all their times from the beginning.
    lyrics = root is not None and f"{{{_LYRICS}}}timing" in root.values
    cues = Cues(source.text, Times(rates, lyrics=lyrics), absolute=lyrics)
    cues.read(root)
    return Document(
        source,
        "ttml",
        cues.cues,
        cues.blocks,
        problems + cues.problems,
        TtmlDialect(cues.shown, cues.begins, rates),
        language=root.get("xml:lang") if root is not None else "",
        guessed=frozenset(cues.guessed),
        tree=root,
        plain=cues.plain,
    )


def to_timeline(document: Document) -> Timeline:
    """What a document shows when."""
    from caption_qa_action.core.timeline import Timeline
    from caption_qa_action.formats.ttml.timeline import to_timeline

    dialect = document.dialect
    if document.tree is None or not isinstance(dialect, TtmlDialect):
        return Timeline((), document.language)
    return to_timeline(document, document.tree, dialect.shown, dialect.begins or {}, dialect.rates)


def write(timeline: Timeline) -> Written:
    """A timeline as an IMSC 1.1 text document, and what that cannot hold."""
    from caption_qa_action.formats.ttml.writer import write

    return write(timeline)
