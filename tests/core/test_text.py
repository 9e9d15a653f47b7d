"""Text made harmless and numbers made readable, at the edges."""

from __future__ import annotations

import datetime
import unicodedata

import pytest

from caption_qa_action.core.text import only_newline, plural, printable, quote, timecode

EDGES = ["\x1f", "", "", "~", "\x7f", "\x9f", "\xa0", "؛", "\u061c", "؝", "\u200a", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "‐", "‧", "\u2028", "\u202e", "\u202f", "\u205f", "\u2060", "\u206f", "⁰", "\ufefe", "\ufeff", "\uff00"]  # fmt: skip
SHOWN = set("\x20~\xa0\u061b\u061d\u200a\u200c\u200d\u2010\u2027\u202f\u205f\u2070\ufefe\uff00")


@pytest.mark.parametrize("character", [each for each in EDGES if each], ids=ascii)
def test_what_could_mislead_is_escaped_and_nothing_beside_it(character: str) -> None:
    assert (printable(f"a{character}b") == f"a{character}b") is (character in SHOWN)


def test_no_control_and_no_bidirectional_control_is_left() -> None:
    for point in range(0x3000):
        character = chr(point)
        kept = printable(character) == character
        if unicodedata.category(character) in ("Cc", "Zl", "Zp"):
            assert not kept, hex(point)
        if unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"):  # fmt: skip
            assert not kept, hex(point)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"), ("\x1b", "\\x1b"), ("\x9f", "\\x9f"),
        ("\u202e", "\\u202e"), ("\udc80", "\\x80"), ("\udcff", "\\xff"), ("\udc7f", "\\udc7f"),
        ("\ud800", "\\ud800"), ("\udfff", "\\udfff"), ("\udd00", "\\udd00"),
    ],
)  # fmt: skip
def test_what_is_escaped_can_be_read(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize("limit", [5, 40])
def test_a_quotation_is_cut_where_it_is_longer_than_the_limit(limit: int) -> None:
    assert quote("a" * (limit - 1), limit) == f'"{"a" * (limit - 1)}"'
    assert quote("a" * limit, limit) == f'"{"a" * limit}"'
    assert quote("a" * (limit + 1), limit) == f'"{"a" * (limit - 1)}…"'
    # Escapes count as they are shown.
    assert quote("a" * (limit - 1) + "\n", limit) == f'"{"a" * (limit - 1)}…"'
    assert quote("a" * 41) == quote("a" * 41, 40)


@pytest.mark.parametrize("ms", [0, 1, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 86_399_999])
def test_a_time_is_that_of_a_clock(ms: int) -> None:
    clock = datetime.datetime(2000, 1, 1) + datetime.timedelta(milliseconds=ms)
    assert timecode(ms) == clock.strftime("%H:%M:%S.%f")[:-3]
    assert timecode(-ms) == ("-" if ms else "") + timecode(ms)


def test_hours_grow_as_needed() -> None:
    assert timecode(100 * 3_600_000) == "100:00:00.000"


def test_one_is_singular() -> None:
    assert [plural(count, "cue") for count in (0, 1, 2)] == ["0 cues", "1 cue", "2 cues"]
    assert [plural(count, "entry", "entries") for count in (1, 2)] == ["1 entry", "2 entries"]


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\u00ad", "\\xad"), ("\u3000", "\\u3000"), ("\u2003", "\\u2003"), ("\u3164", "\\u3164"),
        ("\u200b", "\\u200b"), ("\u180e", "\\u180e"),
        # Written for their effect: French spaces, joiners of Persian and of emoji.
        ("\u00a0", "\u00a0"), ("\u202f", "\u202f"), ("\u200c", "\u200c"), ("\u200d", "\u200d"),
    ],
)  # fmt: skip
def test_a_quotation_shows_what_nobody_sees(character: str, shown: str) -> None:
    assert quote(f"a{character}b") == f'"a{shown}b"'


@pytest.mark.parametrize(
    "text, newline",
    [
        ("", "\n"),
        ("one", "\n"),
        ("one\ntwo\n", "\n"),
        ("one\r\ntwo\r\n", "\r\n"),
        ("one\rtwo\r", "\r"),
        ("one\r\ntwo\n", ""),
        ("one\ntwo\r\n", ""),
        ("one\r\ntwo\r", ""),
        ("one\rtwo\nthree", ""),
        ("one\n\rtwo", ""),
    ],
)
def test_the_line_end_of_a_text_is_known_where_it_has_one_alone(text: str, newline: str) -> None:
    assert only_newline(text) == newline
