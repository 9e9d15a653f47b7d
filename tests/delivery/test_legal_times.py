"""Times that nobody could read or that run backwards are written as readers take them, and named."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse
from tests.delivery.delivering import delivered

WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]
BACKWARDS = Timeline(
    (
        Event(1000, 3000, (Run("One"),)),
        Event(5000, 4000, (Run("Two"),)),
        Event(60_000, 7000, (Run("Three"),)),
        Event(62_000, 63_000, (Run("Four"),)),
    )
)
TTML = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div{}>{}</div></body></tt>'
# A time of each format that is no time, and in how many places.
UNREADABLE = {
    "a.srt": ("1\n00:00:xx,000 --> 00:00:03,000\nOne\n\n2\n00:00:04,000 -->\nTwo\n", 2),
    "a.vtt": ("WEBVTT\n\n00:NaN.000 --> 00:03.000\nOne\n\n00:04.000 --> 00:06.000\nTwo\n", 1),
    "a.sbv": ("0:00:xx.000,0:00:03.000\nOne\n\n0:00:04.000,0:00:06.000\nTwo\n", 1),
    "a.ass": (
        "[V4+ Styles]\n[Events]\nFormat: Start, End, Text\nDialogue: x,0:00:03.00,One\nDialogue: 0:00:04.00,0:00:06.00,Two\n",
        1,
    ),
    "a.json": (
        '{"cues": [{"startMs": "x", "endMs": 3000, "text": "One"}, {"startMs": 4000, "endMs": 6000, "text": "Two"}]}',
        1,
    ),
    "begin.ttml": (TTML.format("", '<p begin="x" end="3s">One</p><p begin="4s" end="6s">Two</p>'), 1),
    "end.ttml": (TTML.format("", '<p begin="1s" end="x">One</p><p begin="4s" dur="y">Two</p>'), 2),
    "around.ttml": (TTML.format(' begin="x"', '<p begin="1s" end="3s">One</p>'), 1),
    "a.smi": ("<SAMI><BODY><SYNC Start=x><P>One<SYNC Start=4000><P>Two</BODY></SAMI>", 1),
    "a.srv1": ('<transcript><text start="x" dur="2">One</text><text start="4" dur="2">Two</text></transcript>', 1),
    "a.tsv": ("start\tend\ttext\nx\t3000\tOne\n4000\t6000\tTwo\n", 1),
    "a.stl": ("00:00:01:00 , 00:00:03:00 , One\n00:xx:04:00 , 00:00:06:00 , Two\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize("source", WRITTEN)
def test_what_ends_before_it_starts_is_turned_and_named(source: str, target: str) -> None:
    text = FORMATS[source].write(BACKWARDS).text
    if source == "webvtt":  # whose writer has made them legal
        text = text.replace("05.001", "04.000").replace("01:00.001", "00:07.000")
    document = parse(Source.of(text), source)
    written = convert(document, target)
    again = FORMATS[target].to_timeline(parse(Source.of(written.text), target))
    found = [(event.start_ms, event.end_ms, event.text) for event in again.events]
    usual = [(1000, 3000, "One"), (62_000, 63_000, "Four")]
    if source == "ttml":  # there text lasts no time, and is none that is shown
        assert found == usual
    else:
        turned = [(4000, 5000, "Two"), (60_000, 62_000, "Three")]
        assert sorted(found) == sorted([*usual, *turned])
        named = {loss.kind: loss.number for loss in written.losses}
        assert named["end before the start"] == 2


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize("name", UNREADABLE)
def test_a_time_that_cannot_be_read_is_a_loss(name: str, target: str) -> None:
    text, number = UNREADABLE[name]
    document = parse(Source.of(text, name))
    named = {loss.kind: loss.number for loss in convert(document, target).losses}
    assert named["time that cannot be read"] == number


def test_what_has_no_time_has_none_that_cannot_be_read() -> None:
    text = TTML.format("", '<p>One</p><p begin="4s" end="6s">Two</p>')
    written = convert(parse(Source.of(text, "a.ttml")), "srt")
    assert [loss.kind for loss in written.losses] == ["cue without an end"]


@pytest.mark.parametrize("preset", ["youtube", "html5", "ard-orf-srf-zdf"])
def test_a_delivery_runs_forwards_and_names_its_guesses(preset: str) -> None:
    made = delivered(FORMATS["srt"].write(BACKWARDS).text, preset, "warn-only", "a.srt")
    cues = parse(Source.of(made.output), FORMATS_OF[preset]).cues
    assert [cue.start_ms <= cue.end_ms for cue in cues] == [True] * 4
    assert made.delivery_status == "needs_attention"
    guessed = [fix.cue for fix in made.report.fixes if fix.code == "negative_duration" and fix.cue]
    assert guessed == [2, 3]


FORMATS_OF = {"youtube": "srt", "html5": "webvtt", "ard-orf-srf-zdf": "ttml"}


def test_text_that_lasts_no_time_is_named_in_webvtt_which_has_no_such_cue() -> None:
    text = "1\n00:00:01,000 --> 00:00:01,000\nOne\n"
    written = convert(parse(Source.of(text, "a.srt")), "webvtt")
    assert "00:00:01.000 --> 00:00:01.001" in written.text
    assert [loss.kind for loss in written.losses] == ["cue that is never shown"]


@pytest.mark.parametrize(("target", "hours"), [("webvtt", 9999), ("ttml", 9999), ("srt", 999)])
def test_hours_are_kept_as_far_as_readers_agree(target: str, hours: int) -> None:
    for hour, expected in ((hours, []), (hours + 1, ["time out of range"])):
        start_ms = hour * 3_600_000
        written = FORMATS[target].write(
            Timeline((Event(start_ms, start_ms + 1000, (Run("One"),)),))
        )
        kinds = [loss.kind for loss in written.losses]
        assert kinds[:1] == (expected if target != "ttml" else [])


def test_times_ten_seconds_apart_are_exchanged_and_no_more() -> None:
    text = "1\n00:00:{},000 --> 00:00:{},{}\nOne\n"
    for end, expected in (("05", (5000, 15_000)), ("04", (15_000, 17_000))):
        document = parse(
            Source.of(text.format("15", end, "000" if end == "05" else "999"), "a.srt")
        )
        event = (
            FORMATS["sbv"]
            .to_timeline(parse(Source.of(convert(document, "sbv").text), "sbv"))
            .events[0]
        )
        assert (event.start_ms, event.end_ms) == expected
