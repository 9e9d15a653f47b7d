"""Times without a unit: seconds, or milliseconds where captions in seconds would stay for minutes."""

from __future__ import annotations

import pytest

from caption_qa_action.core.clock import OTHER_READING
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse

TT = '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{}</div></body></tt>'


def read(*paragraphs: str) -> Document:
    text = "".join(f"<p {times}>W</p>" for times in paragraphs)
    return parse(Source.of(TT.format(text), "a.ttml"))


@pytest.mark.parametrize(
    "times, expected",
    [
        ('begin="4" end="94"', (4000, 94000)),
        ('begin="4" end="95"', (4, 95)),
        ('begin="4" dur="90"', (4000, 94000)),
        ('begin="4" dur="91"', (4, 95)),
        ('begin="4000" end="6000"', (4000, 6000)),
        ('begin="4.5" end="6000"', (4500, 6_000_000)),
        ('begin="4s" end="6000ms"', (4000, 6000)),
    ],
)
def test_no_caption_is_shown_for_more_than_90_seconds(
    times: str, expected: tuple[int, int]
) -> None:
    (cue,) = read(times).cues
    assert (cue.start_ms, cue.end_ms) == expected


def test_of_two_the_longer_one_shows_how_times_are_meant() -> None:
    first, _ = read('begin="4" end="94"', 'begin="100" end="191"').cues
    assert (first.start_ms, first.end_ms) == (4, 94)
    first, _ = read('begin="4" end="94"', 'begin="100" end="190"').cues
    assert (first.start_ms, first.end_ms) == (4000, 94000)


def test_two_hundred_elements_show_how_times_are_meant() -> None:
    # Above the paragraphs stand four elements.
    short, long = 'begin="1" end="2"', 'begin="1" end="2000"'
    assert read(*[short] * 90, *[long] * 106, short).cues[0].end_ms == 2
    assert read(*[short] * 99, *[long] * 97, long, long, long).cues[0].end_ms == 2000


def test_both_readings_are_named() -> None:
    messages = [problem.message for problem in read('begin="4000" end="6000"').problems]
    assert messages == [
        f'time "4000" has no unit; taken for 00:00:04.000, {OTHER_READING} 01:06:40.000',
        f'time "6000" has no unit; taken for 00:00:06.000, {OTHER_READING} 01:40:00.000',
    ]


@pytest.mark.parametrize(
    "written, message",
    [
        ("3,25s", 'has a comma; it would be "3.25s"'),
        ("3.25 seconds", 'has another unit than TTML has; it would be "3.25s"'),
        ("3.25", 'has no unit; taken for seconds, which would be "3.25s"'),
    ],
)
def test_what_is_wrong_with_seconds_is_named(written: str, message: str) -> None:
    (problem,) = read(f'begin="1s" end="{written}"').problems
    assert problem.message == f'time "{written}" {message}'
