"""What a file is by its first bytes, and how text of a mainframe is known from text in another encoding."""

from __future__ import annotations

import string

import pytest

from caption_qa_action.files import _binary
from caption_qa_action.files._binary import find_signature, is_ebcdic, is_joined

_MARKS = " :,.->~"


def test_the_letters_of_a_mainframe_are_those_of_its_code_page() -> None:
    characters = string.ascii_lowercase + string.digits + _MARKS
    line_ends = {0x0D, 0x15, 0x25}
    assert set(_binary._EBCDIC) == {*characters.encode("cp037"), *line_ends}


@pytest.mark.parametrize(
    ("text", "is_known"),
    [("a" * 31, False), ("a" * 32, True), ("a" * 25 + "X" * 7, True), ("a" * 24 + "X" * 8, False)],
)
def test_text_of_a_mainframe_has_few_other_characters(text: str, is_known: bool) -> None:
    assert is_ebcdic(text.encode("cp037")) is is_known


@pytest.mark.parametrize(
    "text", ["keeper counts the boats " * 4, "1\n00:00:01,000 --> 00:00:02,000\nHello\n"]
)
def test_ascii_is_no_text_of_a_mainframe(text: str) -> None:
    assert is_ebcdic(text.encode("cp037").replace(b"\x25", b"\x15"))
    assert not is_ebcdic(text.encode())


@pytest.mark.parametrize(("signature", "name"), _binary._SIGNATURES)
def test_a_signature_counts_at_the_beginning_alone(signature: bytes, name: str) -> None:
    assert find_signature(signature + b" and more") == name
    assert find_signature(b"x" + signature) == ""
    assert find_signature(signature[:-1]) == ""


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\0\0\0\x18ftypmp42", "an MP4 video"), (b"ftyp", ""), (b"\0\0\0ftyp", ""), (b"BM1234\0\0\0\0", "a BMP image"), (b"BM1234\0\0\0\1", ""), (b"BM", ""),
        (b"", ""),
    ],
)  # fmt: skip
def test_what_begins_with_no_fixed_bytes_is_known_too(data: bytes, name: str) -> None:
    assert find_signature(data) == name


@pytest.mark.parametrize(
    ("data", "is_known"),
    [
        (" --> ".encode("utf-16-le") + b"-->", True), (b"-->", False), (" --> ".encode("utf-16-le"), False), (" --> ".encode("utf-16-be"), False),
        (" --> ".encode("utf-16-le") + " --> ".encode("utf-16-be"), True), (b"", False),
    ],
)  # fmt: skip
def test_a_file_of_two_widths_was_joined(data: bytes, is_known: bool) -> None:
    assert is_joined(data) is is_known
