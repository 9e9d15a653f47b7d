"""A cue that shows no text is named where it is left out, and is left out where readers refuse or drop it."""

from __future__ import annotations

import pysubs2
import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Run, Timeline
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.presets import load, names
from tests.delivery.delivering import delivered

WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]
KEPT = ("ass", "json")  # whose readers show nothing for it, and take what follows as it is
EMPTY = ("", " ", "\u00a0", "\u200b", "\n")


def timeline(*texts: str) -> Timeline:
    return Timeline(
        tuple(
            Event(2000 * at, 2000 * at + 1000, (Run(text),) if text else (), cue=at)
            for at, text in enumerate(texts, 1)
        )
    )


def shown(text: str, format: str) -> list[str]:
    return [
        event.text for event in FORMATS[format].to_timeline(parse(Source.of(text), format)).events
    ]


@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize("target", WRITTEN)
def test_a_cue_without_text_is_written_or_named(target: str, empty: str) -> None:
    for texts in ((empty, "Two"), ("One", empty, "Three"), ("One", empty)):
        written = FORMATS[target].write(timeline(*texts))
        expected = [] if target in KEPT else ["cue without text"]
        assert [loss.kind for loss in written.losses] == expected
        if target not in KEPT:
            assert shown(written.text, target) == [text for text in texts if text != empty]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n\n3\n00:00:05,000 --> 00:00:06,000\n<i></i>\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n\nNOTE kept\n\n00:03.000 --> 00:04.000\nTwo\n\n00:05.000 --> 00:06.000\n&nbsp;\n"),
        ("a.sbv", "0:00:01.000,0:00:02.000\n\n0:00:03.000,0:00:04.000\nTwo\n\n0:00:05.000,0:00:06.000\n \n"),
        ("a.json", '{"cues": [{"startMs": 1000, "endMs": 2000, "lines": []}, {"startMs": 3000, "endMs": 4000, "text": "Two"}, {"startMs": 5000, "endMs": 6000, "text": " "}]}'),
    ],
)  # fmt: skip
def test_such_a_file_is_delivered_without_it_and_somebody_is_asked_to_look(
    name: str, text: str
) -> None:
    document = parse(Source.of(text, name))
    for target in set(WRITTEN) - set(KEPT):
        written = convert(document, target)
        assert shown(written.text, target) == ["Two"]
        assert ("cue without text", 2) in [(loss.kind, loss.number) for loss in written.losses]
    for preset in {load(preset).output: preset for preset in names()}.values():
        output = load(preset).output
        if output in KEPT:
            continue
        made = delivered(text, preset, "auto-split-cps", name)
        assert shown(made.output, output) == shown(made.aided_output, output) == ["Two"]
        assert [fix.places for fix in made.report.fixes if fix.loss == "cue without text"] == [2]
        assert made.delivery_status == "needs_attention"
        assert ("NOTE kept" in made.output) == (name == "a.vtt" and output == "webvtt")


def test_a_drawing_is_no_text_that_was_lost() -> None:
    text = (
        "[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\nFormat: Start, End, Text\n"
        "Dialogue: 0:00:01.00,0:00:02.00,{\\p1}m 0 0 l 1 1{\\p0}\nDialogue: 0:00:03.00,0:00:04.00,Two\n"
    )
    written = convert(parse(Source.of(text, "a.ass")), "srt")
    assert shown(written.text, "srt") == ["Two"]
    assert [loss.kind for loss in written.losses] == ["drawing"]


@pytest.mark.parametrize("preset", ["youtube", "html5", "lms", "developer-json"])
def test_of_a_file_without_any_text_nothing_is_delivered(preset: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\n<b> </b>\n"
    made = delivered(text, preset, "auto-split-cps", "a.srt")
    assert (made.output, made.delivery_status) == ("", "failed")
    assert made.report.reason == "none of its cues shows text"


@pytest.mark.parametrize("target", ["srt", "sbv", "webvtt"])
@pytest.mark.parametrize("separator", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
def test_what_some_readers_take_for_a_line_end_becomes_one(separator: str, target: str) -> None:
    written = FORMATS[target].write(timeline(f"One {separator}two", "Three"))
    assert shown(written.text, target) == ["One\ntwo", "Three"]
    assert [loss.kind for loss in written.losses] == ["control character"]
    preset = {load(preset).output: preset for preset in names()}.get(target)
    if preset:
        name = f"a{FORMATS[target].traits.usual_suffix}"
        raw = FORMATS[target].write(timeline("One two", "Three")).text
        made = delivered(raw.replace("One two", f"One{separator}two"), preset, "warn-only", name)
        assert separator not in made.output
        assert "control character" in [fix.loss for fix in made.report.fixes]


def test_a_cue_that_is_left_out_leaves_the_sign_after_it_a_sign() -> None:
    text = (
        '{"cues": [{"startMs": 1000, "endMs": 2000, "lines": []}, '
        '{"startMs": 3000, "endMs": 4500, "text": "Sign", "dialogue": false}, '
        '{"startMs": 4000, "endMs": 6000, "text": "Spoken"}]}'
    )
    made = delivered(text, "youtube", "layout-preserve-breaks", "a.json")
    # What is no dialogue ends where its author ended it.
    assert "00:00:03,000 --> 00:00:04,500\nSign" in made.aided_output
    assert "Spoken" in made.aided_output


def test_a_line_with_two_times_is_delivered_so_that_no_reader_begins_a_cue() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nOne\n00:00:09,000 - 00:00:07,000\n"
    made = delivered(text, "youtube", "warn-only", "a.srt")
    assert "00:00:09,000 - " not in made.output
    assert "text that reads as a timing line" in [fix.loss for fix in made.report.fixes]


# Lines of a text, and whether a reader of SRT and one of WebVTT takes them for the times of a cue.
TWO_TIMES = {
    "0:00:01.00,0:00:02.00": (True, True),
    "From 0:00:01.000 to 0:00:02.000": (True, True),
    "00:01.00 00:02.00": (False, True),
    "0:00:01.00 0:00:02.00 0:00:03.00": (False, False),
    "from 1:02.3 to 4:05.6": (False, False),
}


@pytest.mark.parametrize("line", TWO_TIMES)
@pytest.mark.parametrize(("target", "format"), [("srt", "srt"), ("webvtt", "vtt")])
def test_two_times_are_parted_only_where_a_reader_takes_them_for_those_of_a_cue(
    target: str, format: str, line: str
) -> None:
    text = f"Hello\n{line}\nthere"
    written = FORMATS[target].write(timeline(text)).text
    is_taken = TWO_TIMES[line][target == "webvtt"]
    assert (text not in written) is is_taken
    assert len(pysubs2.SSAFile.from_string(written, format_=format)) == 1
    head = "WEBVTT\n\n" if target == "webvtt" else ""
    point = "." if target == "webvtt" else ","
    bare = f"{head}1\n00:00:01{point}000 --> 00:00:02{point}000\n{text}\n"
    assert (len(pysubs2.SSAFile.from_string(bare, format_=format)) > 1) is is_taken
