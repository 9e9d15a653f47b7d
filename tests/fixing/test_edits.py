"""Which edits can be made together, and the bytes they come to."""

from __future__ import annotations

import itertools

import pytest

from caption_qa_action.core.source import Edit, Source, Span, apply_edits
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing._edits import EditSet, edited
from tests.fixing.examples import found


def edit(start: int, end: int, replacement: str = "") -> Edit:
    return Edit(Span(start, end), replacement)


def is_taken(*edits: tuple[int, int]) -> list[bool]:
    """Whether each of some edits that insert something, one after the other, is taken."""
    chosen = EditSet()
    return [chosen.add_if_disjoint([edit(*each, "x")]) for each in edits]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((0, 3), True),
        ((0, 4), False),  # touches the first where it begins
        ((0, 5), False),
        ((4, 8), False),  # the same
        ((5, 6), False),
        ((4, 4), False),  # inserts where it begins
        ((8, 8), False),  # inserts where it ends
        ((8, 9), False),  # touches it where it ends
        ((9, 12), True),
        ((9, 9), True),
        ((3, 3), True),
        ((0, 20), False),
    ],
)
def test_edits_that_touch_are_not_made_together(second: tuple[int, int], expected: bool) -> None:
    assert is_taken((4, 8), second) == [True, expected]


@pytest.mark.parametrize("place", [0, 7])
def test_two_insertions_at_one_place_are_not_made_together(place: int) -> None:
    assert is_taken((place, place), (place, place)) == [True, False]


def test_what_is_moved_to_one_place_is_moved_together_in_the_order_in_which_it_stood() -> None:
    text, chosen = "0ba", EditSet()
    moves = [(edit(0, 0, "b"), edit(1, 2)), (edit(0, 0, "a"), edit(2, 3))]
    assert [chosen.add_if_disjoint(each, moves=True) for each in moves] == [True, True]
    assert not chosen.add_if_disjoint([edit(0, 0, "x")])
    assert not chosen.add_if_disjoint([edit(0, 0, "x"), edit(1, 2)], moves=True)
    assert apply_edits(text, [each for move in moves for each in move]) == "ba0"


def test_every_pair_is_judged_the_same_in_either_order() -> None:
    spans = [(start, end) for start in range(5) for end in range(start, 5)]
    for first, second in itertools.product(spans, repeat=2):
        apart = first[1] < second[0] or second[1] < first[0]
        assert is_taken(first, second) == [True, apart], (first, second)


def test_deletions_that_touch_are_made_together_and_those_that_overlap_are_not() -> None:
    """All empty cues of a file go in one round."""
    spans = [(start, end) for start in range(5) for end in range(start + 1, 5)]
    for first, second in itertools.product(spans, repeat=2):
        chosen = EditSet()
        apart = first[1] <= second[0] or second[1] <= first[0]
        assert chosen.add_if_disjoint([edit(*first)])
        assert chosen.add_if_disjoint([edit(*second)]) == apart, (first, second)
        replacing = EditSet()
        assert replacing.add_if_disjoint([edit(*first)])
        is_free = first[1] < second[0] or second[1] < first[0]
        assert replacing.add_if_disjoint([edit(*second, "x")]) == is_free, (first, second)


def test_an_edit_between_two_is_held_to_both() -> None:
    for start, end in itertools.combinations_with_replacement(range(2, 9), 2):
        expected = start > 2 and end < 8
        assert is_taken((0, 2), (8, 10), (start, end)) == [True, True, expected]


def test_edits_are_taken_all_or_none() -> None:
    chosen = EditSet()
    assert chosen.add_if_disjoint([edit(4, 6)])
    assert not chosen.add_if_disjoint([edit(0, 1), edit(5, 7), edit(10, 11)])
    assert chosen.edits == [edit(4, 6)]
    assert chosen.add_if_disjoint([edit(10, 11), edit(0, 1)])
    assert chosen.edits == [edit(0, 1), edit(4, 6), edit(10, 11)]


def test_edits_are_made_in_the_order_of_their_places() -> None:
    source = Source.of("0123456789")
    chosen = [
        found("b", (8, 9, "B"), (2, 2, "<")),
        found("none"),
        found("a", (0, 1, ""), (4, 6, "four")),
    ]
    assert edited(source, chosen) == b"1<23four67B9"
    assert edited(source, []) == b"0123456789"


def test_the_encoding_and_the_byte_order_mark_stay() -> None:
    source = decode("a.srt", b"\xef\xbb\xbfabc")
    assert edited(source, [found("a", (0, 1, "\u00e4"))]) == b"\xef\xbb\xbf\xc3\xa4bc"
    western = decode("a.srt", b"caf\xe9", "cp1252")
    assert edited(western, [found("a", (0, 1, "C"))]) == b"Caf\xe9"


def test_what_the_encoding_cannot_write_is_not_made() -> None:
    western = decode("a.srt", b"caf\xe9", "cp1252")
    assert edited(western, [found("a", (0, 1, "\u0107"))]) is None


def test_a_fix_may_bring_another_encoding() -> None:
    western = decode("a.srt", b"caf\xe9", "cp1252")
    chosen = [found("a", (0, 1, "C")), found("encoding_not_utf8", encoding="utf-8")]
    assert edited(western, chosen) == b"Caf\xc3\xa9"
    assert edited(western, [found("x", (0, 0, "\u20ac"), encoding="latin-1")]) is None


def test_bytes_that_are_no_utf_8_come_back_as_they_were() -> None:
    source = Source("a.srt", b"a\xffb", "a\udcffb")
    assert edited(source, [found("x", (0, 1, "A"), encoding="utf-8")]) == b"A\xffb"
    # In a file of another encoding, a lone surrogate stands for no byte.
    other = Source("a.srt", b"ab", "a\udcffb", encoding="cp1252")
    assert edited(other, [found("x", (0, 1, "A"), encoding="utf-8")]) is None
