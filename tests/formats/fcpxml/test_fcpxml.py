"""FCPXML: when a title is shown, and what hostile projects come to."""

from __future__ import annotations

from fractions import Fraction

import pytest

import caption_qa_action as qa
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import FORMATS, detect, parse
from caption_qa_action.formats.fcpxml.clock import seconds
from tests.formats.test_contract import assert_well_formed


def read(inside: str, sequence: str = "") -> Document:
    text = f"<fcpxml version='1.9'><sequence {sequence}><spine>{inside}</spine></sequence></fcpxml>"
    document = parse(Source.of(text, "talk.fcpxml"))
    assert document.format == "fcpxml"
    assert_well_formed(document)
    FORMATS["fcpxml"].to_timeline(document)
    return document


def title(offset: str, duration: str = "2s", text: str = "Hi", more: str = "") -> str:
    return f'<title offset="{offset}" duration="{duration}"{more}><text><text-style>{text}</text-style></text></title>'


def times(document: Document) -> list[tuple[int, int]]:
    return [(cue.start_ms, cue.end_ms) for cue in document.cues]


@pytest.mark.parametrize(
    "written, exact",
    [
        ("5s", Fraction(5)), ("1001/30000s", Fraction(1001, 30000)), ("0s", Fraction(0)), ("-1/2s", Fraction(-1, 2)),
        ("100000000s", Fraction(100_000_000)), ("100000001s", None), ("1/0s", None), ("5", None), ("1.5s", None),
        ("", None), ("s", None), ("9" * 40 + "s", None),
    ],
)  # fmt: skip
def test_a_time_is_a_fraction_of_seconds(written: str, exact: Fraction | None) -> None:
    assert seconds(written) == exact


def test_a_title_in_the_main_storyline_is_shown_at_its_offset() -> None:
    assert times(read(title("1001/1000s"))) == [(1001, 3001)]


def test_a_project_begins_at_its_start_timecode() -> None:
    assert times(read(title("3601s"), 'tcStart="3600s"')) == [(1000, 3000)]
    assert times(read(title("1s"), 'tcStart="3600s"')) == [(1000, 3000)]


def test_an_offset_counts_in_the_time_of_what_holds_the_title() -> None:
    clip = '<asset-clip offset="{}" start="100s" duration="60s">{}</asset-clip>'
    assert times(read(clip.format("10s", title("105s")))) == [(15_000, 17_000)]
    inner = clip.format("110s", title("101s"))
    assert times(read(clip.format("10s", inner))) == [(21_000, 23_000)]


def test_what_has_no_offset_follows_what_stands_before_it() -> None:
    later = title("0s").replace(' offset="0s"', "")
    assert times(read(title("1s") + later + later)) == [(1000, 3000), (3000, 5000), (5000, 7000)]


def test_titles_without_text_are_no_cues() -> None:
    assert times(read('<title offset="1s" duration="2s"/>' + title("4s"))) == [(4000, 6000)]


def test_projects_side_by_side_each_begin_at_zero() -> None:
    text = f"<fcpxml>{''.join(f'<project><sequence><spine>{title(o)}</spine></sequence></project>' for o in ('1s', '2s'))}</fcpxml>"
    assert times(parse(Source.of(text, "talk.xml"))) == [(1000, 3000), (2000, 4000)]


@pytest.mark.parametrize(
    "inside",
    [
        title("9" * 60 + "s"), title("1/0s"), title("1s", "-5s"), title("1s", "x"), title("NaN"),
        "<gap>" * 1000 + title("1s"), "<title><text><text-style>" * 400, "<spine>" * 300 + title("1s") + "</spine>" * 300,
        title("1s", text="&#0;&bogus;&#x110000;"), title("1s", more=' offset="2s"'), "<title><title>" + title("1s"),
        "<text><text-style>alone</text-style></text>", "<text-style-def/>" + title("1s", more=' role="?captionFormat=x"'),
    ],
)  # fmt: skip
def test_a_hostile_project_is_read(inside: str) -> None:
    document = read(inside)
    for cue in document.cues:
        assert abs(cue.start_ms) < 10**15


@pytest.mark.parametrize(
    "text, format",
    [
        ('<?xml version="1.0"?>\n<!DOCTYPE fcpxml>\n<!-- x -->\n<fcpxml version="1.9"/>', "fcpxml"),
        ("<fcpxmlx/>", "unknown"),
        ("<project><fcpxml/></project>", "unknown"),
        ("text <fcpxml/>", "unknown"),
    ],
)
def test_the_root_element_decides(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk.xml")) == format


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (' lane="1"', ' lane="2"', False),
        (' lane="1"', ' lane="1"', True),
        ("", ' lane="1"', False),
        ("", "", True),
        (' lane="0"', "", True),
        (' role="iTT?captionFormat=ITT.en"', ' role="iTT?captionFormat=ITT.de"', False),
    ],
)
def test_lanes_and_roles_tell_places_apart(first: str, second: str, overlap: bool) -> None:
    inside = title("1s", "4s", "Where?", first) + title("2s", "4s", "There.", second)
    text = f"<fcpxml><sequence><spine><gap duration='9s'>{inside}</gap></spine></sequence></fcpxml>"
    found = qa.check_text(text, "a.fcpxml", select=["overlapping_cues"]).diagnostics
    assert bool(found) == overlap


def test_a_title_is_in_the_lane_of_the_clip_that_holds_it() -> None:
    clips = "".join(
        f'<clip lane="{lane}" offset="0s" duration="9s">{title(start, "4s")}</clip>'
        for lane, start in ((1, "1s"), (2, "2s"))
    )
    document = read(f"<gap duration='9s'>{clips}</gap>")
    assert len({document.placement(cue) for cue in document.cues}) == 2


def test_a_clip_without_times_follows_the_one_before_and_counts_its_own_time() -> None:
    clip = "<asset-clip duration='10s'>{}</asset-clip>"
    first, second = clip.format(title("1s")), clip.format(title("3s"))
    assert times(read(first + second)) == [(1000, 3000), (13_000, 15_000)]
    held = (
        "<spine lane='1' offset='4s'><clip duration='2s'/>" + clip.format(title("1s")) + "</spine>"
    )
    assert times(read(first + clip.format(held))) == [(1000, 3000), (17_000, 19_000)]
