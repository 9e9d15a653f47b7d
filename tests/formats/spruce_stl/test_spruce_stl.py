"""Spruce STL: its frames, its commands, and what is not one of its files."""

from __future__ import annotations

from fractions import Fraction

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import FORMATS, detect, parse


def read(text: str, fps: Fraction | None = None) -> Document:
    return parse(Source.of(text, "talk.stl"), "spruce_stl", fps=fps)


def entry(start: str, end: str) -> str:
    return f"{start} , {end} , Good evening.\n"


def end_ms(end: str, fps: Fraction | None = None) -> int:
    return read(entry("00:00:00:00", end), fps).cues[0].end_ms


@pytest.mark.parametrize("frame, ms", [(24, 1960), (25, 1833), (29, 1967)])
def test_a_frame_above_24_means_30_a_second(frame: int, ms: int) -> None:
    assert end_ms(f"00:00:01:{frame}") == ms


def test_there_is_no_frame_30() -> None:
    document = read(entry("00:00:00:00", "00:00:01:30"))
    assert [problem.code for problem in document.problems] == [
        "invalid_timestamp",
        "spruce_stl_frame_rate_missing",
    ]


@pytest.mark.parametrize(
    "fps, ms",
    [(Fraction(25), 3_600_480), (Fraction(24), 3_600_500), (Fraction(30000, 1001), 3_604_000)],
)
def test_a_rate_that_someone_states_is_taken_exactly(fps: Fraction, ms: int) -> None:
    assert end_ms("01:00:00:12", fps) == ms
    document = read(entry("00:00:00:00", "01:00:00:12"), fps)
    assert document.problems == []


@pytest.mark.parametrize(
    "text, format",
    [
        ("//x\n\n$FontName = Arial\n00:00:01:00,00:00:02:00,Hi\n", "spruce_stl"),
        ("\ufeff00:00:01:00 , 00:00:02:00 , Hi\r\n", "spruce_stl"),
        ("00:00:01;00 , 00:00:02;00 , Hi\n", "spruce_stl"),
        ("solid cube\nfacet normal 0 0 0\n", "unknown"),
        ("$FontName = Arial\n", "unknown"),
        ("00:00:01.00,00:00:02.50\nGood.[br]Bad.\n", "sbv"),
        ("00:00:01:00 , 00:00:02:00\n", "unknown"),
    ],
)
def test_the_first_entry_decides(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk")) == format


def test_commands_hold_until_they_are_changed() -> None:
    text = (
        "$Bold = TRUE\n" + entry("00:00:01:00", "00:00:02:00") + "$Bold = FALSE\n$Underlined = true\n"
        + entry("00:00:03:00", "00:00:04:00")
    )  # fmt: skip
    styles = [event.runs[0].style for event in FORMATS["spruce_stl"].to_timeline(read(text)).events]
    assert [(style.bold, style.underline) for style in styles] == [(True, False), (False, True)]
