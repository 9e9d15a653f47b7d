"""The cues that show nothing, found once for all the rules that ask."""

from __future__ import annotations

from caption_qa_action.core.columns import shown_texts
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.measure import shows_nothing


def empty_cues(document: Document) -> list[Cue]:
    """The cues of dialogue without visible text, in the order of the file."""
    return document.once(_find)


def _find(document: Document) -> list[Cue]:
    texts = shown_texts(document)
    # The characters that texts begin with are few, and nearly always all are seen.
    unseen = {first for first in {shown[:1] for shown in texts} if shows_nothing(first)}
    if not unseen:
        return []
    return [
        cue
        for cue, shown in zip(document.dialogue, texts, strict=True)
        if shown[:1] in unseen and shows_nothing(shown)
    ]
