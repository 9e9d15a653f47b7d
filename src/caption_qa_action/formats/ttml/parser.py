"""TTML source to document: elements with their places, styles, times, and what is visible when."""

from __future__ import annotations

from functools import partial

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Problem, Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats._xml import read_xml
from caption_qa_action.formats.ttml.cues import read_cues
from caption_qa_action.formats.ttml.dialect import TtmlDialect
from caption_qa_action.formats.ttml.lyrics import LyricsReader, is_lyrics
from caption_qa_action.formats.ttml.styles import Styles
from caption_qa_action.formats.ttml.text import plain_texts
from caption_qa_action.formats.ttml.tiles import Tiles
from caption_qa_action.formats.ttml.time import Ms, Times, read_rates, round_ms
from caption_qa_action.formats.ttml.tracks import find_tracks
from caption_qa_action.formats.ttml.units import unit_ms

_START = "documentStartOfProgramme"


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a TTML source; never raises."""
    root, problems = read_xml(source.text)
    tiles = Tiles(source.text)
    styles: Styles | None = None
    word_timed: set[int] = set()
    if root is not None:
        is_damaged = any(problem.code == "xml_not_well_formed" for problem in problems)
        styles = Styles(root, is_damaged=is_damaged)
        lyrics = is_lyrics(root)
        times = Times(read_rates(root), lyrics=lyrics, find_unit=partial(unit_ms, root))
        if lyrics:
            traits = traits._replace(holds_lyrics=True)
            reader = LyricsReader(tiles, times, styles)
            reader.read(root)
            word_timed = reader.word_timed
            problems += reader.problems
        else:
            tiles, found = _read_cues(root, tiles, times, styles)
            problems += found
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
        find_tracks=find_tracks,
        plain_texts=plain_texts,
    )


def _read_cues(
    root: Element, tiles: Tiles, times: Times, styles: Styles
) -> tuple[Tiles, list[Problem]]:
    """The cues, counted from the start of the programme where the document states it, as in EBU STL.

    A start that cues come before is no origin of theirs: other documents count from the start of the media, and
    state the time code of that beside.
    """
    problems = read_cues(root, tiles, times, styles)
    start = _programme_start(root, tiles.text, times)
    begins = [cue.start_ms for cue in tiles.cues if cue.number not in tiles.guessed]
    if not start or not begins or min(begins) < round_ms(start):
        return tiles, problems
    tiles = Tiles(tiles.text)
    return tiles, read_cues(root, tiles, times, styles, start)


def _programme_start(root: Element, text: str, times: Times) -> Ms:
    """The time code of the first frame of the programme; 0 where none is stated.

    Source: EBU Tech 3350, ebuttm:documentStartOfProgramme, https://tech.ebu.ch/publications/tech3350
    """
    if _START not in text:
        return 0
    heads = (node for node in root.children if isinstance(node, Element) and node.tag == "head")
    stated = (
        node.text.strip(" \t\r\n")
        for head in heads
        for element in head.elements()
        if element.tag == f"ebuttm:{_START}"
        for node in element.children
        if isinstance(node, Text)
    )
    return times.read(next(stated, "")) or 0
