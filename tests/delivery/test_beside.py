"""What stands beside the cues of a file is named, each thing by its kind."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import parse

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


@pytest.mark.parametrize("before", ["", " ", "<?xml version='1.0'?>"])
def test_a_comment_that_a_document_begins_with_is_named(before: str) -> None:
    text = (
        f"{before}<!-- by Ann --><tt xmlns='http://www.w3.org/ns/ttml' xml:lang='en'><body><div>"
        "<p begin='1s' end='2s'>Hello.</p></div></body></tt>"
    )
    assert lost(text, "a.ttml")["comment"] == 1
