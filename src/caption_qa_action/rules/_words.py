"""Where words occur in the text of cues, whatever their case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from caption_qa_action.core.columns import raw_texts
from caption_qa_action.core.document import Cue, Document

# The letters that are not ASCII, and in lower case are: the Turkish capital I, and the sign of Kelvin.
_BECOME_ASCII = "İ\u212a"
# All bytes but consonants and a few signs, which are two fifths of a text.
_FREQUENT = bytes(set(range(256)).difference(b"bcdfghjklmnpqrstvwxyz.|_"))


def cues_with(document: Document, words: Sequence[str], pattern: str = "") -> Iterator[Cue]:
    """The cues in whose raw text one of some lower-case words occurs, or a pattern, in order.

    Looking for a few plain words is many times cheaper than one pattern that ignores case; a pattern
    had better begin with a rare character.
    """
    if not may_occur(document, words, pattern):
        return
    text = document.once(lower)
    found: dict[int, Cue] = {}
    for word in words:
        start = text.find(word)
        while start >= 0:
            start = text.find(word, _take(document, start, found))
    if pattern:
        for match in re.finditer(pattern, text):
            _take(document, match.start(), found)
    for number in sorted(found):
        yield found[number]


def may_occur(document: Document, words: Sequence[str], pattern: str = "") -> bool:
    """Whether some lower-case words or a pattern of ASCII may occur, whatever their case; most texts have none."""
    source = document.source
    if not source.alphabet.isdisjoint(_BECOME_ASCII):
        return True
    lowered = document.once(_lowered)
    letters = document.once(_lowered_letters)
    rare = document.once(_rare_letters)
    for word in words:
        if word.isascii():
            # Most words are not there without the letters that are frequent, and that is a short text to search.
            encoded, rare_part = _encoded(word)
            if rare_part in rare and encoded in lowered:
                return True
        elif letters.issuperset(letter for letter in word if not letter.isascii()):
            return True
    return bool(pattern) and re.search(pattern.encode(), lowered) is not None


def _lowered(document: Document) -> bytes:
    """The text with the letters of ASCII in lower case; where other things stand between cues, that of the cues."""
    if document.traits.is_line_based:
        return document.source.lowered
    return raw_texts(document).encode("utf-8", "surrogatepass").lower()


def _rare_letters(document: Document) -> bytes:
    return _without_frequent(document.once(_lowered))


@lru_cache(maxsize=1024)
def _encoded(word: str) -> tuple[bytes, bytes]:
    """A word of ASCII as bytes, and what it has of letters that are not frequent."""
    encoded = word.encode()
    return encoded, _without_frequent(encoded)


def _without_frequent(lowered: bytes) -> bytes:
    return lowered.translate(None, _FREQUENT)


def _lowered_letters(document: Document) -> frozenset[str]:
    """What the characters beyond ASCII become in lower case; a sigma becomes another one at the end of a word."""
    lowered = "".join(map(str.lower, document.source.alphabet))
    return frozenset(f"{lowered}ς" if "σ" in lowered else lowered)


def _take(document: Document, offset: int, found: dict[int, Cue]) -> int:
    """Keep the cue in whose text an offset lies; from where to look on."""
    cue = document.cue_at(offset)
    if cue is None or not cue.text_start <= offset < cue.text_end:
        return offset + 1
    found[cue.number] = cue
    return cue.text_end


def lower(document: Document) -> str:
    """The text in lower case, every offset as it was; for `Document.once`."""
    # Of all letters only this one becomes longer, and offsets must stay.
    return document.source.text.replace("İ", "i").lower()
