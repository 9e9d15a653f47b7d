"""How bad it is to break a text between two words."""

from __future__ import annotations

from math import inf
from typing import NamedTuple

from caption_qa_action.core.words import Words
from caption_qa_action.delivery import _cjk

_CLAUSE_MARKS = ",;:–—…،؛"
_CLOSERS = "\"'”’»)]"
_STRIPPED = "\"'“”‘’„«»‹›()[]¿¡!?.,;:…–—-"
_AUTHOR_BONUS = 4
# Chinese and Japanese have no word lists here, so the break that the author chose weighs most.
_WIDE_AUTHOR_BONUS = 25


class Penalty(NamedTuple):
    """The cost of breaking the line, and of breaking the cue; infinite where it is forbidden."""

    line: float
    cue: float


class Between(NamedTuple):
    """What is known of the place between two chunks, of which long ones are given in part.

    `sentence` is whether a sentence ends here, `begins` whether one began with the chunk before,
    `author` whether the line was broken here, `wide` whether both neighbours are wide characters.
    """

    before: str
    after: str
    sentence: bool
    begins: bool
    author: bool
    wide: bool
    language: str
    ideographic_space: bool


# From best to worst. A line may break after a clause mark, before a conjunction, before a word
# that leans on the next one, and least of all after such a word.
_SENTENCE = Penalty(0, 0)
_CLAUSE, _CLAUSE_BEFORE_CONJUNCTION = Penalty(5, 80), Penalty(4, 50)
_CONJUNCTION, _BEFORE_TIE = Penalty(11, 140), Penalty(15, 200)
_PLAIN, _NAME, _AFTER_TIE = Penalty(24, 260), Penalty(38, 400), Penalty(60, 500)
_NUMBER, _ABBREVIATION = Penalty(65, inf), Penalty(75, inf)


def penalty(place: Between, words: Words) -> Penalty:
    """How bad it is to break the line or the cue here."""
    cost = _penalty(place, words)
    if place.author:
        bonus = _WIDE_AUTHOR_BONUS if place.wide else _AUTHOR_BONUS
        return Penalty(max(0, cost.line - bonus), max(0, cost.cue - bonus))
    return cost


def _penalty(place: Between, words: Words) -> Penalty:
    before, after = place.before, place.after
    if place.sentence:
        return _SENTENCE
    if place.wide:
        if place.ideographic_space:
            return _CLAUSE
        line = _cjk.penalty(before[-1], after[0], place.language)
        return _CLAUSE if line <= _CLAUSE.line else Penalty(line, 380 + 6 * line)
    if before[-1].isdecimal() and (after[0].isdecimal() or _is_unit(after)):
        return _NUMBER
    if _needs_more(before, words):
        return _ABBREVIATION
    if _ends_clause(before):
        conjunction = after.lower().strip(_STRIPPED) in words.conjunctions
        return _CLAUSE_BEFORE_CONJUNCTION if conjunction else _CLAUSE
    return _between_words(place, words)


def _between_words(place: Between, words: Words) -> Penalty:
    before, after = place.before.lower().strip(_STRIPPED), place.after.lower().strip(_STRIPPED)
    if before in words.ties or place.before[-1] in "'’":
        return _AFTER_TIE
    if after in words.conjunctions:
        # `et que`, `and when`: two in a row are one.
        return _AFTER_TIE if before in words.conjunctions else _CONJUNCTION
    if before in words.conjunctions:
        return _AFTER_TIE
    if after in words.ties:
        return _BEFORE_TIE
    names = place.before[:1].isupper() and place.after[:1].isupper()
    if names and not place.begins and place.language != "de":
        return _NAME
    return _PLAIN


def _ends_clause(word: str) -> bool:
    return word.rstrip(_CLOSERS)[-1:] in (*_CLAUSE_MARKS, *"!?") or word.endswith(" -")


def _needs_more(word: str, words: Words) -> bool:
    """Whether a word is short for something that comes before a name: a title, an initial."""
    if not word.endswith(".") or word.endswith(".."):
        return False
    bare = word.lstrip(_STRIPPED)[:-1]
    return bare.lower() in words.titles or (len(bare) == 1 and bare.isupper())


def _is_unit(word: str) -> bool:
    return len(word.rstrip(".,;:!?")) <= 3 and not word[0].isupper()
