"""The few lines of a text that were misread, among others that are right.

The lines that are right show the language of the text. A line that is none of it, nor of any other, and becomes one of
it by going back through a pair of encodings was misread by that pair.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from caption_qa_action.core.alphabets import OTHER_LANGUAGES, SAME_LETTERS, UNICODE_ALONE
from caption_qa_action.core.legacy_encodings import encodings_of, romanian_letters
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.plausibility import alphabets, count_oddities, weigh_words
from caption_qa_action.rules.text._misread_text import (
    MULTIBYTE,
    READ_AS,
    Misreading,
    Pair,
    mend,
)

# Letters of languages without an alphabet; and of those that no encoding has but those of Unicode.
_OTHERS = {
    "zh": "[\u3400-\u9fff]",
    "ja": "[\u3005\u3041-\u30ff\u3400-\u9fff]",
    "ko": "[\uac00-\ud7a3]",
    "th": "[\u0e01-\u0e5b]",
    "": f"[{''.join(f'{first}-{last}' for first, last in UNICODE_ALONE)}]",
}
_EASTERN = {
    "zh": ("gb18030", "big5"),
    "ja": ("cp932", "euc_jp"),
    "ko": ("cp949",),
    "th": ("cp874",),
}
_FIRST_OF_OTHERS = "\u0370"
_FOREIGN = "[^\x00-\x7f]"
_RARE_SIGN = "[^\\w\\s\x00-\x7f‘’“”„«»¿¡…–—·♪、。「」！？，：；（）]"
_LETTER = r"[^\W\d_\x00-\x7f]|[\u0300-\u036f]"
# Lines that are tried with each pair; more are tried with the pairs that explain some of those (chosen).
_TRIED, _MOST_LINES = 30, 2_000
# How many different characters, and words, must become others: where any bytes are valid, and to be named (chosen).
_FEWEST_SURE, _FEWEST_NAMED = 3, 2
# How much more a reading must be worth than another, in words; a letter that is a word is one by accident (chosen).
_LEAD, _LEAD_OF_TABLES = 1.0, 2.0
# Frequent words of a language: where most lines have its letters, and where they need not.
_FEWEST_FREQUENT, _FEWEST_WORDS = 2, 3


class Home(NamedTuple):
    """The language of a text: its name, its frequent words, and its letters beyond ASCII, listed or by a pattern."""

    language: str
    frequent: frozenset[str]
    letters: frozenset[str]
    pattern: str = ""

    def has(self, letters: frozenset[str]) -> bool:
        """Whether all letters are of the language."""
        if self.pattern:
            return not re.sub(self.pattern, "", "".join(letters))
        return letters <= self.letters

    def reads(self, line: str) -> bool:
        """Whether a line has no letters but those of the language, and none where none stands."""
        return self.has(_letters(line)) and is_clean(line)

    def explains(self, meant: str) -> bool:
        """Whether what was meant is of the language; one with another script has letters of it."""
        return self.reads(meant) and (self.is_latin or bool(_letters(meant)))

    def count_hits(self, words: set[str], text: str) -> int:
        """How many of its frequent words a text has, given as its words and whole."""
        return sum(map(text.__contains__ if self.pattern else words.__contains__, self.frequent))

    @property
    def is_latin(self) -> bool:
        return not self.pattern and min(self.letters) < _FIRST_OF_OTHERS


class MisreadLine(NamedTuple):
    """A line that was misread: its number among the lines, what was meant, and how it was misread."""

    at: int
    meant: str
    misreading: Misreading


class _Reading(NamedTuple):
    meant: str
    pairs: tuple[Pair, ...]

    @property
    def is_utf8(self) -> bool:
        return self.pairs[0].written_in == "utf_8"


def find_home(lines: Sequence[str], beginning: str, expected: str) -> tuple[Home | None, bool]:
    """The language that a text is in, if that shows, and whether most of its `lines` with characters beyond ASCII are in it.

    `beginning` is the text of the first cues, `expected` the language that the file ought to be in.
    """
    expected = SAME_LETTERS.get(expected, expected)
    text = "\n".join((beginning, *lines))
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    letters = [_letters(line) for line in lines if is_clean(line)]
    ranked = [
        (
            sum(map(home.has, letters)),
            home.count_hits(words, text) + 2 * (home.language == expected),
            -len(home.letters),
            home,
        )
        for home in _homes()
    ]
    of_it, hits, _, home = max(ranked, key=lambda each: each[:3])
    of_most = 2 * of_it > len(lines) and (not home.language or hits >= _FEWEST_FREQUENT)
    return home if of_most or hits >= _FEWEST_WORDS else None, of_most


def find_misread_lines(lines: Sequence[str], home: Home) -> list[MisreadLine]:
    """Those of the lines that are not of their text's language, and are when they are turned back."""
    text = "\n".join(lines[:_MOST_LINES])
    if home.reads(text):
        return []
    ways = _ways(home.language)
    readings: dict[int, list[_Reading]] = {}
    votes: Counter[tuple[Pair, ...]] = Counter()
    odd = [at for at, line in enumerate(lines[:_MOST_LINES]) if not home.reads(line)]
    for number, at in enumerate(odd):
        if number == _TRIED:
            ways = tuple(way for way in ways if any(way in pairs for pairs in votes))
        readings[at] = list(_readings(lines[at], home, ways))
        votes.update(reading.pairs for reading in readings[at])
    found = ((at, _choose(lines[at], readings[at], votes, home)) for at in odd)
    return [MisreadLine(at, *chosen) for at, chosen in found if chosen]


