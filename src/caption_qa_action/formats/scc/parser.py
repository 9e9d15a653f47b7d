"""SCC source to document."""

from __future__ import annotations

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.scc.dialect import SccDialect
from caption_qa_action.formats.scc.lines import read

if TYPE_CHECKING:
    from fractions import Fraction


def parse(source: Source, traits: FormatTraits, fps: Fraction | None = None) -> Document:
    """The document in an SCC source; never raises."""
    captions = read(source.text, fps)
    events = tuple(captions.events)
    return Document(
        source,
        traits,
        captions.cues,
        captions.blocks,
        captions.problems,
        SccDialect(events, captions.losses),
        guessed=frozenset(captions.guessed),
        plain={event.cue: event.text for event in events},
        literal=False,
    )
