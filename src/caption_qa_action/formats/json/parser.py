"""JSON source to document."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.json.dialect import JsonDialect
from caption_qa_action.formats.json.top import read


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a JSON source; never raises."""
    timeline = read(source.text)
    return Document(
        source,
        traits,
        timeline.cues,
        timeline.blocks,
        timeline.reader.problems,
        JsonDialect(timeline.lost, timeline.unread),
        language=timeline.language,
        header=timeline.header,
        guessed=frozenset(timeline.guessed),
        plain=timeline.plain,
        literal=False,
    )
