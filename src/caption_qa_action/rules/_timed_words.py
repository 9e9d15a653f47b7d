"""Words that appear one by one: lyrics, karaoke, and files with a cue for each word.

They are no sentences. A refrain is repeated at once, a syllable is sung again, a bracket may stay open over
a whole verse.
"""

from __future__ import annotations

import re

from caption_qa_action.core.document import Document

# What is no word by its length, and how many cues show it: our choice.
_FEWEST_CUES = 10
_LONGEST_WORD = 20


def timed_words(document: Document) -> frozenset[int]:
    """The numbers of the cues whose words have times of their own, or are sung."""
    return document.once(_find)


def _find(document: Document) -> frozenset[int]:
    traits = document.traits
    if traits.holds_lyrics:
        return frozenset(cue.number for cue in document.cues)
    dialogue = document.dialogue
    found: set[int] = set()
    if len(dialogue) < len(document.cues):  # karaoke of ASS is none
        found = {cue.number for cue in document.cues}.difference(cue.number for cue in dialogue)
    if traits.has_word_times:
        for match in re.finditer("<[0-9][0-9:.]*>", document.source.text):
            cue = document.cue_at(match.start())
            if cue is not None:
                found.add(cue.number)
    return frozenset(found)


def has_a_cue_for_each_word(document: Document) -> bool:
    """Whether most cues of a file, and of more than a few, hold one word of letters."""
    cues = document.dialogue
    if len(cues) < _FEWEST_CUES:
        return False
    words = sum(1 for cue in cues if _is_word(document.source.text, cue.text_start, cue.text_end))
    return words * 2 > len(cues)


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether there is one word of letters with spaces between them, as Latin has and Chinese has not."""
    if end - start > _LONGEST_WORD:
        return False
    shown = text[start:end].split()
    return len(shown) == 1 and all(letter < "\u2e80" for letter in shown[0])
