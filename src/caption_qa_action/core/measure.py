"""How much text a viewer has to read: characters, columns, words.

Text given here is visible text (`Document.plain`: no markup, character references decoded).

A character is an extended grapheme cluster of UAX #29 (https://www.unicode.org/reports/tr29/), so
that an accent, a family emoji or a flag counts once, and spaces and punctuation count. Knowingly
different: control and format characters (Cc, Cf, line ends among them) count 0, since a viewer sees
none; a mark or a Hangul vowel with nothing before it counts 0; leading Hangul consonants in a row
count each; conjuncts count once in the scripts of South Asia, Myanmar and Cambodia alone.

The tests compare this with `\\X` of the library regex, which was measured and not taken: for 100,000 cues
it needs 0.73 s in place of 0.15 in Latin-1, 0.78 in place of 0.27 in Chinese, 0.57 in place of 0.30 in
Thai and the same 1.1 s in emoji, before what nobody sees is taken off, and to import it takes 12 ms.

A column is half the width of a wide character: East Asian Wide and Fullwidth characters (UAX #11,
https://www.unicode.org/reports/tr11/) take two columns, every other character one, ambiguous ones
included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Added to the weight of a character that may join the one after it, so that one sum shows both how
# many characters a text has and whether its pairs need a closer look.
_PAIRS = 1 << 32

_LINKERS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2"
_REGIONAL = "\U0001f1e6-\U0001f1ff"
_PICTOGRAPHS = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff"
_EXTENDERS = "\u0300-\u036f\u20e3\ufe0f\U0001f3fb-\U0001f3ff"
_CONSONANTS = (
    "\u0915-\u0939\u0958-\u095f\u0978-\u097f"  # Devanagari
    "\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1"  # Bengali
    "\u0a95-\u0ab9\u0af9"  # Gujarati
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71"  # Oriya
    "\u0c15-\u0c39\u0c58-\u0c5a"  # Telugu
    "\u0d15-\u0d3a"  # Malayalam
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1080\u108e"  # Myanmar
    "\u1780-\u17b3"  # Khmer
)
_LINKED = f"[\u200d\u093c\u09bc\u0abc\u0b3c\u0c3c]{{0,2}}(?=[{_CONSONANTS}])"
_JOINED = (
    f"[{_PICTOGRAPHS}][{_EXTENDERS}]{{0,4}}\u200d(?=[{_PICTOGRAPHS}])"  # GB11
    f"|[{_LINKERS}]{_LINKED}"  # GB9c
    f"|[{_REGIONAL}]{{2}}"  # GB12
)

# Spacing marks that begin a cluster of their own, and letters that join (UAX #29, table 2).
_SEPARATE_MARKS = (
    "\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c"
    "\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
_JOINING_LETTERS = (
    "\u0e33\u0eb3\u1160-\u11ff\ud7b0-\ud7c6\ud7cb-\ud7fb\uff9e\uff9f\U0001f3fb-\U0001f3ff"
)
# Letters that are drawn as nothing: the fillers of Hangul, and the empty Braille cell.
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"

# Above so many different characters, weighing each of a text costs no more than counting these. Our choice.
_MOST_COUNTED = 24


class _Weights(dict[str, int]):
    """Per character: 0 when it joins the one before it or shows nothing, else 1; see `_PAIRS`.

    Filled as characters are met, since a table of all of Unicode costs milliseconds to make.
    """

    def __missing__(self, character: str) -> int:
        if " " <= character <= "~":
            self[character] = 1
            return 1
        import unicodedata

        category = unicodedata.category(character)
        weight = 1
        if character < "\u0300" and category[0] in "LNPS":  # all that join others come later
            self[character] = 1
            return 1
        if category in ("Mn", "Me", "Mc"):
            weight = 1 if re.match(f"[{_SEPARATE_MARKS}]", character) else 0
        elif category in ("Cc", "Cf", "Zl", "Zp") or re.match(f"[{_JOINING_LETTERS}]", character):
            weight = 0
        if re.match(f"[\u200d{_LINKERS}{_REGIONAL}]", character):
            weight += _PAIRS
        self[character] = weight
        return weight


class _Columns(dict[str, int]):
    """Per character: the columns it takes; filled as characters are met."""

    def __missing__(self, character: str) -> int:
        import unicodedata

        if unicodedata.east_asian_width(character) in "WF":
            # Skin tones are wide and join the emoji before them.
            columns = 2 if _WEIGHTS[character] else 0
        elif character in "\uff9e\uff9f":  # half-width voicing marks join but have a width
            columns = 1
        else:
            columns = _WEIGHTS[character] % _PAIRS
        self[character] = columns
        return columns


_WEIGHTS = _Weights()
_COLUMNS = _Columns()


def graphemes(text: str) -> int:
    """How many characters a viewer sees; line ends count 0."""
    if text.isascii():  # most text, and mostly two lines of it
        shown = text.replace("\n", "")
        if shown.isprintable():
            return len(shown)
    count = sum(map(_WEIGHTS.__getitem__, text))
    if count >= _PAIRS:
        count = count % _PAIRS - len(re.findall(_JOINED, text))
    return count


def columns(text: str) -> int:
    """The width in half-width columns: a wide character takes two."""
    if text.isascii():
        return graphemes(text)
    width = sum(map(_COLUMNS.__getitem__, text))
    if "\u200d" in text:
        # An emoji that is joined to the one before it takes no room of its own (GB11).
        joined = re.findall(
            f"[{_PICTOGRAPHS}][{_EXTENDERS}]{{0,4}}\u200d(?=([{_PICTOGRAPHS}]))", text
        )
        width -= sum(map(_COLUMNS.__getitem__, joined))
    return width


class Ruler:
    """Measures texts of which it is known what characters they have: printable ASCII, line ends, and those of an
    alphabet.

    Counting those that show nothing is many times faster than weighing each character of a text.
    """

    __slots__ = ("_alphabet", "_hidden", "_joined", "_narrow")

    def __init__(self, alphabet: frozenset[str]) -> None:
        self._alphabet = alphabet
        self._hidden: tuple[str, ...] | None = None
        self._joined = ""
        self._narrow: list[tuple[str, int]] | None = None

    @property
    def counts_each(self) -> bool:
        """Whether each character counts one, line ends aside."""
        return not self._hidden_characters() and not self._joined

    def graphemes(self, text: str) -> int:
        """As the function of this name."""
        hidden = self._hidden_characters()
        count = len(text) - text.count("\n") - text.count("\r")
        if hidden:
            if len(hidden) > _MOST_COUNTED:
                return graphemes(text)
            count -= sum(map(text.count, hidden))
        return count - len(re.findall(self._joined, text)) if self._joined else count

    def columns(self, text: str) -> int:
        """As the function of this name."""
        if text.isascii():
            return graphemes(text)
        narrow = self._narrow
        if narrow is None:
            narrow = self._narrow = self._find_narrow()
        if len(narrow) > _MOST_COUNTED or "\u200d" in self._alphabet:
            return columns(text)
        width = 2 * len(text) - len(text.encode("ascii", "ignore"))
        for character, less in narrow:
            width -= less * text.count(character)
        return width

    def _hidden_characters(self) -> tuple[str, ...]:
        hidden = self._hidden
        if hidden is None:
            hidden = self._hidden = self._find_hidden()
        return hidden

    def _find_hidden(self) -> tuple[str, ...]:
        """The characters that count nothing, line ends aside; sets the pattern of what is joined."""
        weights = {character: _WEIGHTS[character] for character in self._alphabet}
        joining = {character for character, weight in weights.items() if weight >= _PAIRS}
        if joining:
            # Most have one kind, and the pattern for all kinds is slow to search for.
            linkers = "".join(sorted(joining))
            self._joined = f"[{linkers}]{_LINKED}" if joining.issubset(_LINKERS) else _JOINED
        hidden = (character for character, weight in weights.items() if not weight % _PAIRS)
        return tuple(hidden)

    def _find_narrow(self) -> list[tuple[str, int]]:
        """The characters that take less than they are reckoned at, and how much.

        That is one column for those of ASCII, and two for all others.
        """
        others = [each for each in self._alphabet if each > "\x7f" and _COLUMNS[each] < 2]
        controls = ["\n", "\r", *(each for each in self._alphabet if each <= "\x7f")]
        return [(each, 2 - _COLUMNS[each]) for each in others] + [(each, 1) for each in controls]


def words(text: str) -> int:
    """How many words a text has that sets spaces between words: runs with a letter or a digit."""
    return number_of_words(text.split())


def number_of_words(parts: Sequence[str]) -> int:
    """How many of the parts of a text, between which blanks stand, are words."""
    number = len(parts)
    for part in parts:
        if not part[0].isalnum() and re.search(r"[^\W_]", part) is None:  # most begin with one
            number -= 1
    return number


def shows_nothing(text: str) -> bool:
    """Whether a viewer sees nothing of a text: blanks, controls and fillers only."""
    first = text[:1]
    if first.isascii() and first.isalnum():  # as most texts begin
        return False
    return all(
        character.isspace() or character in _BLANKS or not _WEIGHTS[character] % _PAIRS
        for character in text
    )


def tenths_up(numerator: int, denominator: int) -> str:
    """A ratio rounded up to one decimal, so that `15.0 is above 15` is never printed."""
    tenths = -(-numerator * 10 // denominator)
    return f"{tenths // 10}.{tenths % 10}"
