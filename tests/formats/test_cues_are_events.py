"""What is known of the text of cues without reading a timeline is what the timeline shows."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from caption_qa_action.core.clock import has_two_times
from caption_qa_action.core.document import Document
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.source import Source
from caption_qa_action.delivery import refused, undeliverable
from caption_qa_action.formats import FORMATS, parse
from tests.captions import of_format

NAMES = [name for name in FORMATS if FORMATS[name].traits.cues_are_events]
MARKUP = (
    "<i>Hello</i>", "<b><i></i></b>", "<rt>a</rt>", "<ruby><rt>a</rt></ruby>", "<v Bob>", "<v Bob>Hi", "<c.red> </c>",
    "<font color=red>a", "<i>\u200b</i>", "{\\an8}", "{\\an8}a", "<i>12:30:01,500 and 12:31:02,400</i>", "<i><", "&nbsp;", "<00:01.000>a",
    "<i>\u3164</i>", "<u>&amp;</u>",
)  # fmt: skip


def documents(name: str) -> Iterator[Document]:
    captions = list(of_format(name))
    for caption in random.Random(1).sample(captions, min(40, len(captions))):
        yield parse(Source.of(caption.data.decode("utf-8", "replace"), caption.name), name)
    head, point = ("WEBVTT\n\n", ".") if name == "webvtt" else ("1\n", ",")
    for text in MARKUP:
        yield parse(Source.of(f"{head}00:00:01{point}000 --> 00:00:02{point}000\n{text}\n"), name)


def test_there_are_such_formats() -> None:
    assert {"srt", "webvtt"} <= {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_each_cue_is_one_event_and_its_text_without_markup_is_as_written(name: str) -> None:
    plain = 0
    for document in documents(name):
        events = FORMATS[name].to_timeline(document).events
        assert [event.cue for event in events] == [cue.number for cue in document.cues]
        for cue, event in zip(document.cues, events, strict=True):
            raw = document.raw(cue)
            if not any(sign in raw for sign in "<{&\0"):
                plain += 1
                assert event.text == raw.replace("\r\n", "\n").replace("\r", "\n")
    assert plain > 20


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_to_show_text_shows_it(name: str) -> None:
    shown = plain = 0
    for document in documents(name):
        events = FORMATS[name].to_timeline(document).events
        for cue, event in zip(document.cues, events, strict=True):
            if undeliverable._is_shown(document.raw(cue)):
                shown += 1
                assert not shows_nothing(event.text)
        if refused._is_plain(document):
            plain += 1
            assert not any(shows_nothing(event.text) for event in events)
            assert not any(has_two_times(event.text, without_hours=True) for event in events)
    assert shown > 20
    assert plain > 3
