"""Where Chinese and Japanese, written without blanks, may be broken.

The signs that begin or end no line: JIS X 4051, W3C, Requirements for Japanese Text Layout, section
3.1.7 and 3.1.8, https://www.w3.org/TR/jlreq/, and Requirements for Chinese Text Layout, section
3.1.3, https://www.w3.org/TR/clreq/.
"""

from __future__ import annotations

import re

_NO_START = (
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】…‥～〜"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰℃％"
)
_NO_END = "‘“（〔［｛〈《「『【＄￥＃"
_CLAUSE_MARKS = "、，；：…‥"

_PARTICLES = "はがをにでともへのやかねよ"
# Numbers, demonstratives, negations, adverbs, prepositions and auxiliaries, which lean on what follows.
_CHINESE_TIES = (
    "一二三四五六七八九十百千万两兩几幾第这這那每各某不没沒别別就也都很太更最还還再又才只刚剛已正在把被给給对對从從"
    "向跟与與和或但而因如为為是会會能要想可请請让讓使以于於所"
)
_CHINESE_SUFFIXES = "的地得了着过过們们吗嗎呢吧啊呀个個里裡上下中"


# Kana, Han and full-width signs: Hangul is written with blanks. The marks of Kana join what is before them.
_WIDE_SIGNS = (
    "\u3001-\u3029\u3030-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff65"
    "\U00020000-\U0003ffff"
)
WIDE = re.compile(f"[{_WIDE_SIGNS}]+")


def is_wide(character: str) -> bool:
    """Whether a character is Kana, Han or a full-width sign: Hangul is written with blanks."""
    return WIDE.match(character) is not None


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with one wide character and the next one begin with the other."""
    return after not in _NO_START and before not in _NO_END


def leans(before: str, after: str, language: str) -> bool:
    """Whether one of two wide characters holds on to the other, though a phrase may end between them."""
    return language == "zh" and (before in _CHINESE_TIES or after in _CHINESE_SUFFIXES)


def penalty(before: str, after: str, language: str) -> float:
    """How bad it is to break between two wide characters, from 0 to 90.

    Japanese words mostly begin with Han or Katakana and end in Hiragana, so a change from Hiragana
    is where a phrase begins.
    """
    if before in _CLAUSE_MARKS:
        return 5
    if language == "zh":
        return 80 if after in _CHINESE_SUFFIXES else 30
    old, new = _script(before), _script(after)
    if old == "sign" or new == "sign":
        return 12
    if old == "hiragana":
        if new != "hiragana":
            return 10 if before in _PARTICLES else 22
        return 40 if before in "はがをに" and after not in _PARTICLES else 60
    if new == "hiragana":
        return 75
    return 90 if old == new == "katakana" else 50


def _script(character: str) -> str:
    if "\u3041" <= character <= "\u309f":
        return "hiragana"
    if "\u30a0" <= character <= "\u30ff":
        return "katakana"
    return "han" if character.isalpha() else "sign"
