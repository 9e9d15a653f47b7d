"""Positions, line ends, and the way back to the bytes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caption_qa_action.core import source as sources
from caption_qa_action.core.source import PositionReader, Problem, Source, Span

LINES = st.text("ab \n\r\u2028\x0b\u0301😀", max_size=40)


@pytest.mark.parametrize(
    "text, starts",
    [
        ("", [0]),
        ("a", [0]),
        ("a\nb\n", [0, 2, 4]),
        ("a\r\nb\rc\n", [0, 3, 5, 7]),
        ("\r\r\n\n", [0, 1, 3, 4]),
        ("a\u2028b\x0bc\x85d", [0]),
    ],
)
def test_only_crlf_lf_and_cr_end_a_line(text: str, starts: list[int]) -> None:
    assert Source.of(text).line_starts == starts


def test_columns_count_code_points() -> None:
    source = Source.of("😀e\u0301x\nä")
    assert source.position(0) == (1, 1)
    assert source.position(3) == (1, 4)
    assert source.position(5) == (2, 1)
    assert source.position(6) == (2, 2)


@given(LINES)
def test_every_position_leads_back_to_its_offset(text: str) -> None:
    source = Source.of(text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        assert source.line_starts[line - 1] + column - 1 == offset


@given(LINES)
def test_the_lines_are_the_text_without_line_ends(text: str) -> None:
    source = Source.of(text)
    lines = [source.line_text(line) for line in range(1, len(source.line_starts) + 1)]
    assert "\n".join(lines) == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "text, newline",
    [("", "\n"), ("a", "\n"), ("a\nb\r\nc\r\n", "\r\n"), ("a\rb\rc\n", "\r"), ("a\n\r\n", "\r\n")],
)
def test_the_most_frequent_line_end_is_the_newline(text: str, newline: str) -> None:
    assert Source.of(text).newline == newline


def test_line_ends_are_counted_once_a_file() -> None:
    """A rule asks for each of its fixes."""
    asked = []

    class Text(str):
        def count(self, *arguments: object) -> int:
            asked.append(arguments)
            return super().count(*arguments)  # type: ignore[arg-type]

    source = Source.of(Text("a\r\nb\r\n"))
    assert [source.newline for _ in range(9)] == ["\r\n"] * 9
    assert len(asked) == 3


def test_a_source_that_was_not_edited_has_its_own_bytes() -> None:
    data = b"\xef\xbb\xbfCaf\xe9"
    source = Source("a.srt", data, "Caf\udce9", bom=b"\xef\xbb\xbf")
    assert source.encode(source.text) is data


def test_an_edit_keeps_the_mark_and_the_bytes_that_could_not_be_read() -> None:
    source = Source("a.srt", b"\xef\xbb\xbfCaf\xe9", "Caf\udce9", bom=b"\xef\xbb\xbf")
    assert source.encode("Tea and caf\udce9") == b"\xef\xbb\xbfTea and caf\xe9"


def test_an_edit_keeps_half_a_character_at_the_end_of_utf_16() -> None:
    data = b"\xff\xfea\x00b"
    source = Source("a.srt", data, "a", encoding="utf-16-le", bom=b"\xff\xfe", tail=b"b")
    assert source.encode("ab") == b"\xff\xfea\x00b\x00b"


def test_an_edit_that_the_encoding_cannot_write_is_refused() -> None:
    source = Source("a.srt", b"a", "a", encoding="latin-1")
    with pytest.raises(UnicodeEncodeError):
        source.encode("明")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_alphabet_is_every_character_but_printable_ascii_and_line_ends(text: str) -> None:
    plain = {chr(point) for point in range(0x20, 0x7F)} | {"\n", "\r"}
    assert Source.of(text).alphabet == set(text) - plain


@given(st.integers(), st.integers(2_000, 8_000))
def test_the_alphabet_of_a_long_text_is_that_of_all_of_it(seed: int, length: int) -> None:
    chance = Random(seed)
    letters = [*map(chr, range(0x430, 0x450)), "\t", "\u0301", "\u2028", "\x85", "é"]
    rare = ["\x00", "ж", "\\", "]", "^", "\U0001f600", "\x1f"]
    text = "".join([*chance.choices(letters, k=length), *rare])
    assert Source.of(text).alphabet == set(text) - {"\\", "]", "^"}


def test_the_alphabet_leaves_out_the_byte_order_mark() -> None:
    source = Source("a.srt", b"\xef\xbb\xbfa\xc3\xa9", "aé", bom=b"\xef\xbb\xbf")
    assert source.alphabet == {"é"}


def test_bytes_that_could_not_be_read_are_no_character_of_the_alphabet() -> None:
    problem = Problem("invalid_utf8_bytes", Span(1, 2), "two bytes")
    source = Source("a.srt", b"a\xc3b\xa9", "a\udcc3b\udca9", problems=(problem,))
    assert source.alphabet == set("\udcc3" + "\udca9")
    assert Source.of("\udce9").alphabet == set("\udce9")


def test_the_alphabet_of_another_encoding_is_that_of_its_text() -> None:
    source = Source("a.srt", b"Caf\xe9", "Café", encoding="latin-1")
    assert source.alphabet == {"é"}


@given(st.text(alphabet="ab\n\r\u2028", max_size=60))
def test_positions_are_the_same_one_by_one_and_together(text: str) -> None:
    source = Source.of(text)
    offsets = range(len(text) + 1)
    assert source.positions(offsets) == {offset: source.position(offset) for offset in offsets}


@pytest.mark.parametrize("text", ["850STL25.01\n\nx\ny", "850STL25.01\r\rx\r\n\ny", "abc"])
def test_a_binary_file_has_one_line_whatever_is_in_it(text: str) -> None:
    source = Source("a.stl", text.encode(), text, encoding="latin-1", binary=True)
    offsets = range(len(text) + 1)
    expected = {offset: (1, offset + 1) for offset in offsets}
    assert source.positions(offsets) == expected
    assert {offset: source.position(offset) for offset in offsets} == expected


@given(st.text(alphabet="ab\n", max_size=60), st.lists(st.lists(st.integers(0, 59))))
def test_positions_that_are_read_some_at_a_time_are_the_same(
    text: str, asked: list[list[int]]
) -> None:
    text = text.ljust(60, "\n")
    source = Source.of(text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sources, "_LANDMARK_CHARACTERS", 5)
        reader = PositionReader(source)
        for offsets in asked:
            assert reader.read(offsets) == {offset: source.position(offset) for offset in offsets}
