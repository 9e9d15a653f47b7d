"""Where words occur in the text of cues, whatever their case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caption_qa_action.core.document import Cue, Document


def cues_with(document: Document, words: Sequence[str]) -> Iterator[Cue]:
    """The cues in whose raw text one of some lower-case words occurs, in order.

    Looking for a few plain words is many times cheaper than one pattern that ignores case.
    """
    text = document.once(_lower)
    found: dict[int, Cue] = {}
    for word in words:
        start = text.find(word)
        while start >= 0:
            cue = document.cue_at(start)
            if cue is not None and cue.text_start <= start < cue.text_end:
                found[cue.number] = cue
                start = cue.text_end - 1
            start = text.find(word, start + 1)
    for number in sorted(found):
        yield found[number]


def _lower(document: Document) -> str:
    # Of all letters only this one becomes longer, and offsets must stay.
    return document.source.text.replace("İ", "i").lower()
