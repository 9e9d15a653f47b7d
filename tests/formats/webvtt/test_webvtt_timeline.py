"""What WebVTT shows when, and how a timeline is written as WebVTT."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats import webvtt


def read(text: str, settings: str = "", before: str = "") -> Timeline:
    timing = f"00:01.000 --> 00:02.000 {settings}".rstrip()
    source = Source.of(f"WEBVTT\n\n{before}{timing}\n{text}\n", "talk.vtt")
    return webvtt.to_timeline(webvtt.parse(source))


def write(*runs: Run, place: Placement | None = None, identifier: str = "") -> str:
    event = Event(1000, 2000, runs, place or Placement(), identifier)
    text = webvtt.write(Timeline((event,))).text
    assert text.startswith("WEBVTT\n\n")
    assert text.endswith("\n")
    return text[len("WEBVTT\n\n") : -1].replace("00:00:01.000 --> 00:00:02.000", "T")


@pytest.mark.parametrize(
    "text, expected",
    [
        ("a &amp; b", (Run("a & b"),)),
        ("<i>a</i>b", (Run("a", Style(italic=True)), Run("b"))),
        ("<v.loud Bob>a</v>b", (Run("a", speaker="Bob"), Run("b"))),
        ("<lang de>a</lang>", (Run("a", language="de"),)),
        ("<c.yellow>a</c>", (Run("a", Style(color="#ffff00")),)),
        (
            "<ruby>a<b>b</b><rt>c</rt>d<rt>e</ruby>f",
            (Run("ab", ruby="c"), Run("d", ruby="e"), Run("f")),
        ),
        ("a<00:01.500>b", (Run("ab"),)),
        ("<x>a</x>", (Run("a"),)),
    ],
)
def test_cue_text_becomes_runs(text: str, expected: tuple[Run, ...]) -> None:
    assert read(text).events[0].runs == expected


@pytest.mark.slow
def test_tags_may_nest_without_end() -> None:
    (event,) = read("<i>" * 50_000 + "a").events
    assert event.runs == (Run("a", Style(italic=True)),)


@pytest.mark.parametrize(
    "settings, expected",
    [
        ("", Placement()),
        ("line:0", Placement(vertical="top")),
        ("line:10%", Placement(vertical="top", y_percent=10)),
        ("line:90%,end", Placement(vertical="bottom", y_percent=90)),
        ("line:50%,center", Placement(vertical="middle")),
        ("align:start position:0%", Placement("left")),
        ("align:right position:80%", Placement("right", x_percent=80)),
        ("position:30%,line-left", Placement("left", x_percent=30)),
        ("vertical:rl line:20%", Placement(vertical="bottom", x_percent=20, writing="rl")),
        ("vertical:rl line:80%,end", Placement(vertical="top", x_percent=80, writing="rl")),
        ("vertical:rl line:0%", Placement(vertical="bottom", writing="rl")),
        ("vertical:lr line:20%", Placement(vertical="top", x_percent=20, writing="lr")),
        ("vertical:rl line:1", Placement(vertical="top", writing="rl", row=1)),
        ("line:1", Placement(vertical="top", row=1)),
        ("line:-2", Placement(row=1)),
        ("line:99", Placement(vertical="top", row=17)),
    ],
)
def test_settings_become_a_placement(settings: str, expected: Placement) -> None:
    (event,) = read("a", settings).events
    assert event.placement == expected


@pytest.mark.parametrize(
    "settings",
    [
        "",
        " line:0",
        " line:10%",
        " line:90%,end",
        " line:50%,center",
        " align:left",
        " vertical:lr",
        " line:10% position:20% align:left",
        " vertical:rl line:20%",
    ],
)
def test_settings_are_written_as_they_were_read(settings: str) -> None:
    assert write(Run("a"), place=read("a", settings).events[0].placement) == f"T{settings}\na"


def test_a_region_becomes_the_nearest_place_and_a_loss() -> None:
    timeline = read("a", "region:r", "REGION\nid:r\nviewportanchor:0%,10%\n\n")
    assert timeline.events[0].placement == Placement(vertical="top")
    assert [loss.kind for loss in timeline.losses] == ["region"]


def test_style_sheets_and_word_times_are_losses() -> None:
    timeline = read("<00:01.500><c.big>a", "size:50%", "STYLE\n::cue {}\n\n")
    kinds = {loss.kind for loss in timeline.losses}
    assert kinds == {"word times", "style class", "width of the text", "style sheet"}


def test_looks_are_written_as_tags() -> None:
    bold = Style(bold=True, color="#ff0000")
    shown = write(Run("a", bold, "Tom & <J>", "de"), Run("b", speaker="Tom & <J>"))
    assert shown == ("T\n<v Tom &amp; &lt;J&gt;><lang de><c.red><b>a</b></c></lang>b</v>")


def test_ruby_is_written_beside_its_text() -> None:
    assert write(Run("a"), Run("b", ruby="c")) == "T\na<ruby>b<rt>c</rt></ruby>"


def test_what_would_be_markup_is_escaped() -> None:
    assert write(Run("<i> & --> &lt;")) == "T\n&lt;i&gt; &amp; --&gt; &amp;lt;"


def test_other_colours_and_strikes_are_losses() -> None:
    run = Run("a", Style(strike=True, color="#123456"))
    losses = webvtt.write(Timeline((Event(0, 1, (run,)),))).losses
    assert [loss.kind for loss in losses] == ["struck-out text", "text colour"]


@pytest.mark.parametrize(
    "identifier, written",
    [("7", "7\n"), ("a\nb", "a b\n"), ("NOTE x", ""), ("a-->b", ""), (" ", "")],
)
def test_identifiers_are_written_where_they_can_be(identifier: str, written: str) -> None:
    assert write(Run("a"), identifier=identifier) == f"{written}T\na"


def test_an_identifier_is_written_once() -> None:
    written = webvtt.write(
        Timeline(
            (Event(0, 1, (Run("a"),), identifier="x"), Event(1, 2, (Run("b"),), identifier="x"))
        )
    )
    assert written.text.count("x\n") == 1
    assert [loss.kind for loss in written.losses] == ["cue identifier"]


def test_a_timeline_without_events_is_a_file() -> None:
    assert webvtt.write(Timeline(())).text == "WEBVTT\n"


@pytest.mark.parametrize(
    "place, settings, losses",
    [
        (Placement(x_percent=3.12), "position:15%", ["exact placement"]),
        (Placement("left", x_percent=97), "position:70% align:left", ["exact placement"]),
        (Placement("right", x_percent=97), "position:97% align:right", []),
        (Placement(y_percent=130), "line:100%,end", ["place outside the picture"]),
        (Placement(x_percent=-5), "position:15%", ["place outside the picture"]),
        (Placement(x_percent=float("nan")), "", []),
    ],
)
def test_a_box_has_room_for_text(place: Placement, settings: str, losses: list[str]) -> None:
    written = webvtt.write(Timeline((Event(0, 1, (Run("a"),), place),)))
    assert written.text.split("\n")[2].partition("00:00:00.001")[2].strip(" ") == settings
    assert [loss.kind for loss in written.losses] == losses
