"""What SRT shows when, and how a timeline is written as SRT."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats import srt


def runs(text: str) -> tuple[Run, ...]:
    return event(text).runs


def event(text: str) -> Event:
    source = Source.of(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n", "talk.srt")
    return srt.to_timeline(srt.parse(source)).events[0]


def write(*runs: Run, place: Placement | None = None) -> str:
    written = srt.write(Timeline((Event(1000, 2000, runs, place or Placement()),)))
    head = "1\n00:00:01,000 --> 00:00:02,000\n"
    assert written.text.startswith(head)
    assert written.text.endswith("\n")
    return written.text.removeprefix(head)[:-1]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<i>a</i>b", (Run("a", Style(italic=True)), Run("b"))),
        ("<B>a<u>b</u></B>", (Run("a", Style(bold=True)), Run("b", Style(True, False, True)))),
        ("<font color='Yellow'>a</font>", (Run("a", Style(color="#ffff00")),)),
        ('<font color="#F00"><font size="2">a', (Run("a", Style(color="#ff0000")),)),
        ("{\\i1}a{\\i0}b", (Run("a", Style(italic=True)), Run("b"))),
        ("{\\c&H0000FF&}a", (Run("a", Style(color="#ff0000")),)),
        ("a</i><br>b", (Run("a\nb"),)),
        ("a < b &amp; {c}", (Run("a < b &amp; {c}"),)),
        ("<i></i>", ()),
    ],
)
def test_markup_becomes_runs(text: str, expected: tuple[Run, ...]) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a", Placement()),
        ("{\\an8}a", Placement("center", "top")),
        ("{\\a5}a", Placement("left", "top")),
        ("{\\an7\\pos(192,144)}a", Placement("left", "top", 50.0, 50.0)),
    ],
)
def test_overrides_become_a_placement(text: str, expected: Placement) -> None:
    assert event(text).placement == expected


def test_font_faces_and_unknown_overrides_are_losses() -> None:
    source = Source.of("1\n00:00:01,000 --> 00:00:02,000\n<font face=x>{\\fad(1,2)}a</font>\n")
    losses = srt.to_timeline(srt.parse(source)).losses
    assert [loss.kind for loss in losses] == ["font", "override tag"]


def test_neighbours_share_their_tags() -> None:
    bold, both = Style(bold=True), Style(bold=True, italic=True)
    assert write(Run("a", bold), Run("b\n", both), Run("c")) == "<b>a<i>b</i></b>\nc"


def test_a_placement_is_written_as_the_nearest_anchor() -> None:
    assert write(Run("a"), place=Placement("right", "top")) == "{\\an9}a"
    assert write(Run("a"), place=Placement("left", "top", 10, 90)) == "{\\an1}a"
    assert write(Run("a"), place=Placement("center", "bottom", 50, 95)) == "a"


def test_text_that_reads_as_markup_is_made_harmless() -> None:
    assert write(Run("<i>a</i> {\\an8}")) == "‹i›a‹/i› (\\an8}"
    assert write(Run("<c.x> a < b & {c}")) == "<c.x> a < b & {c}"
    assert write(Run("<4> <v Bob> < 2 >")) == "‹4› ‹v Bob› ‹ 2 ›"


def test_text_that_reads_as_a_timing_line_is_made_harmless() -> None:
    assert write(Run("File --> Save")) == "File → Save"
    # Some readers take two times for a timing line without any arrow: what nobody sees keeps them apart.
    assert write(Run("00:00:01,000 -> 00:00:02,000")) == "00:00:\u206001,000 ➔ 00:00:\u206002,000"


def test_a_blank_line_is_left_out() -> None:
    written = srt.write(Timeline((Event(0, 1, (Run("\na\n \n\nb\n\n"),), cue=3),)))
    assert written.text.endswith("\na\nb\n")
    assert [(loss.kind, loss.number, loss.cue) for loss in written.losses] == [("blank line", 2, 3)]


def test_times_before_the_start_are_moved_to_it_and_named() -> None:
    written = srt.write(Timeline((Event(-5, 1000, (Run("a"),)),)))
    assert "00:00:00,000 --> 00:00:01,000" in written.text
    assert [loss.kind for loss in written.losses] == ["time out of range"]


def test_losses_are_counted_by_kind() -> None:
    events = [
        Event(0, 1, (Run("a", speaker="Bob", ruby="x"), Run("b", speaker="Ann")), cue=n)
        for n in (4, 5)
    ]
    losses = srt.write(Timeline(tuple(events))).losses
    assert [(loss.kind, loss.number, loss.shown, loss.cue) for loss in losses] == [
        ("speaker name", 4, "Bob", 4),
        ("ruby annotation", 2, "x", 4),
    ]
