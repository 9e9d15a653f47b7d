"""ASS files that common programs refuse, empty or misread in silence: here they are read, and the defect is named."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from caption_qa_action import config
from caption_qa_action.core.document import Document
from caption_qa_action.engines.bundled.check import check_document
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse

INFO = "[Script Info]\nScriptType: v4.00+\nPlayResX: 1920\nPlayResY: 1080\n\n"
STYLES = "[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Arial,60\n\n"
EVENTS = (
    "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
)
ONE = "Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,One\n"
TWO = "Dialogue: 0,0:00:03.00,0:00:04.50,Default,,0,0,0,,Two\n"


class Case(NamedTuple):
    """A file, what its cues show and when, and exactly the codes that it gives."""

    name: str
    text: str
    shown: list[str]
    codes: set[str]
    times: list[tuple[int, int]] | None = None


CASES = [
    Case(
        "fields of events in another order",
        INFO
        + STYLES
        + "[Events]\nFormat: Style, End, Start, Layer, Text\n"
        + "Dialogue: Default,0:00:02.50,0:00:01.00,0,One, and more\n",
        ["One, and more"],
        set(),
        [(1000, 2500)],
    ),
    Case(
        "no section of styles",
        INFO + EVENTS + ONE + TWO,
        ["One", "Two"],
        {"ass_missing_section"},
    ),
    Case(
        "no heading of the events",
        INFO + STYLES + ONE,
        ["One"],
        {"ass_missing_section"},
    ),
    Case(
        "commas in the text",
        INFO + STYLES + EVENTS + ONE.replace("One", "a, b,, c,"),
        ["a, b,, c,"],
        set(),
    ),
    Case(
        "spaces around values and names",
        INFO
        + "[v4+ styles]\n  Format:  name ,FONTNAME,  Fontsize\nStyle:  Default , Arial , 60\n\n"
        + " [EVENTS]\nFormat: Layer,Start,End,Style,Actor,MarginL,MarginR,MarginV,Effect,Text\n"
        + "Dialogue:  0 , 0:00:01.00 , 0:00:02.50 , Default ,Bob,0,0,0,, One\n",
        [" One"],
        set(),
        [(1000, 2500)],
    ),
    Case(
        "a fraction of three digits",
        INFO + STYLES + EVENTS + ONE.replace("2.50", "2.500"),
        ["One"],
        {"ass_time_precision"},
        [(1000, 2500)],
    ),
    Case(
        "a fraction of one digit",
        INFO + STYLES + EVENTS + ONE.replace("2.50", "2.5"),
        ["One"],
        {"ass_time_precision"},
        [(1000, 2500)],
    ),
    Case(
        "hours of two digits and more than ten",
        INFO + STYLES + EVENTS + ONE.replace("0:00:0", "12:00:0"),
        ["One"],
        {"suspicious_start_offset"},
        [(43_201_000, 43_202_500)],
    ),
    Case(
        "one bad time of two cues",
        INFO + STYLES + EVENTS + ONE.replace("0:00:01.00", "soon") + TWO,
        ["One", "Two"],
        {"invalid_timestamp"},
    ),
    Case(
        "a comma before the hundredths",
        INFO + STYLES + EVENTS + ONE.replace("1.00", "1,00").replace("2.50", "2,50"),
        ["One"],
        {"invalid_timestamp"},
        [(1000, 2500)],
    ),
    Case(
        "a text broken by a real line end",
        INFO + STYLES + EVENTS + ONE + "and more\n" + TWO,
        ["One", "Two"],
        {"ass_stray_line"},
    ),
    Case(
        "a comment that is no cue, and embedded files that look like events",
        INFO
        + STYLES
        + "[Fonts]\nfontname: a.ttf\nDialogue: 0,0:00:01.00\n[ABC]\n\n"
        + EVENTS
        + ONE.replace("Dialogue", "Comment")
        + "; a note\n!: another\n"
        + TWO,
        ["Two"],
        set(),
    ),
    Case(
        "line separators that only Python splits at",
        INFO + STYLES + EVENTS + ONE.replace("One", "One\u00a0\u0085more"),
        ["One\u00a0\u0085more"],
        {"control_character"},
    ),
    Case(
        "a brace that nothing closes",
        INFO + STYLES + EVENTS + ONE.replace("One", "{One"),
        ["{One"],
        {"ass_unclosed_override"},
    ),
]


def read(text: str) -> tuple[Document, set[str]]:
    document = parse(decode("talk.ass", text.encode()))
    settings = config.load(config.Arguments(), isolated=True).settings_for("talk.ass")
    return document, {diagnostic.code for diagnostic in check_document(document, settings)}


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_cue_is_lost_and_the_defect_is_named(case: Case, newline: str) -> None:
    document, codes = read(case.text.replace("\n", newline))
    assert document.format == "ass"
    assert [document.plain(cue) for cue in document.cues] == case.shown
    assert codes - {"conversion_loss", "mixed_line_endings"} == case.codes
    if case.times is not None:
        assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == case.times


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_content_alone_tells_the_format(case: Case) -> None:
    assert parse(decode("talk.txt", case.text.encode())).format == "ass"
