"""How likely it is that somebody wrote a text so: the measures, in numbers."""

from __future__ import annotations

import pytest

from caption_qa_action.core.plausibility import (
    count_controls,
    count_oddities,
    is_slip,
    weigh_words,
)


@pytest.mark.parametrize(
    ("text", "oddities"),
    [
        ("The café in Öland, ‘quoted’ — 20 °C", 0), ("iPhone, McDonald", 0), ("l’été d’hier", 0),
        ("Привет, мир! Wi-Fi", 0), ("漢字とかな。", 0), ("서울에서", 0), ("m²", 0),
        # A capital after a small letter, two scripts in a word, a sign within a word and at its end.
        ("cafÈ", 1), ("cafй", 1), ("caf©s", 1), ("caf¤", 1), ("a¿b", 1), ("©afe", 1),
        # Controls count twice, rare ideographs half, Katakana of half width a quarter.
        ("a\x00b", 2), ("\x81", 2), ("\x81\x82", 4), ("龘", 0.5), ("ﾁ", 0.25), ("ﾁﾁ", 0.5), ("─", 1),
    ],
)  # fmt: skip
def test_oddities_are_counted(text: str, oddities: float) -> None:
    assert count_oddities(text) == oddities


@pytest.mark.parametrize(
    ("text", "controls"), [("a\tb\r\nc", 0), ("a\x00\x1b", 2), ("\x81", 1), ("\ufffe", 1), ("é", 0)]
)
def test_controls_are_counted(text: str, controls: int) -> None:
    assert count_controls(text) == controls


TEXT = "ich und der Mann sind nicht da"


def test_words_of_a_language_count_for_it_and_the_expected_one_has_two_more() -> None:
    worth = weigh_words(TEXT)
    assert worth > 2
    assert weigh_words(TEXT, "de") == worth + 2
    assert weigh_words(TEXT, "pl") == worth, "another language is not helped enough"
    assert weigh_words(TEXT, "no-such") == worth


def test_a_language_that_is_not_at_home_fits_one_worse() -> None:
    worth = weigh_words(TEXT)
    assert weigh_words(TEXT, "", frozenset({"de"})) == worth
    assert weigh_words(TEXT, "", frozenset({"pl"})) == worth - 1


@pytest.mark.parametrize(
    ("letters", "cost"), [("ř", 1.0), ("řř", 2.0), ("ã", 0.5), ("ãã", 1.0), ("řã", 1.5)]
)
def test_a_letter_that_the_language_has_not_costs_one_and_a_loaned_one_half(
    letters: str, cost: float
) -> None:
    # Of German words so many that no other language fits better.
    text = f"{TEXT} {TEXT} {TEXT}"
    assert weigh_words(f"{text} x{letters}x") == weigh_words(text) - cost


@pytest.mark.parametrize(
    ("text", "language"),
    [("日本語です", "ja"), ("안녕하세요", "ko"), ("สวัสดี", "th"), ("你好世界", "zh")],
)
def test_scripts_without_an_alphabet_here_fit_by_themselves(text: str, language: str) -> None:
    assert weigh_words(text) == 0
    assert weigh_words(text, language) == 2
    assert weigh_words(text, "de") == 0


@pytest.mark.parametrize(
    "other, text, tag, slip",
    [
        ("я знаю", "Я знаю", "ru", True),  # a line begins with a capital
        ("Я знаЮ", "Я знаю", "ru", False),
        ("ўЯ", "ая", "ru", True),  # a letter that Russian has not, where it has all others
        ("ўЯ", "ђя", "ru", False),
        ("ўЯ", "ая", "xx", False),
    ],
)
def test_a_slip_is_as_good_but_for_letters_that_nobody_writes_there(
    other: str, text: str, tag: str, slip: bool
) -> None:
    assert is_slip(other, text, tag) is slip
