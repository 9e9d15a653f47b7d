"""TTML source to document: elements with their places, styles, times, and what is visible when."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._xml import read_xml
from caption_qa_action.formats.ttml.cues import read_cues
from caption_qa_action.formats.ttml.dialect import TtmlDialect
from caption_qa_action.formats.ttml.lyrics import LyricsReader, is_lyrics
from caption_qa_action.formats.ttml.styles import Styles
from caption_qa_action.formats.ttml.tiles import Tiles
from caption_qa_action.formats.ttml.time import Times, read_rates


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a TTML source; never raises."""
    root, problems = read_xml(source.text)
    tiles = Tiles(source.text)
    styles: Styles | None = None
    word_timed: set[int] = set()
    if root is not None:
        styles = Styles(root)
        lyrics = is_lyrics(root)
        times = Times(read_rates(root), lyrics=lyrics)
        if lyrics:
            traits = traits._replace(holds_lyrics=True)
            reader = LyricsReader(tiles, times, styles)
            reader.read(root)
            word_timed = reader.word_timed
            problems += reader.problems
        else:
            problems += read_cues(root, tiles, times, styles)
    problems += tiles.close()
    return Document(
        source,
        traits,
        tiles.cues,
        tiles.blocks,
        problems,
        TtmlDialect(tiles.shown, styles, frozenset(word_timed)),
        language=root.get("xml:lang") if root is not None else "",
        guessed=frozenset(tiles.guessed),
        tree=root,
        styles=styles,
        plain=tiles.plain,
        shown_spans=tiles.shown_spans,
    )
