"""SAMI source to document."""

from __future__ import annotations

from caption_qa_action.core.document import Document, Tracks
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.sami.blocks import Blocks, first_class
from caption_qa_action.formats.sami.dialect import SamiDialect


def _tracks(document: Document) -> Tracks:
    """The class of each cue: a language, of which a viewer sees one."""
    return {cue.number: cue.settings for cue in document.cues}


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a SAMI source; never raises."""
    blocks = Blocks(source.text)
    blocks.read()
    main = first_class(blocks.cues)
    return Document(
        source,
        traits,
        blocks.cues,
        blocks.blocks,
        blocks.problems,
        SamiDialect(main, blocks.languages),
        language=blocks.languages.get(main, ""),
        header={"title": blocks.title} if blocks.title else {},
        guessed=frozenset(blocks.guessed),
        literal=False,
        find_tracks=_tracks,
    )
