"""What the SRT parser makes of exact and of damaged files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import srt
from caption_qa_action.formats.srt import parser
from caption_qa_action.formats.srt.recovery import Recovery
from tests.sampling import examples


def parse(text: str) -> Document:
    return srt.parse(Source.of(text, "talk.srt"))


def times(document: Document) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in document.cues]


def texts(document: Document) -> list[str]:
    return [document.raw(cue) for cue in document.cues]


def codes(document: Document) -> list[str]:
    return sorted(problem.code for problem in document.problems)


def details(document: Document, code: str = "invalid_timestamp") -> list[str]:
    return [problem.detail for problem in document.problems if problem.code == code]


EXACT = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:03,000 --> 00:00:04,500\nTwo\nlines\n"


def test_an_exact_file_has_cues_and_no_problems() -> None:
    document = parse(EXACT)
    assert times(document) == [(1000, 2000), (3000, 4500)]
    assert texts(document) == ["One", "Two\nlines"]
    assert [cue.identifier for cue in document.cues] == ["1", "2"]
    assert document.problems == []


@pytest.mark.parametrize("last", ["", "2\n00:00:03,000 --> 00:00:04,000\nHello.\n"])
def test_a_cue_of_blanks_has_them_whatever_ends_its_lines(last: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\n \n{last and chr(10)}{last}"
    for newline in ("\n", "\r\n", "\r"):
        document = parse(text.replace("\n", newline))
        assert document.plain(document.cues[0]) == " "


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_line_end_gives_the_same_cues(newline: str) -> None:
    document = parse(EXACT.replace("\n", newline))
    assert times(document) == [(1000, 2000), (3000, 4500)]
    assert document.lines(document.cues[1]) == ["Two", "lines"]
    assert document.problems == []


def test_mixed_line_ends_give_the_same_cues() -> None:
    document = parse(EXACT + "\n" + EXACT.replace("\n", "\r\n"))
    assert times(document) == [(1000, 2000), (3000, 4500)] * 2
    assert document.problems == []


def test_spans_point_at_the_parts_of_a_cue() -> None:
    document = parse(EXACT)
    cue = document.cues[1]
    text = document.source.text
    assert text[cue.timing_start : cue.timing_end] == "00:00:03,000 --> 00:00:04,500"
    start, end = document.time_spans(cue)
    assert text[start.start : start.end] == "00:00:03,000"
    assert text[end.start : end.end] == "00:00:04,500"


def test_a_blank_line_inside_the_text_loses_nothing() -> None:
    document = parse(
        "1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n\n2\n00:00:03,000 --> 00:00:04,000\nC\n"
    )
    assert texts(document) == ["A\n\nB", "C"]
    assert codes(document) == ["blank_line_in_cue"]


def test_an_index_that_is_no_number_starts_a_cue_all_the_same() -> None:
    document = parse(EXACT.replace("\n2\n", "\n422.1\n"))
    assert times(document) == [(1000, 2000), (3000, 4500)]
    assert codes(document) == ["bad_index"]


def test_a_number_that_ends_the_last_text_stays_text() -> None:
    document = parse("1\n00:00:01,000 --> 00:00:02,000\nThe year was\n1984")
    assert texts(document) == ["The year was\n1984"]
    assert document.problems == []


def test_a_number_in_the_text_is_no_index_unless_it_is_the_next_one() -> None:
    document = parse(
        "1\n00:00:01,000 --> 00:00:02,000\nThe answer is\n42\n00:00:03,000 --> 00:00:04,000\nB\n"
    )
    assert texts(document) == ["The answer is\n42", "B"]
    assert codes(document) == ["missing_blank_line", "missing_index"]


def test_cues_without_any_number_are_kept_and_named_once() -> None:
    document = parse("00:00:01,000 --> 00:00:02,000\nA\n\n00:00:03,000 --> 00:00:04,000\nB\n")
    assert texts(document) == ["A", "B"]
    assert codes(document) == ["missing_index"]


def test_a_missing_blank_line_separates_cues_all_the_same() -> None:
    document = parse(EXACT.replace("\n\n", "\n"))
    assert texts(document) == ["One", "Two\nlines"]
    assert codes(document) == ["missing_blank_line"]


def test_a_separator_of_blanks_is_a_separator() -> None:
    document = parse(EXACT.replace("\n\n", "\n \t\n"))
    assert texts(document) == ["One", "Two\nlines"]
    assert codes(document) == ["whitespace_separator"]


@pytest.mark.parametrize(
    ("line", "start_ms", "end_ms", "detail"),
    [
        ("00:00:01.000 --> 00:00:02.500", 1000, 2500, "full_stop"),
        ("00:00:01:000 --> 00:00:02:500", 1000, 2500, "separator"),
        ("00:00:01，000 --> 00:00:02，500", 1000, 2500, "separator"),
        ("00:00:01,000 -> 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01,000 —> 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01,000 - - > 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01,000 ---> 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01,000 -->> 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01,000-->00:00:02,500", 1000, 2500, "arrow_blanks"),
        ("00:01,000 --> 00:02,500", 1000, 2500, "missing_hours"),
        ("0:00:01,000 --> 0:00:02,500", 1000, 2500, "field_width"),
        ("00:00:1,000 --> 00:00:2,500", 1000, 2500, "field_width"),
        ("00:00:01 --> 00:00:02", 1000, 2000, "no_fraction"),
        ("00:00:01,5 --> 00:00:02,46", 1500, 2460, "fraction_digits"),
        ("00:00:01,0004 --> 00:00:02,5006", 1000, 2501, "fraction_digits"),
        ("00:00:75,000 --> 00:01:80,000", 75000, 140000, "above_59"),
        ("00:00:01,٠٠٠ --> 00:00:02,٥٠٠", 1000, 2500, "non_ascii_digits"),
        ("00:00:01,000 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01.000,00:00:02.500", 1000, 2500, "arrow"),
        ("00:00:01,000 - 00:00:02,500 words", 1000, 2500, "trailing_text"),
        ("00:00:01,000 to 00:00:02,500", 1000, 2500, "arrow"),
        ("1 00:00:01,000 -> 00:00:02,500", 1000, 2500, "arrow"),
        ("00:00:01,000 --> 00:00:02,500 nonsense", 1000, 2500, "trailing_text"),
        (" 00:00:01,000 --> 00:00:02,500 ", 1000, 2500, "whitespace"),
    ],
)
def test_a_deviating_timing_line_is_read_and_named(
    line: str, start_ms: int, end_ms: int, detail: str
) -> None:
    index = "" if line.startswith("1 ") else "1\n"
    document = parse(f"{index}{line}\nA\n\n2\n00:10:03,000 --> 00:10:04,000\nB\n")
    assert times(document) == [(start_ms, end_ms), (603_000, 604_000)]
    assert texts(document) == ["A", "B"]
    assert [each for each in details(document) if each != "inline"] == [detail]


def test_hours_above_99_are_exact() -> None:
    document = parse("1\n99:59:59,000 --> 100:00:01,000\nA\n")
    assert times(document) == [(359_999_000, 360_001_000)]
    assert document.problems == []


def test_a_negative_time_keeps_its_sign() -> None:
    document = parse("1\n-00:00:01,000 --> 00:00:02,000\nA\n")
    assert times(document) == [(-1000, 2000)]
    assert codes(document) == ["negative_timestamp"]


@pytest.mark.parametrize(
    "line",
    [
        "00:00:xx,000 --> 00:00:04,000",
        "00:00:03,000 --> soon",
        "??:??:3 --> 4:?",
    ],
)
def test_a_timing_line_that_cannot_be_read_still_makes_a_cue(line: str) -> None:
    document = parse(
        f"1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n{line}\nB\n\n3\n00:00:05,000 --> 00:00:06,000\nC\n"
    )
    assert texts(document) == ["A", "B", "C"]
    assert details(document) == ["unparseable"]


def test_a_cue_with_a_guessed_time_is_marked() -> None:
    document = parse("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:03,000 --> later\nB\n")
    assert document.guessed == frozenset({2})
    assert document.cues[1].start_ms == 3000


def test_a_block_that_lost_its_timing_line_is_text_of_no_cue() -> None:
    document = parse(
        "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\nB\n\n3\n00:00:05,000 --> 00:00:06,000\nC\n"
    )
    assert texts(document) == ["A", "C"]
    assert codes(document) == ["orphan_text"]
    assert [block.kind for block in document.blocks] == ["junk"]


def test_text_before_the_first_cue_belongs_to_none() -> None:
    document = parse("Translated by nobody\n\n" + EXACT)
    assert len(document.cues) == 2
    assert codes(document) == ["orphan_text"]


def test_an_arrow_in_a_sentence_is_text() -> None:
    document = parse("1\n00:00:01,000 --> 00:00:02,000\nA --> B at 12:30\nthen home\n")
    assert texts(document) == ["A --> B at 12:30\nthen home"]


def test_an_index_on_the_timing_line_is_an_index() -> None:
    document = parse("7 00:00:01,000 --> 00:00:02,000\nA\n")
    assert [(cue.identifier, cue.start_ms) for cue in document.cues] == [("7", 1000)]
    assert codes(document) == ["bad_index"]


def test_an_index_above_a_blank_line_is_an_index() -> None:
    document = parse(EXACT.replace("2\n00:00:03", "2\n\n00:00:03"))
    assert [cue.identifier for cue in document.cues] == ["1", "2"]
    assert texts(document)[0] == "One"
    assert codes(document) == ["bad_index"]


def test_an_empty_cue_does_not_take_the_next_index_as_text() -> None:
    document = parse("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nB\n")
    assert texts(document) == ["", "B"]
    assert document.problems == []


def test_settings_after_the_times_are_kept() -> None:
    document = parse("1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:20 Y1:30 Y2:40\nA\n")
    assert document.cues[0].settings == "X1:10 X2:20 Y1:30 Y2:40"
    assert document.problems == []


def test_separators_that_are_no_line_ends_stay_in_the_text() -> None:
    document = parse("1\n00:00:01,000 --> 00:00:02,000\nA\u2028B\x0bC\x85D\n")
    assert texts(document) == ["A\u2028B\x0bC\x85D"]


def test_a_concatenated_file_with_a_byte_order_mark_inside_loses_no_cue() -> None:
    document = parse(EXACT + "\n\ufeff" + EXACT)
    assert times(document) == [(1000, 2000), (3000, 4500)] * 2
    assert texts(document) == ["One", "Two\nlines"] * 2


@pytest.mark.parametrize(
    "text", ["", "\n", " ", "\ufeff", "1", "1\n", "-->", "00:00:01,000 --> 00:00:02,000"]
)
def test_tiny_files_tile(text: str) -> None:
    assert_tiles(parse(text))


def test_the_fix_of_a_timing_line_makes_it_exact() -> None:
    text = "1\n0:0:1.5 -> 0:0:2,000\nA\n"
    document = parse(text)
    fix = document.problems[0].fix
    assert fix is not None
    ((span, replacement),) = fix.edits
    mended = text[: span.start] + replacement + text[span.end :]
    assert mended == "1\n00:00:01,500 --> 00:00:02,000\nA\n"
    assert not fix.safe, "a fraction of one digit has two readings"


def assert_tiles(document: Document) -> None:
    position = 0
    for span in document.tiles():
        assert span.start == position
        position = span.end
    assert position == len(document.source.text)


PIECES = st.sampled_from(
    [
        *("1", "2", "3", "text", "", "", " ", "\ufeff1", "WEBVTT", "\x00", "<i>"),
        *("00:00:01,000 --> 00:00:02,000", "00:00:03,000 --> 00:00:04,000"),
        *("-->", "x --> y", "1:2 --> 3:4", "00:00:01.0 -> 9", "12 00:00:01,0 --> 0:3"),
    ]
)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["\n", "\n", "\r\n", "\r"])), max_size=30))
def test_any_arrangement_of_lines_tiles(pieces: list[tuple[str, str]]) -> None:
    document = parse("".join(line + newline for line, newline in pieces))
    assert_tiles(document)
    for cue in document.cues:
        assert cue.block_start <= cue.timing_start <= cue.timing_end <= cue.text_start
        assert cue.text_start <= cue.text_end <= cue.block_end


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=20))
def test_line_ends_change_nothing_about_the_cues(lines: list[str]) -> None:
    documents = [
        parse("".join(line + newline for line in lines)) for newline in ("\n", "\r\n", "\r")
    ]
    shown = [
        [(times(document), document.plain(cue)) for cue in document.cues] for document in documents
    ]
    assert shown[0] == shown[1] == shown[2]
    assert codes(documents[0]) == codes(documents[1]) == codes(documents[2])


@settings(max_examples=examples(200), deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_tiles(text: str) -> None:
    assert_tiles(parse(text))


@pytest.mark.parametrize(
    "line",
    [
        "00:00:01,000 --> 00:00:02,000",
        "00:00:01,000 <-> 00:00:02,000",
        ">00:00:01,000 -> 00:00:02,000",
        ">00:01,000 ->0:2",
        "[00:01.000 --> 00:02.000]  Words",
        "00:00:01,000-->00:00:02,000 X1:4",
        "00:00:01,000 ==> 00:00:02,000",
        "0:0x:01,000 ---> 00:00:02,000",
        "-->00:00:01,000 --> 00:00:02,000",
    ],
)
def test_the_end_that_is_written_where_one_was_read_is_read(line: str) -> None:
    """Or a fix that ends a cue later writes over its start or its arrow, again and again."""
    document = parse(f"1\n{line}\nHi\n")
    before = document.cues[0]
    text = document.source.text
    _, end = document.time_spans(before)
    after = parse(f"{text[: end.start]}00:00:09,000{text[end.end :]}").cues[0]
    assert (after.start_ms, after.end_ms) == (before.start_ms, 9000)


def test_hours_of_more_than_two_digits_are_exact_and_are_not_kept() -> None:
    """A long file may go beyond 99 hours; hours that nobody counts must not fill a table for ever."""
    text = "1\n99:59:59,999 --> 100:00:01,000\nOn.\n\n2\n123456789:00:00,000 --> 123456789:00:01,500\nOn.\n"
    document = parse(text)
    assert times(document) == [
        (359_999_999, 360_001_000),
        (444_444_440_400_000, 444_444_440_401_500),
    ]
    assert codes(document) == []
    shown = [document.source.text[cue.timing_start : cue.timing_end] for cue in document.cues]
    assert shown == text.split("\n")[1:6:4]
    assert all(len(clock) == len("00:00") for clock in parser._HOUR_MINUTE)


def test_hours_beyond_99_need_no_recovery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recovery, "read", lambda self, start, stop: pytest.fail("was damaged"))
    document = parse(
        "1\n100:00:00,000 --> 100:00:01,000\nOn.\n\n2\n12:00:00,000 --> 999:00:01,000\nOn.\n"
    )
    assert len(document.cues) == 2
