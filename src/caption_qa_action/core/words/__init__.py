"""The words of a language that decide where its text is broken."""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import NamedTuple

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt", "sv")

# Ordinal numbers end in a full stop in these.
_DOTTED_ORDINALS = frozenset(
    ("bs", "cs", "da", "de", "et", "fi", "hr", "hu", "is", "lt", "lv", "nb", "nn", "no", "pl", "sk", "sl", "sr", "tr")
)  # fmt: skip
_FEWEST_HITS = 3


class Words(NamedTuple):
    """Words in lower case, abbreviations without their last full stop.

    `ties` hold on to the word after them, of which the `loose` ones can also end a phrase;
    `conjunctions` begin a clause. The full stop of `titles`
    never ends a sentence, that of `abbreviations` does when one of the `starters` follows.
    """

    ties: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    dotted_ordinals: bool = False
    loose: frozenset[str] = frozenset()


@lru_cache(maxsize=32)
def words_of(language: str) -> Words:
    """The words of a language; of a language that has no list, the abbreviations found everywhere."""
    dotted = language in _DOTTED_ORDINALS
    if language not in LANGUAGES:
        return Words(titles=frozenset(("dr", "mr", "mrs", "prof", "st")), dotted_ordinals=dotted)
    module = importlib.import_module(f"{__name__}.{language}")
    return Words(
        frozenset(module.TIES.split()),
        frozenset(module.CONJUNCTIONS.split()),
        frozenset(module.TITLES.split()),
        frozenset(module.ABBREVIATIONS.split()),
        frozenset(module.STARTERS.split()),
        dotted,
        frozenset(module.LOOSE.split()),
    )


def guess_language(found: list[str]) -> str:
    """The language whose small words occur most among some words, `""` when too few do."""
    found = [word.lower() for word in found]
    hits = {
        language: sum(word in words_of(language).ties for word in found) for language in LANGUAGES
    }
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= _FEWEST_HITS else ""
