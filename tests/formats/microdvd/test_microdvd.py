"""What MicroDVD files say: frames as times, codes in braces as looks."""

from __future__ import annotations

from fractions import Fraction

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Style
from caption_qa_action.formats import microdvd, parse


def read(text: str) -> Document:
    return microdvd.parse(Source.of(text, "talk.sub"))


def test_the_first_line_says_the_frame_rate() -> None:
    document = read("{1}{1}25.000\n{25}{50}Good evening.\n")
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(1000, 2000)]
    assert document.problems == []


@pytest.mark.parametrize(
    "written, frames, ms", [("23.976", 24_000, 1_001_000), ("29,97", 30, 1001), ("30", 30, 1000)]
)
def test_rounded_rates_are_taken_for_the_exact_ones(written: str, frames: int, ms: int) -> None:
    assert read(f"{{1}}{{1}}{written}\n{{{frames}}}{{{frames}}}x\n").cues[0].start_ms == ms


def test_without_a_frame_rate_that_of_film_on_ntsc_video_is_taken_and_reported() -> None:
    document = read("{24000}{48000}Good evening.\n")
    assert document.cues[0].start_ms == 1_001_000
    assert [problem.code for problem in document.problems] == ["microdvd_frame_rate_missing"]


def test_a_frame_rate_from_outside_is_taken_where_the_file_says_none() -> None:
    source = Source.of("{25}{50}Good evening.\n", "talk.sub")
    document = parse(source, "microdvd", fps=Fraction(25))
    assert document.cues[0].end_ms == 2000
    assert document.problems == []


def test_bars_end_lines_and_codes_are_no_text() -> None:
    document = read("{1}{1}25\n{25}{50}{y:i}One|/Two|{c:$0000ff}Three\n")
    assert document.plain(document.cues[0]) == "One\nTwo\nThree"
    looks = [run.style for run in microdvd.to_timeline(document).events[0].runs]
    assert looks == [Style(italic=True), Style(color="#ff0000")]


def test_a_code_in_capitals_is_for_all_lines() -> None:
    document = read("{1}{1}25\n{25}{50}{Y:b}One|Two\n")
    (run,) = microdvd.to_timeline(document).events[0].runs
    assert (run.text, run.style) == ("One\nTwo", Style(bold=True))


def test_a_cue_without_an_end_is_shown_until_the_next_one() -> None:
    document = read("{1}{1}25\n{25}{}One\n{75}{100}Two\n")
    assert document.cues[0].end_ms == 3000
    assert document.guessed == frozenset()


def test_a_damaged_line_costs_no_cue() -> None:
    document = read("{1}{1}25\n{25}{5O}One\n{75}{100}Two\nlost\n")
    assert [document.plain(cue) for cue in document.cues] == ["One", "Two"]
    assert document.guessed == {1}
    codes = sorted(problem.code for problem in document.problems)
    assert codes == ["invalid_timestamp", "orphan_text"]
