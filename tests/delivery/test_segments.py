"""Segments of a stream stand where their time maps put them, over all that a time stamp can count."""

from __future__ import annotations

from itertools import permutations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Run, Timeline, Written
from caption_qa_action.delivery.convert import convert, join
from caption_qa_action.delivery.segments import joined
from caption_qa_action.formats import parse
from caption_qa_action.formats.sbv import to_timeline

ROUND = 2**33


def segment(ticks: int | str, word: str, more: str = "") -> str:
    head = f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{ticks},LOCAL:00:00:00.000\n{more}"
    return f"{head}\n00:01.000 --> 00:02.000\n{word}\n"


def read(text: str) -> Document:
    return parse(Source.of(text, "a.vtt"))


def starts(written: Written) -> list[int]:
    return [event.start_ms for event in to_timeline(parse(Source.of(written.text), "sbv")).events]


def kinds(written: Written) -> list[str]:
    return [loss.kind for loss in written.losses]


@pytest.mark.parametrize("later", [90_000, 900_000, 90_000 * 3600])
@pytest.mark.parametrize("first", [0, 900_000, ROUND - 45_000, ROUND - 90_000])
def test_time_stamps_that_begin_again_go_on(first: int, later: int) -> None:
    texts = [segment((first + number * later) % ROUND, f"Word {number}") for number in range(3)]
    written = join([read(text) for text in texts], "sbv")
    assert starts(written) == [1000 + number * later // 90 for number in range(3)]
    assert kinds(written) == []


@pytest.mark.parametrize("first", [0, 900_000, ROUND - 450_000])
def test_times_are_counted_from_the_earliest_in_whatever_order_segments_are_given(
    first: int,
) -> None:
    documents = [
        read(segment((first + number * 540_000) % ROUND, f"Word {number}")) for number in range(3)
    ]
    for order in permutations(documents):
        assert starts(join(order, "sbv")) == [1000, 7000, 13_000]
        by_stream = starts(join(order, "sbv", stream_time=True))
        assert by_stream == [1000 + (first + 45) // 90 + number * 6000 for number in range(3)]


def test_a_segment_without_a_map_counts_from_the_zero_of_the_stream() -> None:
    without = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n"
    for order in permutations([segment(900_000, "Two"), without]):
        assert starts(join([read(text) for text in order], "sbv")) == [1000, 11_000]


def test_each_map_counts_for_the_cues_below_it() -> None:
    text = segment(900_000, "One") + "\n" + segment(1_800_000, "Two")
    assert starts(convert(read(text), "sbv", stream_time=True)) == [11_000, 21_000]
    written = convert(read(text), "sbv")
    assert starts(written) == [1000, 1000]
    assert [loss.number for loss in written.losses if loss.kind == "time map of a stream"] == [2]


@pytest.mark.parametrize("second", ["MPEGTS:1800000,LOCAL:00:00:00.000", "nothing"])
def test_a_map_below_another_is_a_loss(second: str) -> None:
    text = segment(900_000, "One", f"X-TIMESTAMP-MAP={second}\n")
    written = convert(read(text), "sbv", stream_time=True)
    assert starts(written) == [11_000]
    assert kinds(written) == ["time map of a stream"]
    assert written.losses[0].shown == second
    assert convert(read(text), "sbv").losses[0].number == 2


def test_segments_as_one_have_the_language_and_the_title_of_the_first() -> None:
    one = Timeline((Event(0, 1000, (Run("One"),)),), "de", "A talk")
    two = Timeline((Event(2000, 3000, (Run("Two"),)),), "fr", "Another")
    together = joined([one, two])
    assert (together.language, together.title) == ("de", "A talk")
    assert [event.text for event in together.events] == ["One", "Two"]


def test_a_segment_with_a_broken_map_stands_at_its_own_times_and_the_loss_names_it() -> None:
    texts = {
        "one.vtt": "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\nOne\n",
        "two.vtt": "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOKAL:00:00:00.000\n\n00:03.000 --> 00:04.000\nTwo <i said Bob>\n",
    }
    written = join([parse(Source.of(text, path)) for path, text in texts.items()], "srt")
    assert "00:00:01,000 --> 00:00:02,000\nOne\n" in written.text
    assert "00:00:03,000 --> 00:00:04,000\nTwo" in written.text
    named = {loss.kind: loss.shown for loss in written.losses}
    assert named["time map of a stream"].startswith("two.vtt: ")
    assert named["hidden text"].startswith("two.vtt in cue 1: ")


def test_the_header_of_a_further_segment_is_no_text_that_is_lost() -> None:
    header = (
        "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:{},LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\nOne\n"
    )
    document = parse(Source.of(f"{header.format(900000)}\n{header.format(1800000)}", "a.vtt"))
    assert convert(document, "srt", stream_time=True).losses == ()
