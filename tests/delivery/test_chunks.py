"""The parts that a text may be broken between: turns in pairs, dashes that stand for a pause."""

from __future__ import annotations

import pytest

from caption_qa_action.core.reading import halves, spans_halves
from caption_qa_action.core.timeline import Run
from caption_qa_action.delivery import strip_unsupported
from caption_qa_action.delivery._chunks import (
    Chunk,
    _are_words,
    _belongs,
    _joint,
    _pauses,
    cut,
)
from caption_qa_action.delivery._turns import Turn, _paired


@pytest.mark.parametrize(
    ("starts", "spoken", "pairs"),
    [
        ([0, 10], {0, 10}, [0, 0]),
        ([0, 10, 20, 30], {0, 10, 20, 30}, [0, 0, 1, 1]),
        ([0, 10, 20], {0, 10, 20}, [0, 0, -1]),  # one is left over
        ([0, 10], {10}, [0, 0]),  # the first is spoken, too
        ([0, 10, 20], {10, 20}, [-1, 0, 0]),
        ([0, 10, 20, 30], {10, 20, 30}, [0, 0, 1, 1]),
        ([0, 10, 20], {0, 20}, [0, -1, 0]),
        ([0], {0}, [-1]),
        ([0, 10], set(), [-1, -1]),
    ],
)
def test_turns_are_paired_two_by_two(starts: list[int], spoken: set[int], pairs: list[int]) -> None:
    assert _paired(starts, spoken) == [
        Turn(at, pair) for at, pair in zip(starts, pairs, strict=True)
    ]


@pytest.mark.parametrize(
    ("word", "places"),
    [
        ("in—quickly", [3]), ("in—Quickly", []), ("12—quickly", []), ("—quickly", []), ("in—", []), ("in—12", []), ("a—b—c", [2, 4]), ("é", []),
        ("one\u200btwo", [4]), ("one\u200b", []),
    ],
)  # fmt: skip
def test_a_word_breaks_behind_a_dash_that_is_a_pause(word: str, places: list[int]) -> None:
    assert sorted(set(_pauses(word))) == places


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One two\nthree", ["One two", "three"]),
        ("\n \t\nOne\n\n", ["One"]),
        ("", []),
        (" One ", [" One "]),
    ],
)
def test_the_words_of_a_text_are_its_lines(text: str, lines: list[str]) -> None:
    assert strip_unsupported._words(text) == lines


def test_every_line_end_is_lf() -> None:
    assert strip_unsupported.unix("a\r\nb\rc\nd\n\re") == "a\nb\nc\nd\n\ne"


@pytest.mark.parametrize(
    ("before", "gap", "after", "joint"),
    [
        ("one", " ", "two", " "), ("one", "\n", "two", " "), ("one", "", "two", ""), ("a—", "\n", "b", ""), ("one—", "\n", "two", ""), ("one—", "\n", "Two", " "),
        ("1—", "\n", "two", " "), ("one—", " ", "two", " "), ("漢", "\n", "字", ""), ("漢", "\n", "a", " "), ("one\u200b", "\n", "two", ""), ("漢", "\u3000", "字", "\u3000"),
    ],
)  # fmt: skip
def test_what_stands_between_two_parts_of_a_line(
    before: str, gap: str, after: str, joint: str
) -> None:
    text = f"1 {before}{gap}{after}"
    end = 2 + len(before)
    parts = Chunk(2, end, 0), Chunk(end + len(gap), len(text), 0)
    assert _joint(text, gap, *parts) == joint


@pytest.mark.parametrize("counted", ["en", "ja"])
@pytest.mark.parametrize(
    "text",
    ["One two\nthree", "a\tb\n\nc", "Ein Öl\nzwei", "今日は OK\nです", "e\u0301a\u200db", ""],
)
def test_stretches_of_a_text_are_measured_as_each_alone(counted: str, text: str) -> None:
    spans = [(start, end) for start in range(len(text)) for end in range(start, len(text) + 1)]
    alone = [halves(counted, text[start:end]) for start, end in spans]
    assert spans_halves(counted, text, spans) == alone


def test_words_that_stand_alone_are_no_parts_of_each_other() -> None:
    """Which is known by the signs at their ends alone."""
    signs = "aZ0.,;:!?'\"()[]-–—…«»♪#%€>&é日ー\u0301"
    for last in signs:
        for first in signs:
            if _are_words(last, first):
                assert not _belongs(f"x{last}", f"{first}y"), (last, first)
    assert _are_words("a", "Z")
    assert _are_words("0", "a")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("élève d’été", ["élève", "d’été"]),
        ("ainsi—peut-être", ["ainsi—", "peut-être"]),
        ("ตลาดกับแม่", ["ตลาด", "กับ", "แม่"]),
        ("ມື້ນີ້", ["ມື້", "ນີ້"]),
        ("слово\u200bслово", ["слово\u200b", "слово"]),
    ],
)
def test_words_are_parted_where_their_script_allows_it(text: str, pieces: list[str]) -> None:
    found = [text[chunk.start : chunk.end] for chunk in cut((Run(text),), "", "", 84).chunks]
    assert found == pieces
