"""Characters, columns and words, against an independent reading of UAX #29."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core.measure import (
    Ruler,
    columns,
    graphemes,
    shows_nothing,
    tenths_up,
    words,
)

# Not counted, because nobody sees them; see the module's docstring.
UNSEEN = ("Cc", "Cf", "Zl", "Zp")
# No character of Unicode, or nobody's.
UNKNOWN = ("Cn", "Co", "Cs")


def visible_clusters(text: str) -> int:
    """The grapheme clusters that `regex` finds, without those that nobody sees."""
    return sum(
        1
        for cluster in regex.findall(r"\X", text)
        if any(unicodedata.category(character) not in UNSEEN for character in cluster)
    )


@pytest.mark.parametrize(
    "text, count",
    [
        ("", 0),
        ("Where?", 6),
        ("é", 1),
        ("e\u0301", 1),
        ("Z\u0351\u0343\u036b", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("👩🏽‍🚀", 1),
        ("👍🏽👍🏽", 2),
        ("❤️‍🔥", 1),
        ("🏳️‍🌈🏴‍☠️", 2),
        ("🇩🇪🇫🇷", 2),
        ("🇩🇪🇫", 2),
        ("1️⃣", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("가각힣", 3),
        ("नमस्ते", 3),
        ("क्षत्रिय", 3),
        ("ক্ষ", 1),
        ("తెలుగు", 3),
        ("മലയാളം", 4),
        ("กำลัง", 3),
        ("สวัสดี", 4),
        ("မြန်မာ", 4),
        ("ခ္မာ", 2),
        ("ខ្មែរ", 2),
        ("ශ්‍රී", 2),
        ("שָׁלוֹם", 4),
        ("مَرْحَبًا", 5),
        ("می‌خواهم", 7),
    ],
)
def test_a_character_is_what_a_viewer_sees(text: str, count: int) -> None:
    assert visible_clusters(text) == count
    assert graphemes(text) == count


@pytest.mark.parametrize(
    "text", ["\n", "\t", "\x00", "\x7f", "\u200b", "\u00ad", "\u202e", "\ufeff", "\u2028"]
)
def test_what_nobody_sees_counts_nothing(text: str) -> None:
    assert graphemes(text) == columns(text) == 0
    assert graphemes(f"a{text}b") == columns(f"a{text}b") == 2
    assert graphemes(f"ä{text}b") == columns(f"ä{text}b") == 2


def test_an_undecodable_byte_counts_once() -> None:
    assert graphemes("Caf\udce9") == 4


@pytest.mark.slow
def test_every_character_joins_the_one_before_or_not_as_the_standard_says() -> None:
    # Hangul vowels and finals join only Hangul, and "a" is none.
    jamo = set(map(chr, [*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)]))
    different = [
        hex(point)
        for point in range(0x20, 0x32000)
        if unicodedata.category(chr(point)) not in UNSEEN + UNKNOWN
        and chr(point) not in jamo
        and graphemes("a" + chr(point)) != len(regex.findall(r"\X", "a" + chr(point)))
    ]
    assert different == []


@pytest.mark.parametrize("alphabet", ["क्षत् रिa", "👨👩‍️🏽a ", "🇩🇪a\u0301", "가힣a각 "])
def test_any_mixture_counts_as_the_standard_says(alphabet: str) -> None:
    @given(st.text(alphabet.replace("\u1161", ""), max_size=12))
    def check(text: str) -> None:
        # A mark with nothing before it counts nothing here and once there.
        assert graphemes("x" + text) == visible_clusters("x" + text)

    check()


@pytest.mark.parametrize(
    "text, halves",
    [
        ("Where?", 6),
        ("é", 1),
        ("明日", 4),
        ("ﾊﾞﾝ", 3),
        ("ＡＢ", 4),
        ("　", 2),
        ("、。", 4),
        ("…—“”♪", 5),
        ("각", 2),
        ("か\u3099", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
    ],
)
def test_a_wide_character_takes_two_columns(text: str, halves: int) -> None:
    assert columns(text) == halves


@given(st.text())
def test_columns_and_characters_are_never_more_than_the_text_has_room_for(text: str) -> None:
    assert 0 <= graphemes(text) <= len(text)
    assert 0 <= columns(text) <= 2 * len(text)


def test_a_word_has_a_letter_or_a_digit() -> None:
    assert words("- Don't go, it's 5 o'clock — ♪ ...") == 5
    assert words("") == words(" - \n — ") == 0
    assert words("one\ntwo\u3000three") == 3


@pytest.mark.parametrize("text", ["", " \t\n", "\u00a0", "\u3000", "\u200b", "\u3164", "\u2800"])
def test_blanks_and_fillers_show_nothing(text: str) -> None:
    assert shows_nothing(text)


@pytest.mark.parametrize("text", ["a", " . ", "♪", "\ufffd", "明"])
def test_a_mark_shows_something(text: str) -> None:
    assert not shows_nothing(text)


@pytest.mark.parametrize(
    "numerator, denominator, shown",
    [(15, 1, "15.0"), (15001, 1000, "15.1"), (0, 7, "0.0"), (1, 3, "0.4"), (2999, 100, "30.0")],
)
def test_a_ratio_is_rounded_up_to_a_tenth(numerator: int, denominator: int, shown: str) -> None:
    assert tenths_up(numerator, denominator) == shown


# Of everything that is counted in a way of its own, and what most texts are made of.
TRICKY = (
    "ab .\n\t\r\x00é\u0301\u200b\u200d\u094dकषि\u09cdক\u093c漢字あﾊﾞ\uff9e가\u1100\u1161"
    "👨👩🏽❤\ufe0f🇩🇪ำกั…“\u00a0\u3000"
)


@pytest.mark.parametrize("alphabet", [TRICKY, "कषि\u094d\u093c a", "漢字…a\n", "กำลั\u0e49งa"])
def test_a_ruler_measures_as_the_functions_do(alphabet: str) -> None:
    @given(st.text(alphabet, max_size=30), st.text(alphabet, max_size=6))
    def check(text: str, others: str) -> None:
        ruler = Ruler(frozenset(text + others) - frozenset(map(chr, range(32, 127))) - {"\n", "\r"})
        assert ruler.graphemes(text) == graphemes(text)
        assert ruler.columns(text) == columns(text)

    check()


def test_a_ruler_of_many_characters_that_are_not_seen_weighs_each() -> None:
    text = "".join(map(chr, range(0x300, 0x340))) + "漢字 and so on"
    ruler = Ruler(frozenset(text) - frozenset(map(chr, range(32, 127))))
    assert ruler.graphemes(text) == graphemes(text)
    assert ruler.columns(text) == columns(text)
