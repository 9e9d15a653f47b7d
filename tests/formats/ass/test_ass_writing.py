"""What is written as ASS, and that it reads as what it was written from."""

from __future__ import annotations

import pysubs2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import ass, parse
from tests.sampling import examples

# What no format should hold, and a line end that is written as another one.
NOT_WRITTEN = "".join(map(chr, (*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF)))
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("\\\\{}Nnhpqrk ,;\n\u2060\u00a0&<>-1")),
        st.characters(exclude_characters=NOT_WRITTEN, exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=20,
)
STYLES = st.builds(
    Style,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "#ff0000", "#00ff0080", "#ffffff40", "#0a0b0c"]),
)
NONE = st.just("")
RUNS = st.lists(st.builds(Run, TEXTS, STYLES, NONE, NONE, NONE), max_size=4)
PERCENT = st.none() | st.integers(0, 100)


def merged(runs: list[Run]) -> tuple[Run, ...]:
    result: list[Run] = []
    for run in runs:
        if result and result[-1].style == run.style:
            result[-1] = result[-1]._replace(text=result[-1].text + run.text)
        else:
            result.append(run)
    return tuple(result)


@settings(deadline=None, max_examples=examples(200))
@given(RUNS, st.integers(0, 10**8), st.integers(0, 10**6))
@example([Run("C:\\"), Run("New{", Style(italic=True))], 59_996, 10)
@example([Run(" [Events]\nDialogue: 0,0:00:01.00,,\n; x ")], 0, 0)
def test_text_looks_and_times_survive(runs: list[Run], start_ms: int, length_ms: int) -> None:
    end_ms = start_ms + length_ms
    first = Event(start_ms, end_ms, tuple(runs))
    written = ass.write(Timeline((first, Event(end_ms, end_ms + 1000, (Run("x"),)))))
    document = ass.parse(Source.of(written.text))
    back = ass.to_timeline(document).events
    assert document.problems == []
    assert back[0].runs == merged(runs)
    assert abs(back[0].start_ms - start_ms) <= 5
    assert abs(back[0].end_ms - end_ms) <= 5
    assert back[0].end_ms == back[1].start_ms, "touching cues stay touching"


@settings(deadline=None, max_examples=examples(100))
@given(
    st.sampled_from(["left", "center", "right"]),
    st.sampled_from(["top", "middle", "bottom"]),
    PERCENT,
)
def test_places_survive(align: str, vertical: str, percent: int | None) -> None:
    placement = Placement(align, vertical, percent, percent)
    written = ass.write(Timeline((Event(0, 1000, (Run("x"),), placement, layer=3),)))
    (event,) = ass.to_timeline(ass.parse(Source.of(written.text))).events
    if (align, percent) in (("left", 5), ("right", 95)):
        placement = placement._replace(x_percent=None)  # the usual margins
    assert event.placement == placement
    assert event.layer == 3
    assert event.dialogue


@pytest.mark.parametrize(
    "ms, shown",
    [
        (59_994, "0:00:59.99"),
        (59_996, "0:01:00.00"),
        (5, "0:00:00.01"),
        (36_000_000, "10:00:00.00"),
    ],
)
def test_milliseconds_are_rounded_once_and_carried(ms: int, shown: str) -> None:
    written = ass.write(Timeline((Event(ms, ms, (Run("x"),)),)))
    assert f",{shown},{shown}," in written.text


def test_a_script_is_whole() -> None:
    run = Run("A {b}", Style(italic=True), "Bob, Jr.")
    written = ass.write(Timeline((Event(1000, 2000, (run,)),), "en", "A talk"))
    document = ass.parse(Source.of(written.text))
    assert written.text.startswith(
        "[Script Info]\nScriptType: v4.00+\nTitle: A talk\nLanguage: en\n"
    )
    assert written.text.endswith(",Default,Bob; Jr.,0,0,0,,{\\i1}A \\{b\\}\n")
    assert "\r" not in written.text
    assert document.problems == []
    assert document.language == "en"
    assert ass.to_timeline(document).title == "A talk"


def test_what_cannot_be_held_is_named_once_for_each_kind() -> None:
    runs = (Run("a", speaker="Anna", ruby="r"), Run("b", speaker="Bob", language="fr"))
    event = Event(0, 3, runs, Placement(writing="rl"), identifier="intro", cue=1)
    losses = ass.write(Timeline((event, event))).losses
    assert {loss.kind: (loss.number, loss.cue) for loss in losses} == dict.fromkeys(
        (
            "cue identifier",
            "change of speaker",
            "ruby annotation",
            "language of a passage",
            "vertical text",
            "cue too short for hundredths",
        ),
        (2, 1),
    )


def test_pysubs2_reads_what_is_written() -> None:
    event = Event(1000, 2500, (Run("One\nand "), Run("two", Style(bold=True))))
    subtitles = pysubs2.SSAFile.from_string(ass.write(Timeline((event,))).text)
    assert [(line.start, line.end, line.plaintext) for line in subtitles] == [
        (1000, 2500, "One\nand two")
    ]


PIECES = (
    "[Script Info]", "[V4+ Styles]", "[V4 Styles]", "[Events]", "[Fonts]", "[x]", "\n", "\r\n", "\r",
    "Format: ", "Layer, Start, End, Style, Text", "End, Start, Text, Actor", "Style: ", "Default,Arial",
    "Dialogue: ", "Comment: ", "0,", "0:00:01.00,", "00:00:02.5,", "-1:1:1.1,", "0:00:01,50,", "Default,",
    ",", "{", "}", "\\", "\\N", "{\\p1}", "{\\pos(1,2)}", "{\\rX}", "; ", "!:", "WrapStyle: 2", "\ufeff", "\0", " ",
)  # fmt: skip


@settings(deadline=None, max_examples=examples(300))
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_is_read_is_tiled_and_can_be_written(text: str) -> None:
    document = ass.parse(Source.of(text, "talk.ass"))
    position = 0
    for start, end in document.tiles():
        assert start == position < end
        position = end
    assert position == len(text)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    timeline = ass.to_timeline(document)
    written = ass.write(timeline)
    again = ass.to_timeline(ass.parse(Source.of(written.text)))
    assert [event.text for event in again.events] == [event.text for event in timeline.events]
    assert [event.text for event in timeline.events] == list(map(document.plain, document.cues))


EVENTS = "[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,0:00:01.00,0:00:03.00,Default,One\n"


@pytest.mark.parametrize(
    "styles, kept",
    [
        ("[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n", True),
        ("[v4+ styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n", True),
        ("[V4 Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n", False),
        ("[V4++ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n", False),
        ("", False),
    ],
)
def test_a_script_of_the_current_version_stays_as_it_is(styles: str, kept: bool) -> None:
    text = f"[Script Info]\nTitle: x\n\n{styles}{EVENTS}"
    written = convert(parse(Source.of(text, "a.ass")), "ass").text
    assert (written == text) is kept
    assert "[v4+ styles]" in written.lower()
    assert "One" in written
