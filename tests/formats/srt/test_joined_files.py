"""Files that were put one below the other without an empty line."""

from __future__ import annotations

from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse

FIRST = "1\n00:00:01,000 --> 00:00:03,000\nOne.\n\n2\n00:00:04,000 --> 00:00:06,000\nTwo.\n"


def identifiers(text: str) -> list[str]:
    return [cue.identifier for cue in parse(Source.of(text, "a.srt")).cues]


def test_a_number_1_right_below_a_text_begins_another_file() -> None:
    assert identifiers(FIRST + FIRST) == ["1", "2", "1", "2"]


def test_a_number_1_that_nothing_counts_on_from_is_text() -> None:
    one = "1\n00:00:07,000 --> 00:00:09,000\nThree.\n"
    assert identifiers(FIRST + one) == ["1", "2", ""]
    assert identifiers(f"{FIRST}{one}\n9\n00:00:10,000 --> 00:00:11,000\nFour.\n") == [
        "1",
        "2",
        "",
        "9",
    ]
