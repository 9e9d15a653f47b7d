"""Text whose letters are none of the language that it is in: named as misread where nothing shows for sure how.

Few lines do not show which of two encodings they went through, and the letters of Hungarian, Turkish or Latvian are
those of Western Europe but for some. What such a text was is likely and not certain, so that it is named and left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import permutations
from math import inf

from caption_qa_action.core.alphabets import SAME_LETTERS
from caption_qa_action.core.legacy_encodings import weigh
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.plausibility import alphabets, count_oddities, fit, weigh_words
from caption_qa_action.rules.text._misread_text import Misreading, Pair, mend

_READ_AS = "cp1252"
# The languages whose letters are those of Western Europe but for some, and what they are written in.
_LIKE_WESTERN = {
    "pl": ("cp1250", "iso8859_2"), "cs": ("cp1250", "iso8859_2"), "sk": ("cp1250", "iso8859_2"),
    "hu": ("cp1250", "iso8859_2"), "ro": ("cp1250", "iso8859_2"), "hr": ("cp1250", "iso8859_2"),
    "sl": ("cp1250", "iso8859_2"), "tr": ("cp1254",), "az": ("cp1254",), "lt": ("cp1257", "iso8859_13"),
    "lv": ("cp1257", "iso8859_13"), "et": ("cp1257", "iso8859_13"),
}  # fmt: skip
_CODECS_LIKE_WESTERN = sorted({codec for codecs in _LIKE_WESTERN.values() for codec in codecs})
# Those whose words have no letter of Western Europe, and what they are written in.
_UNLIKE_WESTERN = (
    "cp1251", "cp1253", "cp1255", "cp1256", "koi8_r", "koi8_u", "iso8859_5", "iso8859_7", "cp866", "mac_cyrillic", "cp737",
)  # fmt: skip
# Words with letters that became others, of each spelling one (chosen).
_FEWEST_WORDS, _FEWEST_EXPECTED = 3, 2
# How many more frequent words a language must have than one whose letters all of these are.
_FEWEST_FREQUENT = 2
_MISFITS_PERCENT = 5
# So many foreign letters, among which are none of those that became others, are not of a language that has many of
# them; Estonian has few.
_MANY_LETTERS = 20
_SELDOM = ("et",)
# A word of letters beyond ASCII alone: `Ïðèâåò`. Czech has `říší`, French `été`, and whoever shouts `Ááááá`.
_LONG, _LONGEST, _DIFFERENT = 4, 7, 3
_FEWEST_FOREIGN_WORDS = 2
# What stands between the letters of a word in no language, and is a letter in the tables of other systems.
_SIGNS = "\u00a1-\u00a9\u00ac\u00ae-\u00b6\u00b8\u00b9\u00bc-\u00bf\u00d7\u00f7\u201a\u201e\u2020\u2021\u2030\u2200-\u22ff\u2500-\u25ff"
_FEWEST_SIGNS = 2
_WESTERN = ("cp1252", "cp850", "cp437", "mac_roman")
_LETTERS = "\u00aa\u00b5\u00b8\u00ba\u00df-\u00ff\u0153\u0161\u017e\u0192"


def find_odd_letters(lines: Sequence[str], beginning: str, expected: str) -> Misreading | None:
    """How a text was most likely misread, by its lines that are not ASCII; None where its letters are in order.

    `beginning` is the text of the first cues, `expected` the language that the file ought to be in.
    """
    pair = (
        _of_foreign_words(lines)
        or _of_other_letters(lines, beginning, expected)
        or _of_signs_in_words(lines, beginning, expected)
    )
    return Misreading((pair,), is_certain=False) if pair else None


def _of_signs_in_words(lines: Sequence[str], beginning: str, expected: str) -> Pair | None:
    """The pair by which signs inside words, as in `Gr³▀e`, are letters of a language some words of which are there."""
    if len({word for line in lines for word in _words_with_signs(line)}) < _FEWEST_SIGNS:
        return None
    plain = " ".join(word for word in beginning.split() if word.isascii())
    best: tuple[float, Pair] | None = None
    for pair in (Pair(*both) for both in permutations(_WESTERN, 2)):
        meant = _mend_all(lines, pair)
        if meant is None or any(_words_with_signs(meant)) or count_oddities(meant):
            continue
        worth, misfits = fit(f"{meant}\n{plain}", expected)
        if not misfits and worth >= _FEWEST_FREQUENT and (best is None or worth > best[0]):
            best = worth, pair
    return best[1] if best else None


def _words_with_signs(text: str) -> Iterator[str]:
    """The words of four letters or more, with a sign between two of them."""
    # Where a word has no sign, none of its other letters is tried as its beginning.
    for match in re.finditer(rf"(?<![^\W\d_])([^\W\d_]+)[{_SIGNS}]+([^\W\d_]+)", text):
        if len(match[1] + match[2]) >= _LONG:
            yield match[0]


def _of_foreign_words(lines: Sequence[str]) -> Pair | None:
    """The pair by which words of letters beyond ASCII alone are words of a script."""
    found = {word for line in lines for word in _foreign_words(line)}
    if len(found) < _FEWEST_FOREIGN_WORDS and not any(len(word) >= _LONGEST for word in found):
        return None
    shown = [line for line in lines if any(_foreign_words(line))]
    scores = _scores("\n".join(shown))
    best: tuple[tuple[float, float], Pair] | None = None
    for codec in _UNLIKE_WESTERN:
        pair = Pair(codec, _READ_AS)
        meant = [text for line in shown if (text := mend(line, (pair,)))]
        if len(meant) < len(shown):
            continue
        text = "\n".join(meant)
        worth = weigh_words(text) - 2 * count_oddities(text), scores.get(text, -inf)
        if best is None or worth > best[0]:
            best = worth, pair
    return best[1] if best else None


def _scores(text: str) -> dict[str, float]:
    """What the bytes of a text that was read as Windows-1252 may be, each reading with its score."""
    data = text.encode(_READ_AS, "ignore")
    return {reading.text: reading.score for reading in weigh(data, "")}


def _foreign_words(line: str) -> Iterator[str]:
    for word in re.findall(f"[{_LETTERS}]{{{_LONG},}}", line.lower()):
        if len(set(word)) >= _DIFFERENT:
            yield word


class _Language(NamedTuple):
    alphabet: frozenset[str]
    frequent: frozenset[str]

    def misfits(self, letters: Counter[str]) -> int:
        """How many letters of a text it does not have, by how often the text has each."""
        return sum(letters[letter] for letter in letters.keys() - self.alphabet)

    def hits(self, words: set[str]) -> int:
        """How many of its frequent words are among some words."""
        return len(self.frequent & words)


@cache
def _languages() -> dict[str, _Language]:
    return {name: _Language(*found) for name, found in alphabets().items()}


def _letters(text: str) -> Counter[str]:
    """How often a text has each letter beyond ASCII, in lower case."""
    found = Counter(text.lower())
    letters = re.findall(r"[^\W\d_\x00-\x7f]", "".join(found))
    return Counter({letter: found[letter] for letter in letters})


def _of_other_letters(lines: Sequence[str], beginning: str, expected: str) -> Pair | None:
    """The pair by which letters that a language has not are some that it has."""
    text = "\n".join(lines)
    expected = SAME_LETTERS.get(expected, expected)
    known = _languages()
    written = _letters(text)
    misfits = {name: language.misfits(written) for name, language in known.items()}
    least = min(misfits.values())
    fitting = [known[name] for name, number in misfits.items() if not number]
    odd = count_oddities(text)
    of_beginning = _words(beginning)
    words = _words(text) | of_beginning
    most = max((language.hits(words) for language in fitting), default=0)
    read_as = {codec: _Meant(lines, Pair(codec, _READ_AS)) for codec in _CODECS_LIKE_WESTERN}
    for name in sorted(_LIKE_WESTERN, key=lambda name: name != expected):
        language = known[name]
        if not odd and not misfits[name]:
            continue
        for meant in (read_as[codec] for codec in _LIKE_WESTERN[name]):
            if not meant.changed:
                continue
            number = meant.letters.total()
            hits = language.hits(meant.words | of_beginning)
            is_long = number >= _MANY_LETTERS and hits >= _FEWEST_WORDS and name not in _SELDOM
            fewest = _FEWEST_EXPECTED if name == expected else _FEWEST_WORDS
            if len(meant.changed) < fewest and not (is_long and not fitting):
                continue
            is_none = not fitting and (
                hits or (least >= _FEWEST_WORDS and len(meant.changed) > _FEWEST_WORDS)
            )
            may_be = name == expected or (is_none and not _are_each_of_one(lines))
            if not may_be and hits - most < _FEWEST_FREQUENT:
                continue
            # What takes longest comes last.
            odd_there = language.misfits(meant.letters) + meant.oddities
            if odd_there * 100 <= number * _MISFITS_PERCENT:
                return meant.pair
    return None


class _Meant:
    """What lines were if they went through a pair of encodings; several languages ask for the same."""

    def __init__(self, lines: Sequence[str], pair: Pair) -> None:
        self.pair = pair
        self._lines = lines

    @cached_property
    def text(self) -> str:
        """The text as it was meant; as it is where it did not go through the pair."""
        meant = _mend_all(self._lines, self.pair)
        return "\n".join(self._lines) if meant is None else meant

    @cached_property
    def changed(self) -> set[str]:
        """The words that became others."""
        text = "\n".join(self._lines)
        return set() if self.text == text else _changed(text, self.text)

    @cached_property
    def letters(self) -> Counter[str]:
        return _letters(self.text)

    @cached_property
    def words(self) -> set[str]:
        return _words(self.text)

    @cached_property
    def oddities(self) -> float:
        return count_oddities(self.text)


def _mend_all(lines: Sequence[str], pair: Pair) -> str | None:
    """The lines as they were meant; None where one of them did not go through a pair of encodings."""
    meant = []
    for line in lines:
        mended = mend(line, (pair,))
        if mended is None:
            return None
        meant.append(mended)
    return "\n".join(meant)


def _are_each_of_one(lines: Sequence[str]) -> bool:
    """Whether most lines are each of a language: then they are of several."""
    return 2 * sum(map(_is_of_no_language, lines)) < len(lines)


def _is_of_no_language(line: str) -> bool:
    letters = _letters(line).keys()
    return not any(letters <= language.alphabet for language in _languages().values())


def _changed(text: str, meant: str) -> set[str]:
    pairs = zip(re.split(r"\s+", text), re.split(r"\s+", meant), strict=False)
    return {new.lower() for old, new in pairs if old != new}


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
