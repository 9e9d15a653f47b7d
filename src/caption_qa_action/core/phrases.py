"""Where text that is written without blanks may be broken: between phrases, and never inside a cluster.

The phrases of Chinese, Japanese and Thai are those of BudouX (https://github.com/google/budoux), whose models
are loaded when the first such text is broken. For the scripts of Lao, Burmese and Khmer there is no model:
they are broken between clusters, where nothing else is left.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from caption_qa_action.core.annotations import TYPE_CHECKING
from caption_qa_action.core.cjk import AFTER_ELLIPSIS, JAPANESE_CLOSING
from caption_qa_action.core.patterns import compiled

if TYPE_CHECKING:
    from budoux.parser import Parser

# Of the most frequent characters, those that only traditional Chinese has.
_TRADITIONAL = frozenset("這個們說對為來時會學國後還過與從點沒發實經樣讓關當應該種開長門車東馬見")
# From which score on a phrase ends for sure: 1 in 100 of such places is inside a word by the dictionaries of
# jieba (Chinese) and of janome (Japanese), but half and a tenth of those that are barely above 0. Of Thai our choice:
# below it stand compounds such as `มาก|มาย` and `วัน|เกิด`, above it words.
_SURE = {"ja": 1500.0, "zh-hans": 4000.0, "zh-hant": 4000.0, "th": 1500.0}
# The characters around a place, from where to where, that each table of a model is about.
_FEATURES = (
    ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2), ("UW6", 2, 3),
    ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2),
    ("TW1", -3, 0), ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
)  # fmt: skip
# What is longer is no line of a caption, and would take memory to be remembered.
_LINE = 60
_THAI = "\u0e01-\u0e5b"
_OTHERS = (
    "\u0e81-\u0edf\u0f00-\u0fda\u1000-\u109f\u1780-\u17f9\u1950-\u19df\u1a20-\u1aad\ua9e0-\ua9fe"
    "\uaa60-\uaadf"
)
_WITHOUT_BLANKS = re.compile(f"[{_THAI}]+|[{_OTHERS}]+")
# After these the next letter belongs to the same cluster: vowels that are written before their consonant, the
# coeng of Khmer and the virama of Burmese.
_LEADING = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4\u17d2\u1039")


def phrase_doubts(text: str, language: str) -> Sequence[float]:
    """How doubtful it is that a phrase of Chinese, Japanese or Thai ends before each character but the first.

    0 where it is sure; from 1 on no phrase ends there.
    """
    # A line is weighed alone and with its neighbours, several times.
    return _known_doubts(text, language) if len(text) <= _LINE else _doubts(text, language)


def _doubts(text: str, language: str) -> tuple[float, ...]:
    if language in ("ja", "th"):
        model = language
    else:
        model = "zh-hant" if _TRADITIONAL & set(text) else "zh-hans"
    sure = _SURE[model]
    doubts = [max(0.0, 1 - score / sure) for score in _scores(text, model)]
    for end in (AFTER_ELLIPSIS, *((JAPANESE_CLOSING,) if language == "ja" else ())):
        for found in compiled(end).finditer(text):
            doubts[found.end() - 1] = 0.0
    return tuple(doubts)


@lru_cache(maxsize=1024)
def _known_doubts(text: str, language: str) -> tuple[float, ...]:
    return _doubts(text, language)


def _scores(text: str, model: str) -> Iterator[float]:
    """What a model of BudouX says of each place but the first: a phrase ends where it is above 0."""
    features, base = _features(model)
    for at in range(1, len(text)):
        yield base + sum(
            weights.get(text[at + start : at + end], 0)
            for weights, start, end in features
            if at + start >= 0
        )


@lru_cache(maxsize=4)
def _features(model: str) -> tuple[list[tuple[dict[str, int], int, int]], float]:
    """The tables of a model with the characters that each is about, and what a place without any scores."""
    tables = _parser(model).model
    base = -sum(sum(weights.values()) for weights in tables.values()) / 2
    return [(tables.get(name, {}), start, end) for name, start, end in _FEATURES], base


def inner_breaks(word: str) -> dict[int, float]:
    """Where a word in a script without blanks may be broken, and how doubtful it is that a phrase ends there."""
    found: dict[int, float] = {}
    for stretch in _WITHOUT_BLANKS.finditer(word):
        text = stretch[0]
        doubts = phrase_doubts(text, "th") if is_thai(text[0]) else [0.0] * (len(text) - 1)
        for end, doubt in enumerate((*doubts, 0.0), 1):
            at = stretch.start() + end
            if doubt < 1 and at < len(word) and starts_cluster(word, at):
                found[at] = doubt
    return found


def is_thai(character: str) -> bool:
    """Whether a character is of the Thai script."""
    return "\u0e01" <= character <= "\u0e5b"


def is_without_blanks(character: str) -> bool:
    """Whether a character is of a script that has no blanks between words, Han and Kana aside."""
    return not character.isascii() and _WITHOUT_BLANKS.match(character) is not None


def starts_cluster(text: str, at: int) -> bool:
    """Whether what is drawn as one begins at an offset, and does not merely go on there."""
    return not joins(text[at]) and text[at - 1] not in _LEADING


def joins(character: str) -> bool:
    """Whether a character belongs to the one before it, as accents and joiners do."""
    if character.isascii():
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or character in "\u200c\u200d\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


@lru_cache(maxsize=4)
def _parser(model: str) -> Parser:
    import budoux

    load = {
        "ja": budoux.load_default_japanese_parser,
        "th": budoux.load_default_thai_parser,
        "zh-hans": budoux.load_default_simplified_chinese_parser,
        "zh-hant": budoux.load_default_traditional_chinese_parser,
    }
    return load[model]()
