"""TSV as Whisper writes it: what is read, what is noticed, and what rules make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caption_qa_action import config
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import detect, parse, tsv
from tests.formats.test_contract import assert_well_formed

CASES = Path(__file__).parent
HEADER = "start\tend\ttext\n"


def case(name: str) -> Document:
    document = parse(decode(name, (CASES / name).read_bytes()))
    assert document.format == "tsv"
    assert_well_formed(document)
    return document


def mended(lines: str, *, unsafe: bool = True) -> str:
    """A file after its fixes, without its header."""
    settings = config.load(config.Arguments(), isolated=True).settings_for("talk.tsv")
    result, _ = mend("talk.tsv", f"{HEADER}{lines}".encode(), settings, unsafe=unsafe)
    text = result.data.decode()
    assert text.startswith(HEADER)
    return text.removeprefix(HEADER)


def test_times_and_text_are_read_with_their_places() -> None:
    document = case("whisper.tsv")
    first, second = document.cues
    assert (first.start_ms, first.end_ms, document.plain(first)) == (0, 2500, "Good evening.")
    assert (second.start_ms, second.end_ms) == (3000, 4500)
    text = document.source.text
    assert [text[slice(*span)] for span in document.time_spans(second)] == ["3000", "4500"]
    assert [block.kind for block in document.blocks] == ["header"]
    assert document.problems == []


def test_damage_is_noticed_and_costs_no_line() -> None:
    document = case("damaged.tsv")
    times = [(cue.start_ms, cue.end_ms) for cue in document.cues]
    assert times == [(3000, 4500), (4500, 6000), (7000, 9000), (9000, 9500)]
    assert [document.raw(cue) for cue in document.cues] == [
        "Please  sit down.",
        "Tom &amp; Jerry",
        "",
        "Two\ttabs",
    ]
    assert document.guessed == {2, 3}
    noticed = [(problem.code, problem.detail) for problem in document.problems]
    assert noticed == [
        ("invalid_timestamp", "fraction"),
        ("invalid_timestamp", "whitespace"),
        ("invalid_timestamp", "unparseable"),
        ("orphan_text", ""),
        ("invalid_timestamp", "unparseable"),
    ]


@pytest.mark.parametrize(
    "text, format",
    [
        (HEADER, "tsv"),
        ("\ufeff\r\nStart\tEnd\tText\r\n0\t1\tx\r\n", "tsv"),
        ("start\tend\ttext", "tsv"),
        ("start\tend\ttext\tspeaker\n0\t1\tx\ty\n", "unknown"),
        ("start\tend\n0\t1\n", "unknown"),
        ("start end text\n0 1 x\n", "unknown"),
        ("id\tstart\tend\ttext\n1\t0\t1\tx\n", "unknown"),
        ("0\t2500\tGood evening.\n", "unknown"),
        ("x\nstart\tend\ttext\n", "unknown"),
    ],
)
def test_the_header_line_alone_decides(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk.tsv")) == format
    assert detect(Source.of(text, "talk")) == format


def test_a_time_is_mended_where_only_one_can_be_meant() -> None:
    assert mended(" 1000\t2500 \tGood evening.\n", unsafe=False) == "1000\t2500\tGood evening.\n"
    assert mended("1000.5\t2500.4\tGood evening.\n", unsafe=False).startswith("1000.5\t2500.4")
    assert mended("1000.5\t2500.4\tGood evening.\n") == "1001\t2500\tGood evening.\n"


def test_fixes_write_times_as_the_format_does() -> None:
    # An end after the next start, and one before its own start.
    assert mended("0\t3100\tGood evening.\n3000\t5000\tSit down.\n").startswith("0\t3000\t")
    assert mended("3000\t1000\tGood evening.\n").startswith("1000\t3000\t")


def test_cues_are_deleted_and_moved_with_their_line() -> None:
    assert mended("0\t2000\tOne.\n2000\t4000\t \n4000\t6000\tTwo.\n") == (
        "0\t2000\tOne.\n4000\t6000\tTwo.\n"
    )
    assert mended("4000\t6000\tTwo.\n0\t2000\tOne.\n") == "0\t2000\tOne.\n4000\t6000\tTwo.\n"


def test_it_is_converted_to_srt() -> None:
    written = convert(case("whisper.tsv"), "srt")
    assert written.losses == ()
    assert written.text == (
        "1\n00:00:00,000 --> 00:00:02,500\nGood evening.\n\n"
        "2\n00:00:03,000 --> 00:00:04,500\nPlease sit down.\n"
    )


def test_it_is_only_read() -> None:
    assert not tsv.FORMAT.is_written
