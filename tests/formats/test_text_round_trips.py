"""Times and visible text survive the way through SRT, WebVTT and SBV, whatever the text looks like."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats import FORMATS, parse
from tests.sampling import examples

WRITTEN = ("srt", "webvtt", "sbv")
PIECES = (
    "Good evening",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\r",
    "1",
    "2",
    "42",
    "&",
    "&amp;",
    "<",
    ">",
    "<i>",
    "</i>",
    "<b",
    "br>",
    "<br>",
    "<00:01.000>",
    "{",
    "{\\an8}",
    "\\",
    "}",
    "-->",
    "--",
    "-",
    "->",
    "→",
    "00:00:01,000 --> 00:00:02,000",
    "00:00:01.000 --> 00:00:02.000",
    "0:00:01.000,0:00:02.000",
    "0:00:01.000,",
    "00:01",
    "[br]",
    "[INFORMATION]",
    "NOTE",
    "STYLE",
    "WEBVTT",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "é",
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=20)
STYLES = st.builds(
    Style,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "#ffff00", "#123456", "#12345678"]),
)
RUNS = st.lists(
    st.builds(
        Run,
        TEXTS,
        STYLES | st.just(Style()),
        st.sampled_from(["", "Bob", "Tom & <Jerry>"]),
        st.sampled_from(["", "en"]),
        st.sampled_from(["", "", "ruby"]),
    ),
    max_size=3,
).map(tuple)
PLACES = st.builds(
    Placement,
    st.sampled_from(["left", "center", "right"]),
    st.sampled_from(["top", "middle", "bottom"]),
    st.none() | st.floats(0, 100),
    st.none() | st.floats(0, 100),
    st.sampled_from(["", "", "rl", "lr"]),
)
EVENTS = st.builds(
    Event,
    st.integers(0, 400_000_000),
    st.integers(0, 400_000_000),
    RUNS,
    PLACES,
    st.sampled_from(["", "7", "id", "-->", "NOTE", "a\nb", "00:01.000"]),
)
TIMELINES = st.lists(EVENTS, max_size=4).map(lambda events: Timeline(tuple(events)))
# What writers put in place of what a format cannot say; each is named as a loss.
SUBSTITUTES = str.maketrans(
    {
        "‹": "<",
        "›": ">",
        "(": "{",
        ")": "}",
        "[": "{",
        "]": "}",
        "➔": "→",
        "\u00a0": None,
        "\u2060": None,
        "\ufffd": "\0",
    }
)


def visible(text: str) -> str:
    """A text with everything alike that a writer may change, in a way that it names."""
    text = text.translate(SUBSTITUTES).replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    text = re.sub("[\x01-\x08\x0e-\x1b\ufffe\uffff]", "", text.replace("\x1f", " "))
    text = re.sub("[-→\u2010-\u2015\u2212=>]+[ \t]?", "→", text)
    lines = (re.sub("[ \t]+", " ", line).strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def through(timeline: Timeline, name: str) -> Timeline:
    """What a format reads of what it has written."""
    written = FORMATS[name].write(timeline)
    document = parse(Source.of(written.text), name)
    again: Timeline = FORMATS[name].to_timeline(document)
    return again


def shown(timeline: Timeline, *names: str) -> list[tuple[int, int, str]]:
    """Times and visible text; where WebVTT is on the way, nothing lasts less than a millisecond."""
    has_shortest = "webvtt" in names
    return [
        (
            event.start_ms,
            max(event.end_ms, event.start_ms + 1) if has_shortest else event.end_ms,
            visible(event.text),
        )
        for event in timeline.events
    ]


def arriving(timeline: Timeline, name: str) -> Timeline:
    """What of a timeline arrives in a format: some leave out what shows nothing, some are read in the order of time."""
    events = timeline.events
    if name in ("sbv", "srt", "ttml", "webvtt"):
        events = tuple(event for event in events if not shows_nothing(event.text))
    if FORMATS[name].traits.cues_in_any_order:
        events = tuple(sorted(events, key=lambda event: event.start_ms))
    return timeline._replace(events=events)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", WRITTEN)
@given(timeline=TIMELINES)
@settings(max_examples=examples(80), deadline=None)
@example(Timeline((Event(0, 1, (Run("<"), Run("i>", Style(bold=True)), Run(" x"))),)))
@example(Timeline((Event(0, 1, (Run("2\n00:00:01,000 --> 00:00:02,000\nx"),)), Event(1, 2, ()))))
@example(Timeline((Event(0, 1, (Run("0:00:01.000,0:00:02.000"),)), Event(1, 2, (Run("[br]"),)))))
@example(Timeline((Event(0, 1, (Run("a\n\n\nb"),)), Event(1, 2, (Run("\n \n"),)))))
def test_a_format_reads_the_times_and_text_that_it_wrote(name: str, timeline: Timeline) -> None:
    assert shown(through(timeline, name), name) == shown(arriving(timeline, name), name)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", WRITTEN)
@given(timeline=TIMELINES)
@settings(max_examples=examples(40), deadline=None)
def test_writing_again_loses_nothing_more(name: str, timeline: Timeline) -> None:
    once = through(timeline, name)
    write = FORMATS[name].write
    assert write(through(once, name)).text == write(once).text


@pytest.mark.sampled(3)
@pytest.mark.parametrize(
    "path", [("srt", "webvtt", "srt"), ("webvtt", "srt", "webvtt"), ("srt", "sbv", "srt")]
)
@given(timeline=TIMELINES)
@settings(max_examples=examples(50), deadline=None)
def test_the_way_there_and_back_keeps_times_and_text(
    path: tuple[str, ...], timeline: Timeline
) -> None:
    first = start = through(timeline, path[0])
    for name in path[1:]:
        start = through(start, name)
    assert shown(start, *path) == shown(first, *path)


@given(timeline=TIMELINES)
@settings(max_examples=examples(50), deadline=None)
def test_webvtt_keeps_speakers_languages_and_annotations(timeline: Timeline) -> None:
    def attributed(event: Event) -> set[tuple[str, str, str]]:
        return {
            (run.speaker, run.language, run.ruby)
            for run in event.runs
            if re.search("[A-Za-z]", run.text)
        }

    again = through(timeline, "webvtt")
    for before, after in zip(arriving(timeline, "webvtt").events, again.events, strict=True):
        assert attributed(before) == attributed(after)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_parser_has_nothing_to_say_of_what_was_written(name: str) -> None:
    runs = (Run("Tom & "), Run("Jerry", Style(italic=True)), Run("\n5 > 3 < 4"))
    timeline = Timeline((Event(0, 1500, runs), Event(1500, 3_600_000, (Run("1984"),))))
    written = FORMATS[name].write(timeline)
    assert parse(Source.of(written.text), name).problems == []
