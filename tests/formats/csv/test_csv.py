"""CSV as whisper.cpp writes it: what is read, who speaks, and by what it is known."""

from __future__ import annotations

import pytest

from caption_qa_action.api import check_text
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import csv, detect, parse
from tests.formats.test_contract import assert_well_formed

ROWS = '0,2500,{}" Good evening, ""friends""."\n3000,4500,{}" Please sit down."\n'


def test_times_and_text_are_read_with_their_places() -> None:
    document = parse(Source.of("start,end,text\n" + ROWS.replace("{}", ""), "talk.csv"))
    assert_well_formed(document)
    first, second = document.cues
    assert (first.start_ms, first.end_ms) == (0, 2500)
    assert document.plain(first) == 'Good evening, "friends".'
    text = document.source.text
    assert [text[slice(*span)] for span in document.time_spans(second)] == ["3000", "4500"]
    assert document.raw(second) == "Please sit down."
    assert document.problems == []


def test_speakers_are_names_and_an_uncertain_one_is_none() -> None:
    rows = ROWS.replace("{}", "0,", 1).replace("{}", "?,")
    written = convert(parse(Source.of("start,end,speaker,text\n" + rows, "talk.csv")), "webvtt")
    assert '<v Speaker 0>Good evening, "friends".' in written.text
    assert "\nPlease sit down." in written.text
    assert written.losses == ()


@pytest.mark.parametrize(
    "written, text",
    [
        ('" He said ""hi"""', 'He said "hi"'),
        ('"He said \\"hi\\""', 'He said "hi"'),  # before whisper.cpp 1.5
        ('"5\\""', '5"'),
        ('" C:\\"', "C:\\"),
        ('"two\nlines"', "two\nlines"),
        ('"without an end', '"without an end'),
        ("without a mark, or two", "without a mark, or two"),
    ],
)
def test_a_text_in_and_out_of_quotation_marks(written: str, text: str) -> None:
    document = parse(
        Source.of(f'start,end,text\n0,9,"x"\n0,2500,{written}\n3000,4500," Two"\n', "talk.csv")
    )
    assert [document.plain(cue) for cue in document.cues] == ["x", text, "Two"]
    assert document.problems == []


@pytest.mark.parametrize(
    "text, format",
    [
        ('start,end,text\n0,1,"x"\n', "csv"),
        ('\ufeff\r\nStart,End,Text\r\n0,1," x"\r\n', "csv"),
        ('start,end,speaker,text\n0,1,"(speaker 0)"," x"\n', "csv"),
        ("start,end,text\n4,9,Smith\n", "unknown"),  # names and where they stand in a text
        ("start,end,text\n", "unknown"),
        ('start,end,label,text\n0,1,"x"\n', "unknown"),
        ('id,start,end,text\n1,0,1,"x"\n', "unknown"),
    ],
)
def test_columns_and_a_quoted_text_decide(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk.csv")) == format
    assert detect(Source.of(text, "talk")) == format


def test_it_is_only_read() -> None:
    assert not csv.FORMAT.is_written


def test_what_is_found_in_a_text_stands_where_it_is_written() -> None:
    text = 'start,end,text\n0,4000," He said ""hi"" and (left."\n'
    (found,) = check_text(text, "talk.csv", select=["unbalanced_brackets"]).diagnostics
    assert found.line == 2
    assert text.splitlines()[1][found.column - 1] == "("
    assert not check_text(text, "talk.csv", select=["unbalanced_quotes"]).diagnostics
