"""What the times and texts of a document come to, computed once: a rule about a limit asks whether any cue breaks it.

Of times all cues are counted, those too that are no dialogue or whose times were guessed; of texts those of dialogue.
"""

from __future__ import annotations

from itertools import islice
from operator import le, sub

from caption_qa_action.core.cue import MARKUP
from caption_qa_action.core.document import Document


def shortest_ms(document: Document) -> int:
    """How long the shortest cue is on screen; negative when one ends before it starts, 0 without cues."""
    return min(document.once(_durations), default=0)


def longest_ms(document: Document) -> int:
    """How long the longest cue is on screen; 0 without cues."""
    return max(document.once(_durations), default=0)


def are_in_order(document: Document) -> bool:
    """Whether no cue starts before the one above it."""
    return document.once(_are_in_order)


def are_apart(document: Document) -> bool:
    """Whether each cue starts when the one above it ends, or later, and no cue ends before it starts."""
    return document.once(_are_apart)


def shown_texts(document: Document) -> list[str]:
    """What viewers read of each cue of dialogue, as `Document.plain`."""
    return document.once(_shown_texts)


def raw_texts(document: Document) -> str:
    """The texts of the cues as they stand in the file, parted by line ends; what several cues share is there once."""
    return document.once(_raw_texts)


def text_lengths(document: Document) -> list[int]:
    """How long the text of each cue of dialogue is as it stands in the file."""
    return document.once(_text_lengths)


def _shown_texts(document: Document) -> list[str]:
    if document.states_texts:
        return list(map(document.plain, document.dialogue))
    text, plain = document.source.text, document.dialect.plain
    texts = [text[cue.text_start : cue.text_end] for cue in document.dialogue]
    if not document.literal:
        return list(map(plain, texts))
    marked: set[int] = set()
    if "\r" in text:
        texts = [shown.replace("\r\n", "\n").replace("\r", "\n") for shown in texts]
    for sign in filter(text.__contains__, MARKUP):
        marked.update(index for index, shown in enumerate(texts) if sign in shown)
    for index in marked:
        texts[index] = plain(texts[index])
    return texts


def _raw_texts(document: Document) -> str:
    text, parts, done = document.source.text, [], 0
    for start, end in sorted([(cue.text_start, cue.text_end) for cue in document.cues]):
        if start > done:
            parts.append("\n")
        parts.append(text[max(start, done) : end])
        done = max(done, end)
    return "".join(parts)


def _text_lengths(document: Document) -> list[int]:
    return [cue.text_end - cue.text_start for cue in document.dialogue]


def _starts(document: Document) -> list[int]:
    return [cue.start_ms for cue in document.cues]


def _ends(document: Document) -> list[int]:
    return [cue.end_ms for cue in document.cues]


def _durations(document: Document) -> list[int]:
    return list(map(sub, document.once(_ends), document.once(_starts)))


def _are_in_order(document: Document) -> bool:
    starts = document.once(_starts)
    return all(map(le, starts, islice(starts, 1, None)))


def _are_apart(document: Document) -> bool:
    starts, ends = document.once(_starts), document.once(_ends)
    return all(map(le, ends, islice(starts, 1, None))) and shortest_ms(document) >= 0
