"""Where Chinese and Japanese, written without blanks, may be broken.

The signs that begin or end no line: JIS X 4051, W3C, Requirements for Japanese Text Layout, section
3.1.7 and 3.1.8, https://www.w3.org/TR/jlreq/, and Requirements for Chinese Text Layout, section
3.1.3, https://www.w3.org/TR/clreq/.
"""

from __future__ import annotations

import re

from caption_qa_action.core.patterns import compiled

_NO_START = (
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】…‥～〜"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰℃％"
)
_NO_END = "‘“（〔［｛〈《「『【＄￥＃"
_CLAUSE_MARKS = "、，；：…‥"
_CLOSING_MARKS = "”’」』）》〉】"
_QUOTATION_MARKS = "“”‘’"
_ELLIPSES = "…‥"

# Polite forms, with which a sentence ends.
_JAPANESE_CLOSINGS = "です|ます|ました|でした|ません|ください"
# Where a phrase ends whatever the model says of it.
AFTER_ELLIPSIS = f"(?<=[{_ELLIPSES}])(?=[^{_ELLIPSES}])"
# Forms with which a sentence ends in plain speech, and words with which the next one begins: captions have no full stop.
_JAPANESE_FINALS = "[てで]くれ|なさい|ろう|でしょう|(?<![わあ])たし|[いるだ]し|[たいるうくぐすつぬぶむだん][よねわぞぜ]"
_JAPANESE_BEGINNINGS = "俺|僕|私|君|彼|お前|あなた|あんた|[そこあ]いつ|奴|誰|だから|しかし|そして|それ|これ|なぜ|どうして"
# Conjunctions that end like a clause, and stand before one.
_JAPANESE_CONJUNCTIONS = frozenset(
    ("だから", "ですから", "でも", "だけど", "それから", "それでも", "それなら")
)
JAPANESE_CLOSING = (
    f"(?:{_JAPANESE_CLOSINGS})(?=[^\u3041-\u309f])"
    f"|(?:{_JAPANESE_CLOSINGS}|{_JAPANESE_FINALS}|のだ)(?={_JAPANESE_BEGINNINGS})"
)
# From best to worst: what ends a sentence or a clause, the topic, what belongs to a verb, and what describes a noun.
_JAPANESE_ENDINGS = (
    (f"(?:{_JAPANESE_CLOSINGS})[かねよが]?$", 1),
    (f"(?:{_JAPANESE_FINALS}|のだ)$", 2),
    (
        "(?:ば|ないで|ずに|ても|ては|[んい]でも|けど|けれど|のに|ので|たら|だら|なら|ながら|たり|から)$",
        2,
    ),
    ("(?:(?:せい|おかげ)で|ために|うちに|くせに|たびに)$", 2),
    ("て$", 3),
    ("ように$", 6),
    ("[はも]$", 10),
    ("[がをにでとへやかねよ]$", 14),
    ("の$", 24),
)
# Numbers, demonstratives, negations, adverbs, prepositions and auxiliaries, which lean on what follows.
_CHINESE_TIES = (
    "一二三四五六七八九十百千万两兩几幾第这這那每各某不没沒别別就也都很太更最还還再又才只刚剛已正在把被给給对對从從"
    "向跟与與和或但而因如为為是会會能要想可请請让讓使以于於所个個种種些半"
)
# Words that end with one of them and lean on nothing.
_CHINESE_WHOLE = re.compile(
    "(?:[现現存]在|[机機社大晚聚协協工][会會]|[功智性技]能|[思理梦夢]想|行[为為]|[物品人][种種]|[统統唯]一|反[对對]|[首成]都|太太|服[从從])$"
)
# What begins a clause or a member of a list, and prepositions, which begin a phrase.
_CHINESE_CONJUNCTION = re.compile(
    "[和与與或但]|而[且是]|因[为為此]|如果|所以|[虽雖]然|[并並]且|然[后後]|[于於]是|不[过過]|只[要有]|除非|直到|[还還]是"
)
_CHINESE_PREPOSITION = re.compile(
    "[在把被从從向跟由往朝沿]|[对對](?![不吧的啊])|[为為]了|[关關][于於]|通[过過]"
)
# What holds on to the clause or the noun before it.
_CHINESE_BOUND = re.compile("的(?:[话話]|[时時]|人)|.(?:[时時]候|之[前后後间間一]|左右|[期时時]间)")
_CHINESE_SUFFIXES = "的地得了着过过們们吗嗎呢吧啊呀个個里裡上下中"

