"""The cues that show nothing, found once for all the rules that ask."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.measure import shows_nothing


def empty_cues(document: Document) -> list[Cue]:
    """The cues of dialogue without visible text, in the order of the file."""
    return document.once(_find)


def _find(document: Document) -> list[Cue]:
    return list(_empty(document))


def _empty(document: Document) -> Iterator[Cue]:
    text, literal = document.source.text, document.literal
    # The characters that cues begin with and that are seen: few, and then nothing is left to ask.
    seen: set[str] = set()
    for cue in document.dialogue:
        start = cue.text_start
        first = text[start : start + 1] if start < cue.text_end and literal else ""
        if first == "<":
            after = text.find(">", start, cue.text_end) + 1
            first = text[after] if start < after < cue.text_end else "<"
        if first in seen:
            continue
        if first and first not in "<&{" and not shows_nothing(first):
            seen.add(first)
        elif not (shown := document.plain(cue)) or (shown[0] not in seen and shows_nothing(shown)):
            yield cue
        elif shown[0].isalnum() and not shows_nothing(shown[0]):
            seen.add(shown[0])
