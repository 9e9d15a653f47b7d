"""Times of ASS that nobody can read for certain, and places without one: what is read, and that it is a guess."""

from __future__ import annotations

import pytest

from caption_qa_action import check_text, convert_text, process_text
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse

SCRIPT = (
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 1920\nPlayResY: 1080\n; Spoken by nobody\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Dialogue: 0,{start},{end},Default,,0,0,0,,First words here.\n"
)
AMBIGUOUS, UNREAD = "time that can be read in two ways", "time that cannot be read"


@pytest.mark.parametrize(
    "start, end, ms, message, loss",
    [
        ("0:00:01:500", "0:00:03.00", 1500, "others read as 00:00:06.000", AMBIGUOUS),
        ("0:00:01:12", "0:00:03.00", 1120, "others read as 12 frames", AMBIGUOUS),
        ("0:00:01:59", "0:00:03.00", 1590, "others read as 59 frames", AMBIGUOUS),
        ("0:00:01:60", "0:00:03.00", 1600, "no full stop before the hundredths", ""),
        ("0:00:01:75", "0:00:03.00", 1750, "no full stop before the hundredths", ""),
        ("0:00:01,50", "0:00:03.00", 1500, "no full stop before the hundredths", ""),
        ("", "0:00:03.00", 0, "cue 1 has no start", UNREAD),
        ("0:00:01.00", "", 1000, "cue 1 has no end", "cue without an end"),
    ],
)
def test_it_is_named_in_a_check_a_conversion_and_a_delivery(
    start: str, end: str, ms: int, message: str, loss: str
) -> None:
    text = SCRIPT.format(start=start, end=end)
    found = check_text(text, "a.ass").diagnostics
    assert any(message in each.message for each in found if each.code == "invalid_timestamp")
    assert parse(Source.of(text, "a.ass")).cues[0].start_ms == ms
    kinds = [each.kind for each in convert_text(text, "a.ass", to="srt").losses]
    assert [kind for kind in kinds if "time" in kind or "end" in kind] == ([loss] if loss else [])
    delivered = process_text(text, "a.ass", preset="youtube").report.fixes
    assert any(each.code == "invalid_timestamp" for each in delivered) == bool(loss)


def test_comments_with_a_semicolon_are_a_loss_too() -> None:
    text = SCRIPT.format(start="0:00:01.00", end="0:00:03.00") + "Comment: 0,,,,,,,,,Not shown\n"
    losses = convert_text(text, "a.ass", to="srt").losses
    assert [each.number for each in losses if each.kind == "comment"] == [2]
