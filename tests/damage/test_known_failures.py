"""Files that common libraries damage or lose in silence: here no cue is lost, and the defect is named.

Each case is a file on which at least one of pysubs2, pycaption, srt, pysrt, webvtt-py, ttconv or
ffmpeg drops, merges or moves cues without a word, or gives up.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from caption_qa_action import config
from caption_qa_action.core.document import Document
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.files.decode import decode
from caption_qa_action.fixing import mend
from caption_qa_action.formats import parse


class Case(NamedTuple):
    """A file, what its cues must say and when, and the codes that must name what is wrong."""

    name: str
    text: str
    shown: list[str]
    codes: set[str]
    times: list[tuple[int, int]] | None = None
    suffix: str = ".srt"


def srt(number: int, times: str, text: str) -> str:
    return f"{number}\n{times}\n{text}\n\n"


ONE = srt(1, "00:00:01,000 --> 00:00:02,000", "One")
THREE = srt(3, "00:00:05,000 --> 00:00:06,000", "Three")
VTT_ONE = "00:00:01.000 --> 00:00:02.000\nOne\n\n"
VTT_TWO = "00:00:03.000 --> 00:00:04.000\nTwo\n\n"

CASES = [
    Case(
        "a blank line inside a cue",
        "1\n00:00:01,000 --> 00:00:02,000\nOne\n\nmore\n\n" + THREE,
        ["One\n\nmore", "Three"],
        {"blank_line_in_cue"},
    ),
    Case(
        "one index that is no number",
        ONE + "2a\n00:00:03,000 --> 00:00:04,000\nTwo\n\n" + THREE,
        ["One", "Two", "Three"],
        {"bad_index"},
    ),
    Case(
        "a last cue that ends in a number",
        "1\n00:00:01,000 --> 00:00:02,000\nThe year was\n1984\n",
        ["The year was\n1984"],
        set(),
    ),
    Case(
        "no index at all",
        "00:00:01,000 --> 00:00:02,000\nOne\n\n00:00:03,000 --> 00:00:04,000\nTwo\n",
        ["One", "Two"],
        {"missing_index"},
    ),
    Case(
        "a missing blank line",
        ONE.rstrip("\n") + "\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n",
        ["One", "Two"],
        {"missing_blank_line"},
    ),
    Case(
        "a fraction of one digit",
        srt(1, "00:00:01,000 --> 00:00:04.5", "One"),
        ["One"],
        {"invalid_timestamp"},
        [(1000, 4500)],
    ),
    Case(
        "coordinates after the times",
        srt(1, "00:00:01,000 --> 00:00:02,000 X1:40 X2:600 Y1:20 Y2:50", "One"),
        ["One"],
        {"srt_coordinates"},
        [(1000, 2000)],
    ),
    Case(
        "a negative time",
        srt(1, "-00:00:01,000 --> 00:00:02,000", "One"),
        ["One"],
        {"negative_timestamp"},
        [(-1000, 2000)],
    ),
    Case(
        "75 seconds",
        srt(1, "00:00:01,000 --> 00:00:75,000", "One"),
        ["One"],
        {"invalid_timestamp"},
        [(1000, 75_000)],
    ),
    Case(
        "one timing line of three that cannot be read",
        ONE + srt(2, "00:00:0x,000 --> 00:00:yy,000", "Two") + THREE,
        ["One", "Two", "Three"],
        {"invalid_timestamp"},
    ),
    Case(
        "an hour of three digits",
        srt(1, "99:59:59,000 --> 100:00:02,000", "One"),
        ["One"],
        set(),
        [(359_999_000, 360_002_000)],
    ),
    Case(
        "separators that are no line ends",
        srt(1, "00:00:01,000 --> 00:00:03,000", "One\u2028still\x0bone\x85line"),
        ["One\u2028still\x0bone\x85line"],
        {"control_character"},
    ),
    Case(
        "lines that end in CR alone",
        (ONE + THREE.replace("3\n", "2\n", 1)).replace("\n", "\r"),
        ["One", "Three"],
        {"mixed_line_endings"},
    ),
    Case(
        "two files joined, with a byte order mark between them",
        ONE + "\ufeff" + ONE,
        ["One", "One"],
        {"stray_bom", "index_sequence"},
    ),
    Case(
        "Arabic-Indic digits",
        srt(1, "٠٠:٠٠:٠١,٠٠٠ --> 00:00:02,000", "One"),
        ["One"],
        {"invalid_timestamp"},
        [(1000, 2000)],
    ),
    Case(
        "an empty cue before the next index",
        "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n",
        ["", "Two"],
        {"empty_cue"},
    ),
    Case(
        "a separator of blanks",
        ONE.rstrip("\n") + "\n \n2\n00:00:03,000 --> 00:00:04,000\nTwo\n",
        ["One", "Two"],
        {"whitespace_separator"},
    ),
    Case(
        "two WebVTT cues without a blank line between them",
        "WEBVTT\n\n" + VTT_ONE.rstrip("\n") + "\n" + VTT_TWO,
        ["One", "Two"],
        {"missing_blank_line"},
        [(1000, 2000), (3000, 4000)],
        ".vtt",
    ),
    Case(
        "a first WebVTT cue with commas in its times",
        "WEBVTT\n\n" + VTT_ONE.replace(".000", ",000") + VTT_TWO,
        ["One", "Two"],
        {"invalid_timestamp"},
        [(1000, 2000), (3000, 4000)],
        ".vtt",
    ),
    Case(
        "a STYLE block after a cue",
        "WEBVTT\n\n" + VTT_ONE + "STYLE\n::cue { color: red }\n\n" + VTT_TWO,
        ["One", "Two"],
        {"style_after_cue"},
        None,
        ".vtt",
    ),
    Case(
        "a comment at the end of a WebVTT file",
        "WEBVTT\n\n" + VTT_ONE + "NOTE the end\n",
        ["One"],
        set(),
        None,
        ".vtt",
    ),
    Case(
        "a live streaming header",
        "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n" + VTT_ONE,
        ["One"],
        {"header_metadata"},
        None,
        ".vtt",
    ),
    Case(
        "a timing line directly below the WebVTT header",
        "WEBVTT\n" + VTT_ONE + VTT_TWO,
        ["One", "Two"],
        {"header_no_blank_line"},
        None,
        ".vtt",
    ),
    Case(
        "an arrow in the text of a WebVTT cue",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nOne\na --> b\n\n" + VTT_TWO,
        ["One", "Two"],  # as every browser: the arrow ends the text, which is what is named
        {"arrow_in_text"},
        None,
        ".vtt",
    ),
    Case(
        "a comment that holds a cue",
        "WEBVTT\n\nNOTE\n00:00:01.000 --> 00:00:02.000\nHidden\n\n" + VTT_TWO,
        ["Hidden", "Two"],
        {"arrow_in_comment"},
        None,
        ".vtt",
    ),
]


def read(case: Case) -> tuple[Document, set[str]]:
    path = f"talk{case.suffix}"
    document = parse(decode(path, case.text.encode()))
    settings = config.load(config.Arguments(), isolated=True).settings_for(path)
    return document, {diagnostic.code for diagnostic in check_document(document, settings)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_cue_is_lost_and_the_defect_is_named(case: Case) -> None:
    document, codes = read(case)
    assert [document.raw(cue) for cue in document.cues] == case.shown
    assert case.codes <= codes
    if case.times is not None:
        assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == case.times


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.codes], ids=lambda case: case.name
)
def test_what_is_right_is_not_reported(case: Case) -> None:
    _, codes = read(case)
    assert codes <= {"conversion_loss", "suspicious_start_offset"}


# What mending makes of a file on which others lose cues. Where players read a time differently, only
# unsafe fixes write it.
GUESSED = {"a fraction of one digit"}
MENDED = {
    "one index that is no number": ONE + srt(2, "00:00:03,000 --> 00:00:04,000", "Two") + THREE,
    "no index at all": ONE + srt(2, "00:00:03,000 --> 00:00:04,000", "Two"),
    "a missing blank line": ONE + srt(2, "00:00:03,000 --> 00:00:04,000", "Two"),
    "a fraction of one digit": srt(1, "00:00:01,000 --> 00:00:04,500", "One"),
    "lines that end in CR alone": ONE + THREE.replace("3\n", "2\n", 1),
    "two files joined, with a byte order mark between them": ONE + ONE.replace("1\n", "2\n", 1),
    "Arabic-Indic digits": srt(1, "00:00:01,000 --> 00:00:02,000", "One"),
    "a separator of blanks": ONE + srt(2, "00:00:03,000 --> 00:00:04,000", "Two"),
    "two WebVTT cues without a blank line between them": f"WEBVTT\n\n{VTT_ONE}{VTT_TWO}",
    "a first WebVTT cue with commas in its times": f"WEBVTT\n\n{VTT_ONE}{VTT_TWO}",
    "a timing line directly below the WebVTT header": f"WEBVTT\n\n{VTT_ONE}{VTT_TWO}",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_mending_loses_no_cue_and_settles(case: Case, unsafe: bool) -> None:
    path = f"talk{case.suffix}"
    settings = config.load(config.Arguments(), isolated=True).settings_for(path)
    result, left = mend(path, case.text.encode(), settings, unsafe=unsafe)
    again, _ = mend(path, result.data, settings, unsafe=unsafe)
    assert again.data == result.data
    fixable = {item.code for item in left.diagnostics if item.fix and (item.fix.safe or unsafe)}
    assert fixable <= set(result.reverted)
    if not unsafe:
        shown = [left.document.plain(cue).split() for cue in left.document.cues]
        document, _ = read(case)
        assert shown == [document.plain(cue).split() for cue in document.cues]
        times = [(cue.start_ms, cue.end_ms) for cue in left.document.cues]
        assert times == [(cue.start_ms, cue.end_ms) for cue in document.cues]


@pytest.mark.parametrize("name", MENDED)
def test_what_others_lose_is_mended(name: str) -> None:
    case = next(case for case in CASES if case.name == name)
    path = f"talk{case.suffix}"
    settings = config.load(config.Arguments(), isolated=True).settings_for(path)
    result, _ = mend(path, case.text.encode(), settings, unsafe=name in GUESSED)
    assert result.data.decode().rstrip("\n") == MENDED[name].rstrip("\n")
