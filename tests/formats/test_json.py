from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats import json as module
from tests.formats.test_contract import assert_well_formed
from tests.growth import assert_linear
from tests.sampling import examples

CASES = Path(__file__).parent / "json"


def read(text: str) -> Document:
    document = module.parse(Source.of(text, "talk.json"))
    assert_well_formed(document)
    return document


def case(name: str) -> Document:
    return read((CASES / name).read_bytes().decode())


def cue(members: str) -> str:
    return f'{{"cues": [{{{members}}}]}}'


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def test_a_timeline_is_read_with_the_place_of_its_times_and_its_text() -> None:
    document = case("pretty.json")
    text = document.source.text
    first = document.cues[0]
    assert (first.start_ms, first.end_ms, first.identifier) == (1000, 2500, "1")
    assert document.raw(first) == '"Good evening."'
    assert document.plain(first) == "Good evening."
    start, end = document.time_spans(first)
    assert (text[start.start : start.end], text[end.start : end.end]) == ("1000", "2500")
    assert text[first.block_start] == "{"


def test_other_names_for_times_and_text_are_read() -> None:
    document = read(cue('"text": "Hi\\nyou", "end_ms": 20, "start": 10'))
    assert not document.problems
    only = document.cues[0]
    assert (only.start_ms, only.end_ms, document.plain(only)) == (10, 20, "Hi\nyou")
    start, end = document.time_spans(only)
    assert document.source.text[start.start : start.end] == "10"
    assert document.source.text[end.start : end.end] == "20"


def test_escapes_are_decoded_and_half_a_pair_is_replaced() -> None:
    document = read(cue(r'"startMs":0,"endMs":1,"lines":["\u00e9\ud83d\ude00\ud83d \"\\n\" \/"]'))
    assert document.plain(document.cues[0]) == 'é😀\ufffd "\\n" /'
    assert not document.problems


def test_angle_brackets_in_json_are_text() -> None:
    document = read(cue('"startMs":0,"endMs":1,"lines":["<i>a</i> &amp; {\\\\an8}"]'))
    assert document.plain(document.cues[0]) == "<i>a</i> &amp; {\\an8}"
    assert document.tags(document.cues[0]) == []


def test_an_error_costs_only_its_own_cue() -> None:
    document = case("damaged.json")
    assert [document.plain(cue) for cue in document.cues] == ["one", "three", "four"]
    assert set(codes(document)) == {"json_syntax"}


def test_a_file_that_breaks_off_keeps_its_cues() -> None:
    whole = (CASES / "pretty.json").read_text(encoding="utf-8")
    document = read(whole[: whole.index("4500")])
    assert [document.plain(cue) for cue in document.cues] == ["Good evening."]
    assert "json_syntax" in codes(document)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "007", "+5", ".5", "5.", "1e"])
def test_what_only_looks_like_a_number_is_reported(number: str) -> None:
    document = read(cue(f'"startMs": {number}, "endMs": 9000, "lines": ["a"]'))
    assert "json_syntax" in codes(document)
    assert len(document.cues) == 1


@pytest.mark.parametrize("number", ["9" * 5000, "1e400", "1e99", "-1e99", "0." + "1" * 9000])
def test_numbers_out_of_all_bounds_cost_nothing(number: str) -> None:
    document = read(cue(f'"startMs": 0, "endMs": {number}, "lines": ["a"]'))
    assert document.problems
    assert abs(document.cues[0].end_ms) < 10**15


def test_a_time_that_cannot_be_read_is_a_guess() -> None:
    document = read(cue('"startMs": "now", "endMs": 900, "lines": ["a"]'))
    assert document.guessed == {1}
    assert codes(document) == ["json_schema"]


