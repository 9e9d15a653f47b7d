"""How likely it is that somebody wrote a text so: evidence for the right way to read its bytes.

Text that was decoded with the wrong encoding shows it in the places where two characters meet:
`cafÈ` has a capital after a small letter, `cafй` two scripts in one word, `caf©` a sign at the end of a
word. Honest text has hardly any of these, in whatever language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from caption_qa_action.core.alphabets import ALPHABETS, SAME_LETTERS

# What may stand between the letters of one word: apostrophes, hyphens, the middle dot of Catalan, the
# marks of Hebrew acronyms.
_JOINERS = "’'ʼ-‐‑·׳״־"
# Signs that follow a word or a number directly: m², 1º, a trade mark.
_AFTER_WORDS = "²³°¹ªº"
_RIGHTS = "®™©"
# Marks that no word has before or within it, but after a blank.
_OPENING = "‚„¿¡"
_THAI_BEFORE, _THAI_AFTER = "เแโใไ", "ะาำๅ"
_PUNCTUATION = "…‥•‹›«»、。・「」،؛؟！？：；，．"
# The class of a letter by the first word of its Unicode name: small and capital.
_SCRIPTS = {"LATIN": "eE", "CYRILLIC": "cC", "GREEK": "gG", "HEBREW": "hh", "ARABIC": "rr"}
# Where the characters of daily use stand, by the first byte: levels 1 of GB 2312, of Big5 and of JIS X 0208
# with their punctuation and Kana, and the syllables of KS X 1001.
_FIRST_LEVELS = (
    ("gb2312", b"\xa1", b"\xd7"),
    ("big5", b"\xa1", b"\xc6"),
    ("euc_jp", b"\xa1", b"\xcf"),
    ("euc_kr", b"\xa1", b"\xc8"),
)
_IDEOGRAPHIC = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


class _Classes(dict[int, str]):
    """By code point, one letter for what kind of character it is; `_ODD` is about these letters."""

    def __missing__(self, point: int) -> str:
        kind = self[point] = _classify(chr(point))
        return kind


def _classify(character: str) -> str:
    point = ord(character)
    category = unicodedata.category(character)
    kind = "s"
    if character in _JOINERS or category == "Cf":
        kind = "j"
    elif point < 0x80:
        kind = _classify_ascii(character)
    elif category[0] in "C" or category in ("Zl", "Zp"):
        kind = "x"
    elif category == "Zs":
        kind = "i" if character == "\u00a0" else " "
    elif 0x2500 <= point < 0x25A0:
        kind = "b"
    elif category in ("Mn", "Me"):
        kind = _classify_mark(point)
    elif category == "Nd":
        kind = "d"
    elif character in _AFTER_WORDS:
        kind = "o"
    elif character in _RIGHTS:
        kind = "R"
    elif category[0] == "L" or category == "Mc":
        kind = _classify_letter(character, category)
    elif character in _OPENING:
        kind = "L"
    elif (
        (category[0] == "P" and character not in "§¶‰†‡")
        or character in _PUNCTUATION
        or 0x2600 <= point < 0x2800
        or point >= 0x1F000
    ):
        kind = "q"
    return kind


def _classify_ascii(character: str) -> str:
    if character.isalpha():
        return "a" if character.islower() else "A"
    if character.isdigit():
        return "d"
    if character in "\t\n\r ":
        return " "
    return "p" if character.isprintable() else "x"


def _classify_letter(character: str, category: str) -> str:
    if 0xFF00 <= ord(character) <= 0xFF9F:
        return "w"
    if category == "Lm" and ord(character) < 0x400:
        return "s"
    name = unicodedata.name(character, "")
    script = name.partition(" ")[0]
    if script in _SCRIPTS:
        if character == "ς":
            return "f"
        return _SCRIPTS[script][category in ("Lu", "Lt")]
    if script == "THAI":
        return "T" if character in _THAI_BEFORE else "u" if character in _THAI_AFTER else "t"
    if name.startswith(_IDEOGRAPHIC):
        return "z" if _is_common(character) else "Z"
    return "l"


def _classify_mark(point: int) -> str:
    if 0x591 <= point <= 0x5C7:
        return "y"
    if 0x610 <= point <= 0x6ED:
        return "v"
    return "n" if 0xE31 <= point <= 0xE4E else "m"


def _is_common(character: str) -> bool:
    """Whether a character is in the first level of the standard of China, Taiwan, Japan or Korea."""
    # Syllables beyond KS X 1001 Python writes with its four signs, of eight bytes.
    return any(
        len(found := character.encode(codec, "ignore")) == 2 and first <= found[:1] <= last
        for codec, first, last in _FIRST_LEVELS
    )


_CLASSES = _Classes()
_CASED = "aAeEcCgGfhr"  # alphabets whose words have blanks between them
_LETTER = f"[{_CASED}TtuzZlw]"
_ODD = re.compile(
    "|".join(
        (
            # A sign, or a mark that opens, directly after a letter; a sign directly before one.
            f"(?<={_LETTER})[sL]|s(?={_LETTER})",
            # Punctuation inside a word.
            f"(?<={_LETTER})[qoR]{{1,2}}(?=[{_CASED}])",
            # The sign of a right before a word.
            f"R(?=[{_CASED}])",
            # Two scripts in one word.
            "(?<=[aAeE])[cCgGfhrwtTu]",
            "(?<=[cC])[aAeEgGfhrwtTu]",
            "(?<=[gGf])[aAeEcChrwtTu]",
            "(?<=h)[aAeEcCgGfrwtTu]",
            "(?<=r)[aAeEcCgGfhwtTu]",
            "(?<=[zZ])w|(?<=[ae])[zZ]|[zZ](?=[ae])|(?<=[AE])[zZ](?=[AE])",
            "(?<=w)[aAeEcCgGfhrzZtTu]",
            "(?<=[tTu])[eEcCgGfhrzZw]",
            # A capital after a small letter, unless both are ASCII, as in `iPhone`.
            "(?<=[aecgf])[ECG]|(?<=[ecgf])A",
            # A combining mark without its letter, and Thai vowels without their consonant.
            f"(?<![{_CASED}ml])m|(?<![hy])y|(?<![rv])v|(?<![tn])n|T(?!t)|(?<![tund])u|(?<=t)d(?=t)",
            # One letter in front of a number, as a pound sign becomes; what is no Katakana behind one.
            f"(?<!{_LETTER})e(?=d)|(?<=d)w",
            # A final sigma in front of a letter; a blank that does not break inside a word.
            "f(?=[cgGaA])|(?<=a)i(?=a)",
        )
    )
)


def count_oddities(text: str) -> float:
    """How often two characters meet in `text` that do not in honest text.

    Controls count twice, ideographs that are rare everywhere half, and Katakana of half width, which is
    what capitals look like, a quarter.
    """
    classes = unicodedata.normalize("NFC", text).translate(_CLASSES)
    odd = len(_ODD.findall(classes)) + classes.count("b")
    return odd + 2 * classes.count("x") + classes.count("Z") / 2 + classes.count("w") / 4


def count_controls(text: str) -> int:
    """The characters that are none: controls other than line ends and tabs, and unassigned ones."""
    return text.translate(_CLASSES).count("x")


def weigh_words(text: str, expected: str = "", at_home: frozenset[str] = frozenset()) -> float:
    """How well the words and letters of `text` fit the language that they fit best.

    Frequent words count for a language, letters that it does not have against it. `expected`, a
    language subtag, is the language that the text ought to be in; languages that are not `at_home`,
    if any are, fit a little worse.
    """
    return fit(text, expected, at_home)[0]


def fit(text: str, expected: str = "", at_home: frozenset[str] = frozenset()) -> tuple[float, int]:
    """How well a text fits the best language, and how many letters of it that language has not."""
    text = unicodedata.normalize("NFC", text).lower()
    words = Counter(re.split(_BETWEEN_WORDS, text))
    foreign = Counter(re.findall(r"[^\W\d_\x00-\x7f]", text))
    expected = SAME_LETTERS.get(expected, expected)
    best = -float(foreign.total()), foreign.total()
    # Of the scripts of East Asia and Thailand no alphabet is here: they fit by themselves.
    letters = "".join(foreign.elements())
    if max(foreign, default="") >= _FIRST_OF_OTHERS and (
        len(re.sub(_OTHER_SCRIPTS, "", letters)) * 2 < len(letters)
    ):
        best = 0.0, 0
        if expected in _WRITTEN_IN and len(re.sub(_WRITTEN_IN[expected], "", letters)) * 2 < len(
            letters
        ):
            best = _EXPECTED, 0
    for language, (alphabet, frequent) in alphabets().items():
        misfits = {letter: count for letter, count in foreign.items() if letter not in alphabet}
        fit = float(sum(words[word] for word in frequent if word in words))
        fit -= sum(count * _cost(letter) for letter, count in misfits.items())
        fit += _EXPECTED if language == expected else 0
        fit -= _ABROAD if at_home and language not in at_home else 0
        best = max(best, (fit, sum(misfits.values())), key=lambda found: (found[0], -found[1]))
    return best


def is_spelled(text: str, tag: str) -> bool:
    """Whether what is not ASCII are letters of a language, as far as its alphabet is known, and nothing else."""
    foreign = set(re.findall(r"[^\x00-\x7f]", text.lower()))
    return tag in alphabets() and bool(foreign) and foreign <= alphabets()[tag][0]


def is_slip(other: str, text: str, tag: str) -> bool:
    """Whether another Cyrillic reading is as good but for letters that nobody writes there.

    Small letters where lines begin with a capital in `text`, and else the same; letters that the language of the file
    has not, where it has all of `text`. So Windows-1251 and old Macs differ in little more than capitals.
    """
    if not re.search("[а-яё]", text):
        return False
    if other.lower() == text.lower():
        differing = [
            at for at, (one, two) in enumerate(zip(text, other, strict=True)) if one != two
        ]
        return all(text[at - 1 : at] in ("", "\n") and text[at].isupper() for at in differing)
    alphabet = alphabets()[tag][0] if tag in alphabets() else frozenset()
    foreign = [set(re.findall("[Ѐ-ӿ]", each.lower())) - alphabet for each in (text, other)]
    return bool(alphabet) and not foreign[0] and bool(foreign[1])


@cache
def alphabets() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """The letters and the frequent words of each language."""
    return {
        language: (frozenset(letters), frozenset(words.split()))
        for language, (letters, words) in ALPHABETS.items()
    }


# A sign such as `±` is not between words: what it is part of is none.
_BETWEEN_WORDS = r"[\s\x00-\x26\x28-\x2c\x2e-\x40\[-`{-\x7f“”„«»‹›¿¡…–—]+|\\."
# Letters that names and loanwords bring into every language of Europe.
_LOANED = frozenset("áàâãäåçèéêëíîïñòóôõöøùúûü")
_EXPECTED, _ABROAD = 2.0, 1.0
# Languages without an alphabet here, and what their letters are; and all of those.
_WRITTEN_IN = {
    "ja": "[\u3040-\u30ff\u3400-\u9fff]",
    "ko": "[\uac00-\ud7af]",
    "th": "[\u0e00-\u0e7f]",
    "zh": "[\u3400-\u9fff]",
}
_OTHER_SCRIPTS = "[\u0e00-\u0fff\u1000-\u1cff\u3040-\uabff\uac00-\ud7af]"
# To compile a pattern of so many characters takes longer than all the rest, so that texts without any do not.
_FIRST_OF_OTHERS = "\u0e00"


def _cost(letter: str) -> float:
    return 0.5 if letter in _LOANED else 1.0