def is_clean(text: str) -> bool:
    """Whether no character of a text stands where none does in honest text, and none is lost."""
    if re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\xad\ud800-\uf8ff\ufffd]", text):
        return False
    # No two characters that a blank parts are odd together, and most words occur again or are ASCII.
    words = {word for word in set(re.split("[ \t\r\n]+", text)) if not word.isascii()}
    return not count_oddities(" ".join(words))


def _letters(text: str) -> frozenset[str]:
    # Each once: a text has few different characters.
    characters = "".join(set(unicodedata.normalize("NFC", text.lower())))
    return frozenset(re.findall(_LETTER, characters))


@cache
def _homes() -> tuple[Home, ...]:
    """Each language; of two that have all letters of a text the first."""
    by_pattern = [
        Home(
            name, frozenset(OTHER_LANGUAGES[name][2].split() if name else ()), frozenset(), letters
        )
        for name, letters in _OTHERS.items()
    ]
    by_letters = [
        Home(name, frequent, letters) for name, (letters, frequent) in alphabets().items()
    ]
    return (*by_pattern, *by_letters)


@cache
def _ways(language: str) -> tuple[Pair, ...]:
    """The pairs that a line of a language may have gone through."""
    written_in = ("utf_8", *(_EASTERN.get(language) or encodings_of(language)))
    return tuple(
        Pair(each, "latin_1" if each == read_as == "cp1252" else read_as)
        for read_as in (*READ_AS, *MULTIBYTE)
        for each in (codec.replace("-", "_") for codec in written_in)
        if each != read_as or each == "cp1252"
    )


def _readings(line: str, home: Home, ways: Sequence[Pair]) -> Iterator[_Reading]:
    """What a line may have been: only what is of the language of its text."""
    for pair in ways:
        meant = mend(line, (pair,))
        if meant is None or meant == line:
            continue
        if home.explains(meant):
            yield _Reading(meant, (pair,))
        elif pair.written_in == "utf_8":
            for deeper in ways:
                again = mend(meant, (deeper,))
                if again and again != meant and home.explains(again):
                    yield _Reading(again, (pair, deeper))


def _choose(
    line: str, readings: Sequence[_Reading], votes: Counter[tuple[Pair, ...]], home: Home
) -> tuple[str, Misreading] | None:
    """What a line most likely was; None where that is not likely enough."""
    # Bytes that are valid UTF-8 by accident are rarer than any letter.
    readings = [reading for reading in readings if reading.is_utf8] or readings
    if not readings:
        return None
    worth = {
        each.meant: weigh_words(each.meant, home.language) - len(re.findall(_RARE_SIGN, each.meant))
        for each in readings
    }
    ranked = sorted(readings, key=lambda each: (-votes[each.pairs], -worth[each.meant]))
    best = ranked[0]
    others = [each for each in ranked if each.meant != best.meant]
    leads = all(
        votes[best.pairs] > max(votes[each.pairs], 1)
        or worth[best.meant] - worth[each.meant] >= (_LEAD if best.is_utf8 else _LEAD_OF_TABLES)
        for each in others
    )
    changed = set(re.findall(_FOREIGN, best.meant))
    if not best.is_utf8:
        changed -= set(re.findall(_FOREIGN, line))
    as_it_stands = _letters(line)
    if as_it_stands and is_clean(line) and any(each.has(as_it_stands) for each in _homes()):
        # It is of another language as it stands.
        if len(changed) < _FEWEST_SURE or not best.is_utf8:
            return None
    elif not best.is_utf8 and len(changed) < (_FEWEST_NAMED if is_clean(line) else 1):
        return None
    if not best.is_utf8 and is_clean(line) and not _is_of_words(line, best.meant):
        return None
    letters = len(re.findall(_LETTER, "".join(changed)))
    romanian = romanian_letters(best.meant.encode(best.pairs[-1].written_in), best.meant)
    fewest = _FEWEST_SURE if others else _FEWEST_NAMED
    is_certain = leads and not romanian and (best.is_utf8 or letters >= fewest)
    return best.meant, Misreading(best.pairs, is_certain, romanian)


def _is_of_words(line: str, meant: str) -> bool:
    """Whether words change that are no names: those bring letters of any language."""
    pairs = zip(line.split(), meant.split(), strict=False)
    return any(word != other and word[:1].islower() for word, other in pairs)
