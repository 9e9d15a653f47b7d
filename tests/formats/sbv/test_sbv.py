"""What SBV and SubViewer files say, exact and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats import sbv
from caption_qa_action.formats.sbv.blocks import Reader
from tests.sampling import examples


def parse(text: str) -> Document:
    return sbv.parse(Source.of(text, "talk.sbv"))


def shown(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_cues_are_read_with_any_line_end(newline: str) -> None:
    text = "0:00:01.000,0:00:02.500\nOne\nTwo, 3:16\n\n100:00:03.000,100:00:04.000\nThree"
    document = parse(text.replace("\n", newline))
    assert shown(document) == [
        (1000, 2500, "One\nTwo, 3:16"),
        (360_003_000, 360_004_000, "Three"),
    ]
    assert codes(document) == []


def test_a_subviewer_file_is_read_with_its_header() -> None:
    document = parse("[INFORMATION]\n[SUBTITLE]\n\n00:00:01.00,00:00:02.50\nOne[br]Two\n")
    assert shown(document) == [(1000, 2500, "One\nTwo")]
    assert document.blocks[0].kind == "header"
    assert codes(document) == []


@pytest.mark.parametrize(
    "line, times, detail",
    [
        ("0:00:01.5,0:00:02.500", (1500, 2500), "fraction_digits"),
        ("0:00:01.000, 0:00:02.500", (1000, 2500), "whitespace"),
        ("0:00:01,000,0:00:02,500", (1000, 2500), "separator"),
        ("0:00:01.000 --> 0:00:02.500", (1000, 2500), "separator"),
        ("0:0:1.000,0:00:02.500", (1000, 2500), "field_width"),
        ("00:01.000,00:02.500", (1000, 2500), "missing_hours"),
        ("0:00:71.000,0:01:12.000", (71_000, 72_000), "above_59"),
    ],
)
def test_a_damaged_timing_line_is_read(line: str, times: tuple[int, int], detail: str) -> None:
    document = parse(f"{line}\nText\n")
    assert shown(document) == [(*times, "Text")]
    (problem,) = document.problems
    assert (problem.code, problem.detail) == ("invalid_timestamp", detail)


def test_a_cue_with_an_unreadable_time_is_kept_and_the_next_one_whole() -> None:
    document = parse("0:00:01.f00,0:00:02.000\nOne\n\n0:00:03.000,0:00:04.000\nTwo\n")
    assert [text for *_, text in shown(document)] == ["One", "Two"]
    assert document.guessed == {1}
    assert shown(document)[1][:2] == (3000, 4000)


def test_text_after_a_blank_line_stays_in_its_cue() -> None:
    document = parse("0:00:01.000,0:00:02.000\nOne\n\nTwo\n\n0:00:03.000,0:00:04.000\nThree\n")
    assert [text for *_, text in shown(document)] == ["One\n\nTwo", "Three"]
    assert codes(document) == ["blank_line_in_cue"]


def test_a_timing_line_right_below_text_begins_a_cue() -> None:
    document = parse("0:00:01.000,0:00:02.000\nOne\n0:00:03.000,0:00:04.000\nTwo\n")
    assert [text for *_, text in shown(document)] == ["One", "Two"]
    assert codes(document) == ["missing_blank_line"]


def test_time_spans_are_the_two_times() -> None:
    document = parse("0:00:01.000, 0:00:02.500\nText\n")
    first, second = document.time_spans(document.cues[0])
    text = document.source.text
    assert text[first.start : first.end] == "0:00:01.000"
    assert text[second.start : second.end] == "0:00:02.500"


def test_what_sbv_cannot_hold_is_named() -> None:
    runs = (Run("One\n", Style(italic=True)), Run("Two  ", speaker="Bob"))
    written = sbv.write(
        Timeline((Event(1000, 2500, runs, Placement(vertical="top"), "id", cue=7),))
    )
    assert written.text == "0:00:01.000,0:00:02.500\nOne\nTwo\n"
    kinds = {loss.kind: loss.cue for loss in written.losses}
    assert kinds == dict.fromkeys(("italic text", "speaker name", "placement", "cue identifier"), 7)


def test_text_that_reads_as_a_timing_line_is_made_harmless_and_named() -> None:
    line = "0:00:01.000,0:00:02.000"
    written = sbv.write(Timeline((Event(0, 1000, (Run(f"One\n{line}"),)),)))
    document = parse(written.text)
    assert shown(document) == [(0, 1000, f"One\n{line.replace(',', chr(44) + chr(0xA0))}")]
    assert [loss.kind for loss in written.losses] == ["text that reads as a timing line"]


PIECES = ("0:00:01.000,0:00:02.000", "00:00:01.00,00:00:02.00", "\n", "\n\n", "\r\n", " ", "x", ":")


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=examples(300), deadline=None)
def test_the_fast_way_and_the_slow_way_give_the_same(text: str) -> None:
    fast, slow = Reader(text), Reader(text)
    fast.read()
    slow._read_line_by_line()
    parts = [
        [tuple(getattr(cue, name) for name in cue.__slots__) for cue in reader.cues]
        for reader in (fast, slow)
    ]
    assert parts[0] == parts[1]
    assert (fast.blocks, fast.problems) == (slow.blocks, slow.problems)


@pytest.mark.parametrize(
    "line, times",
    [
        ("0:00:03.000,bad", (3000, 5000)),
        ("0:00:03.000,", (3000, 5000)),
        ("bad,0:00:03.000", (2000, 3000)),
    ],
)
def test_a_timing_line_with_one_unreadable_half_begins_a_cue(
    line: str, times: tuple[int, int]
) -> None:
    document = parse(f"0:00:01.000,0:00:02.000\nOne\n\n{line}\nTwo\n")
    assert shown(document) == [(1000, 2000, "One"), (*times, "Two")]
    assert [(p.code, p.detail) for p in document.problems] == [("invalid_timestamp", "unparseable")]
    assert document.guessed == {2}


def test_a_time_in_a_sentence_begins_no_cue() -> None:
    document = parse("0:00:01.000,0:00:02.000\nOne\n\nAt 0:00:03.000,he said\n")
    assert shown(document)[0][2].endswith("he said")


@pytest.mark.parametrize("times", ["0:00:01 500,0:00:03.250", "0:00:01.500,0:00:03 250"])
def test_a_blank_before_the_milliseconds_is_named_and_a_fix_of_it_is_unsafe(times: str) -> None:
    document = parse(f"{times}\nOne\n")
    assert shown(document) == [(1500, 3250, "One")]
    (problem,) = document.problems
    assert "a blank stands before the milliseconds of " in problem.message
    assert problem.detail == "blank"
    assert problem.fix is not None
    assert not problem.fix.safe
    assert [edit.replacement for edit in problem.fix.edits] == ["0:00:01.500,0:00:03.250"]
