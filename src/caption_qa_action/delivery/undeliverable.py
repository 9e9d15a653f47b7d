"""Why nothing can be made of a document: what is written must hold captions, and be no guess at letters."""

from __future__ import annotations

from caption_qa_action.core.cue import MARKUP
from caption_qa_action.core.document import Document
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.delivery.placed_words import place_words
from caption_qa_action.formats import FORMATS, UNKNOWN


def why_undeliverable(document: Document) -> str:
    """Why a document cannot be converted or delivered; `""` where it can."""
    if not document.cues or document.format == UNKNOWN:
        return _why_no_cues(document)
    if not _shows_text(document) and not _shows_text(document.once(place_words)[0]):
        return "none of its cues shows text"
    return next(
        (each.message for each in document.source.problems if each.code == "encoding_uncertain"), ""
    )


def _shows_text(document: Document) -> bool:
    if document.traits.cues_are_events and any(map(_is_shown, map(document.raw, document.cues))):
        return True  # without reading all of its text
    events = document.once(FORMATS[document.format].to_timeline).events
    return not all(shows_nothing(event.text) for event in events)


def _is_shown(raw: str) -> bool:
    """Whether a text without markup shows something."""
    return not any(map(raw.__contains__, MARKUP)) and not shows_nothing(raw)


def _why_no_cues(document: Document) -> str:
    problems = (*document.source.problems, *document.problems)
    first = next((problem.message for problem in problems), "")
    if document.format == UNKNOWN:
        return first or "it is in no caption format"
    return f"it has no cues; {first}" if first else "it has no cues"
