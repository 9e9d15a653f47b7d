"""How bad it is to break a text between two words."""

from __future__ import annotations

from functools import lru_cache
from math import inf

from caption_qa_action.core import cjk
from caption_qa_action.core.korean import Ending, ending
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.phrases import is_thai, is_without_blanks
from caption_qa_action.core.sentences import BLANKS, DASHES
from caption_qa_action.core.words import Words, is_unit, words_of
from caption_qa_action.core.words.ranks import RANKS

_CLAUSE_MARKS = ",;:–—…،؛"
_CLAUSE_ENDS = frozenset(_CLAUSE_MARKS + "!?♪♫")
_CLOSERS = "\"'”’»)]"
# What begins and ends a sound, the name of a speaker or an aside.
_ASIDE, _AFTER_ASIDE = "([", ")]"
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
    `author` whether the line was broken here, `wide` whether the neighbours are wide characters, `gap` what
    stands between the two, `doubt` how doubtful it is that a phrase of wide characters ends here (from 1 on
    none does), `beyond` what follows on `after`.
    """

    before: str
    after: str
    sentence: bool = False
    begins: bool = False
    author: bool = False
    wide: bool = False
    language: str = ""
    gap: str = " "
    doubt: float = 0
    beyond: str = ""


# From best to worst, our choice by what comes out of captions that people broke (`benchmarks/breaking.py`). A line may break after a clause mark, before a conjunction, before a word
# that leans on the next one, and least of all after such a word.
SENTENCE = Penalty(-10, -250)
# After a sentence, before a name or a sound in brackets: another one is heard.
_VOICE = Penalty(-70, -400)
_CLAUSE, _CLAUSE_BEFORE_CONJUNCTION = Penalty(3, 80), Penalty(2, 30)
_CONJUNCTION, _BEFORE_TIE = Penalty(11, 110), Penalty(18, 250)
_BINDING, _JOINED_NAMES = Penalty(11, 180), Penalty(11, 450)
_PLAIN, _BEFORE_NAME, _NAME, _HELD = (
    Penalty(24, 400),
    Penalty(30, 400),
    Penalty(38, 450),
    Penalty(110, 500),
)
# After a word that ends a phrase nearly as often as it leans, and after one that always leans: this costs more than
# one cue more, so that a text that is split anyway has one more cue rather than such a line.
_AFTER_LOOSE, AFTER_TIE = Penalty(110, 500), Penalty(330, 700)
# From which cost on a line ends inside a phrase: as much as between a Korean word and the noun that it describes.
TEARS_PHRASE = 60.0
NUMBER, ABBREVIATION = Penalty(335, inf), Penalty(345, inf)
_KOREAN = {
    Ending.CLAUSE: _CONJUNCTION,
    Ending.PARTICLE: _BEFORE_TIE,
    Ending.CLOSE: Penalty(20, 300),
    Ending.BARE: Penalty(34, 300),
    Ending.ADNOMINAL: Penalty(60, 420),
}
# Endings of an adjective, which describes the noun after it, or of an English adverb, that few nouns have, and how many
# letters of a word stand before one at least.
_ADJECTIVES = {
    "en": ("able", "ible", "al", "ive", "ous", "ful", "less", "ic", "ly"),
    "ru": (
        "ый", "ский", "ая", "яя", "ое", "ые", "ого", "его", "ому", "ему", "ую", "юю", "ых", "ыми"
    ),
    "uk": ("ий", "ого", "ому", "их", "ими", "ої"),
}  # fmt: skip
_SHORTEST_STEM = 3
_DESCRIBED = Penalty(38, 450)
# Small words that Hebrew writes together with the next one (and, when, that, in, to, from), and how long a word is
# at least that begins with one.
_HEBREW_PREFIXES = (
    ("ו", 3, _CONJUNCTION),
    ("כש", 4, _CONJUNCTION),
    ("ש", 4, _BEFORE_TIE),
    ("ב", 4, _BEFORE_TIE),
    ("ל", 4, _BEFORE_TIE),
    ("מ", 4, _BEFORE_TIE),
)
# Between wide characters of which one leans on the other, and clusters of a script without phrases.
_LEANING = Penalty(64, 500)
# How much worse it is to tear a phrase of wide characters, and to break where one ends with some doubt; it weighs
# little, else lines become uneven for the sake of the surest place. Where a phrase of Chinese is barely found, a word
# may be torn; in Japanese its last sounds say more.
TORN, _DOUBT = Penalty(150, 800), Penalty(5, 300)
_BARELY, _BARELY_FOUND = 0.8, 90.0
# How much worse it is to break a Thai compound, the surer the worse.
_COMPOUND = Penalty(90, 300)
_JAPANESE_BLANK, _JAPANESE_PLAIN = 14.0, 30.0
# Numbers that are years more often than they count something.
_YEARS = range(1500, 2100)


# The same words stand beside each other again and again, above all where a text is laid out in several ways.
@lru_cache(maxsize=4096)
def penalty(place: Between, words: Words) -> Penalty:
    """How bad it is to break the line or the cue here."""
    cost = _penalty(place, words)
    if place.author:
        bonus = _WIDE_AUTHOR_BONUS if place.wide else _AUTHOR_BONUS
        return Penalty(max(0, cost.line - bonus), cost.cue - bonus)
    return cost


def _penalty(place: Between, words: Words) -> Penalty:
    before, after = place.before, place.after
    if place.sentence:
        return _VOICE if after[0] in _ASIDE and len(after) > 1 else SENTENCE
    if place.wide:
        return _between_wide(place)
    last = before[-1]
    if is_without_blanks(last) and is_without_blanks(after[0]):
        if place.gap:
            return _CLAUSE
        return _between_thai(place) if is_thai(last) else _LEANING
    if last.isdecimal() and (after[0].isdecimal() or is_unit(after)):
        return NUMBER
    if _needs_more(before, words):
        return ABBREVIATION
    if last in DASHES and after[0] in DASHES:
        return SENTENCE  # Danish cues that go on end with a dash and begin with one: `til jul, - - men de kom`
    if last in DASHES and len(before) > 1 and before[-2] in BLANKS:
        return _NAME  # a line should not end with a dash alone, nor begin with one as if somebody answered
    if after[0] in _ASIDE or (last in _AFTER_ASIDE and not place.begins):
        return _CLAUSE
    if _ends_clause(before):
        conjunction = _bare(after) in words.conjunctions
        return _CLAUSE_BEFORE_CONJUNCTION if conjunction else _CLAUSE
    return _between_words(place, words)


def _between_wide(place: Between) -> Penalty:
    if place.gap == "\u3000" or cjk.ends_clause(place.before):
        return _CLAUSE
    line = cjk.penalty(place.before, place.after, place.language)
    if place.gap:
        # A blank stands for a comma in Chinese, and for less than one in Japanese.
        return _between_phrases(min(line, _JAPANESE_BLANK)) if place.language == "ja" else _CLAUSE
    if place.doubt >= 1:
        return Penalty(TORN.line + line, TORN.cue + line)
    if cjk.leans(place.before, place.after, place.language):
        cost = _LEANING
    elif place.language == "ja":
        cost = _between_phrases(line)
    elif place.language == "zh" and cjk.begins_clause(place.after):
        cost = _CONJUNCTION
    elif place.language == "zh" and cjk.begins_phrase(place.after):
        cost = _BEFORE_TIE
    else:
        cost = Penalty(min(_PLAIN.line, line), _PLAIN.cue)
    if place.language == "ja" and line < _CLAUSE.line and cost == _CLAUSE:
        return cost  # the form of the verb says for sure that a clause ends
    barely = _BARELY_FOUND if place.doubt > _BARELY and place.language != "ja" else 0
    return Penalty(
        cost.line + _DOUBT.line * place.doubt + barely, cost.cue + _DOUBT.cue * place.doubt
    )


def _between_thai(place: Between) -> Penalty:
    words = words_of("th")
    cost = _PLAIN
    if place.before in words.ties:
        cost = _AFTER_LOOSE if place.before in words.loose else AFTER_TIE
    elif place.before in words.conjunctions:
        cost = AFTER_TIE
    elif place.after in words.conjunctions:
        cost = _CONJUNCTION
    elif place.after in words.ties:
        cost = _BEFORE_TIE
    return Penalty(cost.line + _COMPOUND.line * place.doubt, cost.cue + _COMPOUND.cue * place.doubt)


def _between_phrases(line: float) -> Penalty:
    """How bad it is to break between two Japanese phrases, by how bad the end of the first is for a line."""
    if line <= _CLAUSE.line:
        return _CLAUSE
    cue = _BEFORE_TIE.cue if line <= _BEFORE_TIE.line else _PLAIN.cue
    return Penalty(min(_JAPANESE_PLAIN, line), cue)


def _between_words(place: Between, words: Words) -> Penalty:
    before, after = _bare(place.before), _unelided(_bare(place.after), words)
    if before in words.ties or place.before[-1] in "'’":
        names = _are_names(place.before, place.after) and _tells_names(place)
        if before not in words.loose or names:  # as in `De / Forenede Nationer`
            return AFTER_TIE
        if not (before in words.clings and after in words.conjunctions):
            return _AFTER_LOOSE  # unlike in `ne savent pas / où il habite`
    if after in words.conjunctions:
        # `et que`, `and when`: two in a row are one.
        if before in words.conjunctions:
            return AFTER_TIE
        if after in words.binding:
            return _BINDING
        return _JOINED_NAMES if _joins_names(place, words) else _CONJUNCTION
    if before in words.conjunctions:
        return AFTER_TIE
    if after in words.clings:
        return _HELD
    if before in RANKS and place.after[:1].isupper():
        return _HELD
    if place.after[0].isalpha() and not place.after[0].isupper() and _is_count(before):
        return _HELD
    if place.language == "ko":
        return _KOREAN[ending(before)]
    if after in words.ties:
        return _BEFORE_TIE
    if place.language == "he":
        for prefix, shortest, cost in _HEBREW_PREFIXES:
            if after.startswith(prefix) and len(after) >= shortest:
                return cost
    # A number counts as a name after one: `Channel 4`.
    number = after[:1].isdecimal() and place.before[:1].isupper()
    if (number or _are_names(place.before, place.after)) and _tells_names(place):
        return _NAME
    if before in words.adjectives or _is_adjective(before, place.language):
        return _DESCRIBED
    return _BEFORE_NAME if _begins_name(place, after) else _PLAIN


def _begins_name(place: Between, after: str) -> bool:
    """Whether a name begins here, the object of the word before it or what that says: `my sister Laura`."""
    written = place.after.lstrip(_STRIPPED)
    return (
        written[:1].isupper()
        and not written.isupper()
        and after.partition("'")[0] != "i"
        and place.before[-1].islower()
        and _tells_names(place)
    )


def _joins_names(place: Between, words: Words) -> bool:
    """Whether a conjunction joins two names, and hardly two clauses: `Laurel and Hardy`, unlike `Hardy and I'm`."""
    return (
        _are_names(place.before, place.beyond)
        and _bare(place.beyond) not in words.ties
        and _tells_names(place)
    )


def _are_names(first: str, second: str) -> bool:
    """Whether two words are written like names, and not in capitals as all of the text may be."""
    capitals = len(first) > 1 and first.isupper() and second.isupper()
    return first[:1].isupper() and second[:1].isupper() and not capitals


def _tells_names(place: Between) -> bool:
    """Whether a capital says that the word before a place is a name."""
    return not place.begins and place.language != "de"


def _is_adjective(word: str, language: str) -> bool:
    endings = _ADJECTIVES.get(language, ())
    return word.endswith(endings) and any(
        word.endswith(ending) for ending in endings if len(word) >= len(ending) + _SHORTEST_STEM
    )


def _is_count(word: str) -> bool:
    """Whether a word is a number, and hardly a year: `12`, `3,500`, Korean `200만` and Hebrew `מ-200`."""
    number = word.rpartition("-")[2].rstrip("만억천백조")
    digits = number.replace(",", "").replace(".", "")
    return digits.isdecimal() and not (number == digits and int(digits[:9]) in _YEARS)


def _bare(word: str) -> str:
    """A word as it stands in the lists."""
    word = word.lower()
    return word if word.isalpha() else word.strip(_STRIPPED).replace("\u2019", "'")


def _unelided(word: str, words: Words) -> str:
    """A word without the noun or verb that an elided one is written together with: `d'` of `d'optique`."""
    elided, mark, _ = word.partition("'")
    elided += mark
    return elided if mark and (elided in words.ties or elided in words.conjunctions) else word


def _ends_clause(word: str) -> bool:
    if word[-1].isalnum():
        return False
    bare = word.rstrip(_CLOSERS)
    return bare[-1:] in _CLAUSE_ENDS or bare.endswith("...")


def _needs_more(word: str, words: Words) -> bool:
    """Whether a word is short for something that comes before a name: a title, an initial."""
    if not word.endswith(".") or word.endswith(".."):
        return False
    bare = word.lstrip(_STRIPPED)[:-1]
    return bare.lower() in words.titles or (len(bare) == 1 and bare.isupper())
