"""Mojibake by any pair of encodings is found and mended, and clean text in no language is mojibake."""

from __future__ import annotations

import pytest

from caption_qa_action.rules.text._misread import find
from caption_qa_action.rules.text._misread_text import _READ_AS, _WRITTEN_IN, find_pair, mend
from caption_qa_action.rules.text.mojibake import _SAME_EVERYWHERE
from tests.files.sentences import SENTENCES, encode

PAIRS = [
    ("ru", "cp1251", "cp1252"), ("uk", "cp1251", "latin-1"), ("bg", "cp1251", "cp1250"), ("ru", "koi8_r", "cp1251"),
    ("ru", "cp1251", "koi8_r"), ("el", "cp1253", "cp1252"), ("he", "cp1255", "cp1252"), ("ja", "cp932", "latin-1"),
    ("zh", "utf-8", "gb18030"), ("ja", "utf-8", "gb18030"), ("ru", "utf-8", "gb18030"), ("zh", "gb18030", "latin-1"),
    ("ko", "cp949", "latin-1"), ("th", "cp874", "latin-1"),
]  # fmt: skip


@pytest.mark.parametrize("tag", SENTENCES)
@pytest.mark.parametrize("count", [1, 3, 10])
def test_clean_text_is_no_mojibake(tag: str, count: int) -> None:
    sentences = SENTENCES[tag][1]
    for first in range(0, 10, count):
        lines = [line for line in sentences[first : first + count] if not line.isascii()]
        assert find_pair(lines) is None
        assert find("\n".join(lines), frozenset("".join(lines)))[1] == []


@pytest.mark.parametrize("tag, written_in, read_as", PAIRS)
def test_text_that_went_through_two_encodings_comes_back(
    tag: str, written_in: str, read_as: str
) -> None:
    meant = SENTENCES[tag][1]
    lines = [encode(line, written_in).decode(read_as, "replace") for line in meant]
    pair = find_pair(lines)
    assert pair is not None
    for line, right in zip(lines, meant, strict=True):
        assert mend(line, pair) in (right, None)
    if written_in != "utf-8":
        assert [mend(line, pair) for line in lines] == list(meant)


@pytest.mark.parametrize("tag", SENTENCES)
def test_no_text_of_another_language_becomes_letters_that_stand_everywhere(tag: str) -> None:
    """Such a text is not looked at, so no pair of encodings may lead there."""
    meant = "\n".join(SENTENCES[tag][1])
    for written_in in _WRITTEN_IN:
        for read_as in _READ_AS:
            try:
                text = meant.encode(written_in).decode(read_as, "replace")
            except UnicodeEncodeError:
                continue  # nobody writes a language in an encoding that has not its letters
            foreign = {character for character in text if not character.isascii()}
            assert text == meant or not foreign or not foreign <= _SAME_EVERYWHERE


def test_letters_that_stand_everywhere_do_so() -> None:
    letters = "".join(sorted(_SAME_EVERYWHERE - {"♪"}))
    latin = ("latin-1", "cp1250", "cp1252", "cp1254", "cp1257", "iso8859_2")
    assert len({letters.encode(codec) for codec in latin}) == 1
