"""TTML source to document."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._xml import read_xml
from caption_qa_action.formats.ttml.cues import Cues
from caption_qa_action.formats.ttml.dialect import TtmlDialect
from caption_qa_action.formats.ttml.time import Rates, Times, read_rates

_LYRICS = "http://music.apple.com/lyric-ttml-internal"


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a TTML source; never raises."""
    root, problems = read_xml(source.text)
    rates = read_rates(root) if root is not None else Rates()
    # Apple's lyrics look like TTML, and count all their times from the beginning.
    lyrics = root is not None and f"{{{_LYRICS}}}timing" in root.values
    cues = Cues(source.text, Times(rates, lyrics=lyrics), absolute=lyrics)
    cues.read(root)
    return Document(
        source,
        traits,
        cues.cues,
        cues.blocks,
        problems + cues.problems,
        TtmlDialect(cues.shown, cues.begins, rates),
        language=root.get("xml:lang") if root is not None else "",
        guessed=frozenset(cues.guessed),
        tree=root,
        plain=cues.plain,
    )
