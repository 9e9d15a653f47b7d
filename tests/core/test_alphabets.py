"""What is language without a doubt is seen from its letters and a few words."""

from __future__ import annotations

import pytest

from caption_qa_action.core.alphabets import ALPHABETS, UNICODE_ALONE, is_surely_language
from caption_qa_action.rules.text import _misread_text
from tests.files.sentences import SENTENCES


def is_sure(text: str) -> bool:
    return is_surely_language([text], frozenset(filter("\x7f".__lt__, text)))


# Those in English have signs that are in no alphabet.
@pytest.mark.parametrize("tag", sorted({*SENTENCES} - {"en"}))
def test_sentences_are_seen_to_be_language(tag: str) -> None:
    assert is_sure("\n".join(SENTENCES[tag][1]))


@pytest.mark.parametrize(
    ("text", "is_seen"),
    [
        ("das Grüße, die Höhe", True),
        ("das Grüße, das Höhe", False),
        ("не Кот, что Кит", True),
        ("не Кот, не Кит", False),
        ("我们在市场", True),
        ("什么", False),
        ("“We” said to the “men”", True),
        ("“We” said, said the “men”", False),
    ],
)
def test_two_words_of_a_language_show_it(text: str, is_seen: bool) -> None:
    assert is_sure(text) == is_seen


@pytest.mark.parametrize(
    "text",
    [
        "Das ist die Höhe, ť",  # a letter of another language
        "Das ist die H“he",  # a quotation mark for a letter
        "не что на ж ü",  # another script
        "Это кот, это кит",  # words that are not frequent
        "ќе за што со од ты",  # letters of two languages
    ],
)
def test_what_leaves_a_doubt_is_not_seen(text: str) -> None:
    assert not is_sure(text)


def test_a_capital_of_two_characters_is_a_letter() -> None:
    assert is_sure("İyi bir şey, çok değil")


def test_what_is_beyond_every_encoding_needs_no_words() -> None:
    assert is_sure("चाबियाँ")
    assert not is_sure("चाबियाँ ж")
    codecs = [*_misread_text.READ_AS, *_misread_text.MULTIBYTE]
    for first, last in UNICODE_ALONE:
        for point in range(ord(first), ord(last) + 1):
            for codec in codecs:
                assert chr(point).encode(codec, "ignore") == b"", (hex(point), codec)


def test_words_of_languages_are_listed_once_and_in_their_letters() -> None:
    for letters, words in ALPHABETS.values():
        assert len(set(words.split())) == len(words.split())
        assert all(character.isascii() or character in letters for character in words)
