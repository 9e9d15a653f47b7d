"""What stands beside the cues of a file is named, each thing by its kind."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.text import printable, quote
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import parse
from tests.delivery.delivering import delivered

CUE = "\n\n00:01.000 --> 00:03.000\nHello.\n"


def lost(text: str, name: str, target: str = "srt") -> dict[str, int]:
    return {loss.kind: loss.number for loss in convert(parse(Source.of(text, name)), target).losses}


@pytest.mark.parametrize(
    "header, expected",
    [
        ("WEBVTT", {}),
        ("WEBVTT\nLanguage: en", {}),
        ("WEBVTT A talk", {"comment": 1}),
        ("WEBVTT\nKind: captions\nLanguage: en", {"metadata": 1}),
        ("WEBVTT\nThese words nobody sees", {"text of no cue": 1}),
        (
            "WEBVTT - A talk\nKind: captions\nwords",
            {"comment": 1, "metadata": 1, "text of no cue": 1},
        ),
    ],
)
def test_what_stands_in_the_header_of_webvtt(header: str, expected: dict[str, int]) -> None:
    assert lost(header + CUE, "a.vtt") == expected


@pytest.mark.parametrize(
    "times, expected",
    [
        ("00:01.000 --> 00:03.000", {}),
        ("00:0x.000 --> 00:03.000", {"time that cannot be read": 1}),
        ("00:NaN.000 --> 00:03.000", {"time that cannot be read": 1}),
        (
            "Come in 00:01.000 --> 00:03.000",
            {"text beside the times": 1, "time that cannot be read": 1},
        ),
        ("00:01.000 --> later", {"text beside the times": 1, "time that cannot be read": 1}),
        ("00:01.000 --> 00:03.000 Come in", {"words beside the times": 1}),
    ],
)
def test_what_stands_on_a_timing_line(times: str, expected: dict[str, int]) -> None:
    assert lost(f"WEBVTT\n\n{times}\nHello.\n", "a.vtt") == expected


def test_a_title_is_lost_where_there_is_no_place_for_it() -> None:
    text = "[ti:Song]\n[00:01.00]Words\n[00:03.00]\n"
    assert lost(text, "a.lrc") == {"metadata": 1}
    assert lost(text, "a.lrc", "ttml") == {}


def test_the_further_times_of_a_line_that_is_sung_again_are_no_text() -> None:
    assert lost("[00:03.0][00:09.12]Twice\n[00:11.00]\n", "a.lrc") == {}


NUMBERED = (
    "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n{}\n00:00:03,000 --> 00:00:04,000\nTwo\n\n"
    "3\n00:00:05,000 --> 00:00:06,000\nThree\n"
)


@pytest.mark.parametrize("number", ["7up", "24/7", "cue2", "Catch22", "1984!", "Wonderful"])
@pytest.mark.parametrize("is_first", [True, False])
def test_words_in_the_place_of_a_number_are_kept_below_a_cue_and_named_above_all(
    number: str, is_first: bool
) -> None:
    text = NUMBERED.format(number)
    if is_first:
        text = text[text.index(number) :]
    document = parse(Source.of(text, "a.srt"), "srt")
    for target in ("srt", "webvtt", "ttml"):
        written = convert(document, target)
        # A number of the first cue has no text above that it could belong to.
        assert ("text of no cue" in [loss.kind for loss in written.losses]) == is_first
        assert (number in written.text) != is_first
    made = delivered(text, "youtube", "warn-only", "a.srt")
    assert ("text of no cue" in [fix.loss for fix in made.report.fixes]) == is_first
    assert (number in made.output) != is_first
    for line in made.output.split("\n\n"):
        assert line.split("\n")[0].isdecimal()


@pytest.mark.parametrize("number", ["2", "17", "2.", "#2", "(2)", "2a"])
def test_a_number_of_a_cue_is_no_loss(number: str) -> None:
    document = parse(Source.of(NUMBERED.format(number), "a.srt"))
    assert convert(document, "ttml").losses == ()


@pytest.mark.parametrize(
    "glued", ["Hello there", " Hello there", "Hello", ",Hello", "<i>Hello</i>"]
)
@pytest.mark.parametrize("target", ["webvtt", "srt", "ttml", "json"])
def test_words_glued_to_the_times_of_webvtt_become_text(glued: str, target: str) -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:03.000{glued}\nsecond line\n"
    written = convert(parse(Source.of(text, "a.vtt")), target)
    assert [loss.kind for loss in written.losses] == ["words beside the times"]
    (cue,) = (again := parse(Source.of(written.text), target)).cues
    assert not cue.settings or target == "json"  # which keeps looks there
    assert "Hello" in again.plain(cue)


def test_what_is_no_setting_is_not_written_as_one() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000line:0Hello align:start\nOne\n"
    written = convert(parse(Source.of(text, "a.vtt")), "webvtt")
    assert "00:00:03.000 align:start\n" in written.text
    assert [loss.kind for loss in written.losses] == ["text beside the times"]


@pytest.mark.parametrize("before", ["", " ", "<?xml version='1.0'?>"])
def test_a_comment_that_a_document_begins_with_is_named(before: str) -> None:
    text = (
        f"{before}<!-- by Ann --><tt xmlns='http://www.w3.org/ns/ttml' xml:lang='en'><body><div>"
        "<p begin='1s' end='2s'>Hello.</p></div></body></tt>"
    )
    assert lost(text, "a.ttml")["comment"] == 1


@pytest.mark.parametrize(
    "times, name, kinds",
    [
        ("00:00:01.000 --> 00:00:02.000 qz line:5% align:left", "a.vtt", set()),
        ("00:00:01.000 --> 00:00:02.000 line:5% qz align:left", "a.vtt", set()),
        (
            "00:00:01,000 --> 00:00:02,000 X1:10 X2:20 Y1:1 Y2:2 qz",
            "a.srt",
            {"screen coordinates"},
        ),
        (
            "qz 00:00:01,000 --> 00:00:02,000 X1:10 X2:20 Y1:1 Y2:2",
            "a.srt",
            {"screen coordinates"},
        ),
        ("00:00:01,000 --> 00:00:02,000 align:start qz", "a.srt", {"position on the screen"}),
        ("00:00:01,000 --> 00:00:02,000 qz align:start", "a.srt", {"position on the screen"}),
    ],
)
def test_only_the_words_among_settings_become_text(times: str, name: str, kinds: set[str]) -> None:
    header = "WEBVTT\n\n" if name == "a.vtt" else "1\n"
    written = convert(parse(Source.of(f"{header}{times}\nHello.\n", name)), "webvtt")
    settings = " line:5% align:left" if name == "a.vtt" else ""
    assert written.text == (f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000{settings}\nqz\nHello.\n")
    assert {loss.kind for loss in written.losses} == {"words beside the times", *kinds}


@pytest.mark.parametrize("target", ["srt", "webvtt", "ttml", "json"])
@pytest.mark.parametrize("comment", ["// qz", "/* two\nqz */"])
@pytest.mark.parametrize(
    "captions",
    [
        '{"cues": [{"startMs": 1000, "endMs": 2500, "lines": ["Hello."]}] COMMENT }',
        '{"cues": [{"startMs": 1000, "endMs": 2500, "lines": ["Hello."]}]} COMMENT',
        '{"text": "Hello.", "segments": [{"id": 0, "start": 1, "end": 2, "text": "Hello."}]} COMMENT',
    ],
)
def test_a_comment_of_json_is_lost_by_its_name(captions: str, comment: str, target: str) -> None:
    text = captions.replace("COMMENT", f"{comment}\n/**/")
    document = parse(Source.of(text, "a.json"))
    (loss,) = [each for each in convert(document, target).losses if each.kind == "comment"]
    assert (loss.number, loss.shown) == (1, printable(comment))
    fixes = [each.fix for each in document.problems if each.detail == "comment"]
    titles = [fix.title for fix in fixes if fix]
    assert titles == [f"delete the comment {quote(each)}" for each in (comment, "/**/")]


@pytest.mark.parametrize(("between", "kinds"), [("to", []), ("bis", []), ("hello", ["text beside the times"])])  # fmt: skip
def test_a_word_in_place_of_an_arrow_is_no_lost_text(between: str, kinds: list[str]) -> None:
    text = f"1\n00:00:01,000 {between} 00:00:03,000\nHello\n"
    document = parse(Source.of(text, "a.srt"))
    for target in ("srt", "webvtt", "ttml"):
        assert [loss.kind for loss in convert(document, target).losses] == kinds