def test_a_negative_time_is_reported_as_such() -> None:
    document = read(cue('"startMs": -5, "endMs": 900, "lines": ["a"]'))
    assert codes(document) == ["negative_timestamp"]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"cues":' + "[" * 100_000, '{"a":' * 100_000])
def test_deep_nesting_is_reported_and_not_followed(text: str) -> None:
    document = read(text)
    assert "json_syntax" in codes(document)


# What the file begins with, what is repeated, what it ends with, and how many characters are repeated.
HOSTILE = [
    ('{"cues":[', '{"index":[', "", 1_000_000),
    ('{"cues":[', '{"index":1,', "", 1_000_000),
    ('{"cues":[', "1,", "", 600_000),
    ('{"cues":[', ",", "", 1_000_000),
    ('{"cues":[{"text":"', "\\", "", 1_000_000),
    ('{"cues":[{"text":"', "a", '"}]}', 1_000_000),
    ('{"cues":[', '{"start":{"start":', "", 1_800_000),
    ("", '{"cues":["', "", 1_000_000),
    ("", "/*", "", 1_000_000),
    ("", '"', "", 1_000_001),
]


@pytest.mark.slow
@pytest.mark.parametrize("start, piece, end, size", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_read_in_linear_time(start: str, piece: str, end: str, size: int) -> None:
    assert_linear(lambda n: start + piece * n + end, read, size // len(piece) // 4)


def test_only_timelines_are_taken_for_captions() -> None:
    assert module.FORMAT.begins_file(b'\xef\xbb\xbf{\n "format": "captionpass-json"')
    assert module.FORMAT.begins_file(b'{"cues": [{"startMs": 1')
    assert module.FORMAT.begins_file('{"cues": [{"start_ms": 1'.encode("utf-16"))
    assert not module.FORMAT.begins_file(b'{"name": "captionpass-json", "version": "1.0.0"}')
    assert not module.FORMAT.begins_file(b'{"cues": [1, 2]}')
    assert not module.FORMAT.begins_file(b'[{"start": 1}]')


def test_looks_places_and_speakers_are_read() -> None:
    timeline = module.to_timeline(case("styled.json"))
    (event,) = timeline.events
    assert event.runs == (
        Run("Good\n", Style(italic=True)),
        Run("evening.", speaker="Ann"),
    )
    assert event.placement == Placement(vertical="top", x_percent=12.5)
    assert (event.layer, timeline.language) == (2, "en")


def test_runs_that_differ_from_the_lines_are_passed_over() -> None:
    text = (CASES / "styled.json").read_text(encoding="utf-8").replace('"Good", ', '"Fair", ')
    (event,) = module.to_timeline(read(text)).events
    assert event.runs == (Run("Fair\nevening."),)


def test_the_order_and_layout_of_what_is_written_are_fixed() -> None:
    timeline = Timeline((Event(0, 1500, (Run("Hi\n“you”"),)),))
    assert module.write(timeline).text == (
        '{\n  "format": "captionpass-json",\n  "version": 1,\n  "cues": [\n    {\n'
        '      "index": 1,\n      "startMs": 0,\n      "endMs": 1500,\n'
        '      "lines": [\n        "Hi",\n        "“you”"\n      ]\n    }\n  ]\n}\n'
    )


TEXT = st.text(st.characters(exclude_characters="\r", codec=None), min_size=1)
SHORT = st.text(max_size=8).filter(lambda text: text.isprintable())
STYLES = st.builds(
    Style,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(("", "#ff0000", "#00ff0080")),
)
PERCENT = st.none() | st.integers(-50, 150).map(lambda number: number / 2)
EVENTS = st.builds(
    Event,
    st.integers(0, 10**10),
    st.integers(0, 10**10),
    st.lists(st.builds(Run, TEXT, STYLES, SHORT, SHORT, SHORT), max_size=3).map(tuple),
    st.builds(
        Placement,
        st.sampled_from(("left", "center", "right")),
        st.sampled_from(("top", "middle", "bottom")),
        PERCENT,
        PERCENT,
        st.sampled_from(("", "rl", "lr")),
        st.integers(0, 30),
    ),
    SHORT,
    st.integers(-9, 9),
    st.booleans(),
    direction=st.sampled_from(("", "ltr", "rtl")),
)


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(EVENTS, max_size=4))
@example([Event(0, 1, (Run('"]}, {"index": 9, --> \u2028'),))])
def test_what_is_written_is_read_again(events: list[Event]) -> None:
    written = module.write(Timeline(tuple(events), "de-AT", 'The "title"'))
    assert not written.losses
    json.loads(written.text)
    document = read(written.text)
    assert not document.problems
    timeline = module.to_timeline(document)
    assert (timeline.language, timeline.title) == ("de-AT", 'The "title"')
    assert len(timeline.events) == len(events)
    for number, (event, again) in enumerate(zip(events, timeline.events, strict=True), 1):
        assert again.start_ms == event.start_ms
        assert again.end_ms == event.end_ms
        assert again.text == visible(event.text)
        assert again.placement == event.placement
        assert again.direction == event.direction
        assert (again.layer, again.dialogue) == (event.layer, event.dialogue)
        if event.identifier not in ("", str(number)):
            assert again.identifier == event.identifier
        if not has_halves(event.text):
            assert merged(again.runs) == merged(event.runs)
    assert module.write(timeline) == written


def merged(runs: Sequence[Run]) -> list[Run]:
    """Runs of the same look as one."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1][1:] == run[1:]:
            run = run._replace(text=found.pop().text + run.text)
        found.append(run)
    return found


def has_halves(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def visible(text: str) -> str:
    """Halves of surrogate pairs cannot be kept."""
    if not has_halves(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


FRAGMENTS = st.sampled_from(
    (
        '{"cues":[',
        '{"startMs":1',
        ',"endMs":2',
        ',"lines":["a"]',
        "}",
        "]",
        ",",
        '"',
        "\\",
        "\n",
        "[",
        "{",
    )
)


@settings(max_examples=examples(150), deadline=None)
@example('{"cues":[{"startMs":1,"endMs":2,"lines":["a"]}]}')
@example("{} []")
@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=30).map("".join))
def test_any_text_is_read_whole(text: str) -> None:
    document = read(text)
    try:
        json.loads(text, parse_constant=lambda name: int("not JSON"))
    except (ValueError, RecursionError):
        if text.strip(" \t\r\n"):
            assert "json_syntax" in codes(document)
    else:
        assert "json_syntax" not in codes(document)


def test_a_number_among_the_lines_is_text_and_named() -> None:
    document = read(cue('"startMs": 1, "endMs": 2, "lines": [7, "ok", 8.50]'))
    assert document.plain(document.cues[0]) == "7\nok\n8.50"
    assert codes(document) == ["json_schema", "json_schema"]
    timeline = module.to_timeline(document)
    assert (timeline.events[0].text, timeline.losses) == ("7\nok\n8.50", ())


def test_a_number_in_place_of_the_lines_is_text() -> None:
    document = read(cue('"startMs": 1, "endMs": 2, "text": 7'))
    assert document.plain(document.cues[0]) == "7"
    assert codes(document) == ["json_schema"]


def test_values_that_are_no_text_are_a_loss() -> None:
    document = read(cue('"startMs": 1, "endMs": 2, "lines": [["a"], null, "ok", true]'))
    assert document.plain(document.cues[0]) == "ok"
    losses = module.to_timeline(document).losses
    assert [tuple(loss) for loss in losses] == [("value that is no text", 2, '["a"]', 1)]


def test_a_cue_whose_end_cannot_be_read_is_shown_for_two_seconds() -> None:
    document = read(cue('"startMs": 1000, "endMs": null, "lines": ["a"]'))
    assert document.cues[0].end_ms == 3000
    assert document.guessed == {1}


def test_an_array_at_the_top_is_reported_to_who_insists_on_the_format() -> None:
    (problem,) = read('[{"start": 1, "end": 2, "text": "Hi"}]').problems
    assert problem.code == "json_schema"
    assert problem.message == 'the file is an array; expected an object with "cues"'
