"""Where the cues of a segment stand in its stream (RFC 8216, 3.5)."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import webvtt
from caption_qa_action.formats.webvtt.timestamp_map import offset_ms, time_maps


@pytest.mark.parametrize(
    "value, expected_ms",
    [
        ("LOCAL:00:00:00.000,MPEGTS:900000", 10_000),
        ("MPEGTS:900000,LOCAL:00:00:04.000", 6000),
        ("LOCAL:00:00:00.000,MPEGTS:90", 1),
        ("LOCAL:00:00:00.000,MPEGTS:44", 0),
        ("LOCAL:00:00:00.000,MPEGTS:45", 1),
        ("LOCAL:00:00:00.000,MPEGTS:0", 0),
        ("LOCAL:00:00:00.000", None),
        ("MPEGTS:900000", None),
        ("LOCAL:x,MPEGTS:900000", None),
        ("LOCAL:00:00:00.000,MPEGTS:9x", None),
        ("LOCAL:00:00:00.000,MPEGTS:9000000000000", None),
        ("", None),
    ],
)
def test_ninety_ticks_are_a_millisecond(value: str, expected_ms: int | None) -> None:
    assert offset_ms(value) == expected_ms


@pytest.mark.parametrize(
    "ticks, kinds",
    [("900000", ["time map of a stream"]), ("0", []), ("abc", ["time map of a stream"])],
)
def test_a_map_that_moves_the_cues_or_cannot_be_read_is_a_loss(
    ticks: str, kinds: list[str]
) -> None:
    text = (
        f"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{ticks}\n\n"
        "00:01.000 --> 00:02.000\nHello\n"
    )
    losses = webvtt.to_timeline(webvtt.parse(Source.of(text))).losses
    assert [loss.kind for loss in losses] == kinds


@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["behind an empty line", "below text"])
def test_the_map_of_a_segment_that_was_put_behind_another_is_read(gap: str) -> None:
    text = (
        f"WEBVTT\n\n00:01.000 --> 00:02.000\nOne{gap}WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n"
        "00:01.000 --> 00:02.000\nTwo\n"
    )
    document = webvtt.parse(Source.of(text))
    assert [each.offset_ms(each.ticks or 0) for each in time_maps(document)] == [10_000]
    (loss,) = convert(document, "srt").losses
    assert loss.kind == "time map of a stream"
    moved = convert(document, "srt", stream_time=True)
    assert not moved.losses
    assert "00:00:11,000 --> 00:00:12,000\nTwo\n" in moved.text


def test_a_map_in_text_alone_is_none() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n"
    assert not time_maps(webvtt.parse(Source.of(text)))