# What goes on with the particle or the form before it (`について`, `という`, `なくなる`, `持っている`), and nouns that
# stand for the clause before them.
_JAPANESE_BOUND = re.compile(
    "に(?:つい|つき|よ[っりる]|お[いけ]|対|関|とっ|従|したが|応じ|基|わた|渡|加|な[っりるれ])"
    "|を(?:通|持|もっ|めぐ|巡)"
    "|と(?:い[うえっ]|言|し[たてま]|する|思|おも|な[っりるれ])"
    "|くな[いかっりるれ]"
    "|ば(?:なら|いけな|いい|よ[いか])"
    "|[てで](?:い[くけたてなまるっ]|あ[りるっ]|お[いき]|く[だるれ]|き[たま]|下さ|しま|もら|ほし|欲し|み[たてまよる])"
    "|.(?:こと|もの|ところ|ため|とき|よう|はず|わけ|つもり|ほう|まま|だけ|ほど)"
)

# Kana, Han and full-width signs: Hangul is written with blanks. The marks of Kana join what is before them.
_WIDE_SIGNS = (
    "\u3001-\u3029\u3030-\u3098\u309b-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff65"
    "\U00020000-\U0003ffff"
)
WIDE = re.compile(f"[{_WIDE_SIGNS}]+")


def is_wide(character: str) -> bool:
    """Whether a character is Kana, Han or a full-width sign: Hangul is written with blanks."""
    return character > "\u3000" and WIDE.match(character) is not None


def may_break(before: str, after: str) -> bool:
    """Whether a line may end with one character and the next one begin with the other, without a blank.

    Both are wide, or one is and the other is a quotation mark or a Latin letter, or an ellipsis before it.
    """
    if after in _NO_START or before in _NO_END:
        return False
    if is_wide(before):
        return is_wide(after) or _joins_no_wide(after)
    return is_wide(after) and (before in _ELLIPSES or _joins_no_wide(before))


def _joins_no_wide(character: str) -> bool:
    return character in _QUOTATION_MARKS or (character.isascii() and character.isalpha())


def leans(before: str, after: str, language: str) -> bool:
    """Whether one of two texts of wide characters holds on to the other, though a phrase may end between them."""
    if language == "zh":
        return (
            (before[-1] in _CHINESE_TIES and not _CHINESE_WHOLE.search(before))
            or after[0] in _CHINESE_SUFFIXES
            or _CHINESE_BOUND.match(before[-1] + after[:2]) is not None
        )
    return _JAPANESE_BOUND.match(before[-1] + after[:4]) is not None or (
        before.endswith(("ても", "でも"))
        and after.startswith(("いい", "よい", "よかった", "かまわ", "構わ"))
    )


def begins_clause(text: str) -> bool:
    """Whether a Chinese phrase begins with a conjunction."""
    return _CHINESE_CONJUNCTION.match(text) is not None


def begins_phrase(text: str) -> bool:
    """Whether a Chinese phrase begins with a preposition."""
    return _CHINESE_PREPOSITION.match(text) is not None


def ends_clause(text: str) -> bool:
    """Whether a text of wide characters ends with a mark after which a clause begins."""
    return (text.rstrip(_CLOSING_MARKS) or text)[-1] in _CLAUSE_MARKS


def penalty(before: str, after: str, language: str) -> float:
    """How bad it is to break between two texts of wide characters, from 0 to 90."""
    last, first = before[-1], after[0]
    if language == "zh":
        return 80 if first in _CHINESE_SUFFIXES else 30
    return _japanese_penalty(before, last, first)


def _japanese_penalty(before: str, last: str, first: str) -> float:
    """The same for Japanese, by how what is before ends.

    Words mostly begin with Han or Katakana and end in Hiragana, so a change from Hiragana is where a phrase
    begins.
    """
    if before in _JAPANESE_CONJUNCTIONS:
        return 26
    old, new = _script(last), _script(first)
    if old == "sign" or new == "sign":
        return 12
    if old != "hiragana":
        return 75 if new == "hiragana" else 90 if old == new == "katakana" else 50
    for ending, cost in _JAPANESE_ENDINGS:
        if compiled(ending).search(before):
            return cost
    return 26 if new != "hiragana" else 60


def _script(character: str) -> str:
    if "\u3041" <= character <= "\u309f":
        return "hiragana"
    if "\u30a0" <= character <= "\u30ff":
        return "katakana"
    return "han" if character.isalpha() else "sign"
