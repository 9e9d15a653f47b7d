"""Where rules take a caption to be: the numbers and words that say it."""

from __future__ import annotations

import pytest

from caption_qa_action.core.timeline import nearest_anchor
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.formats.webvtt.timeline import to_timeline
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules.file.conversion_loss import _kind_of_line
from caption_qa_action.rules.markup.ass_tag_in_text import _SETTINGS

KEYPAD = {
    7: ("left", "top"), 8: ("center", "top"), 9: ("right", "top"),
    4: ("left", "middle"), 5: ("center", "middle"), 6: ("right", "middle"),
    1: ("left", "bottom"), 2: ("center", "bottom"), 3: ("right", "bottom"),
}  # fmt: skip


@pytest.mark.parametrize("key", KEYPAD)
def test_the_settings_for_a_key_place_a_caption_there(key: int) -> None:
    """A key of ASS is written as cue settings, which are read as the same place."""
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000 {_SETTINGS[key]}\nx\n"
    (event,) = to_timeline(parse(decode("a.vtt", text.encode()))).events
    assert nearest_anchor(event.placement) == KEYPAD[key]
    assert set(_SETTINGS) == set(KEYPAD)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("75%", "look"), ("74.9%", "line"), ("100%", "look"), ("0%", "line"),
        ("-1", ""), ("-2", "look"), ("-3", "look"), ("-4", "line"), ("0", "line"), ("1", "line"),
        ("auto", ""), ("x%", ""),
    ],
)  # fmt: skip
def test_the_bottom_begins_at_75_percent_and_ends_three_lines_up(place: str, kind: str) -> None:
    assert _kind_of_line(place) == kind


def rolling(repeats: int, short: int, others: int) -> int:
    """How many bridge cues a file has in which so many cues repeat a line, and so many are short."""
    cues = [f"line {at}\nline {at + 1}" for at in range(repeats + 1)]
    cues += [f"other {at}" for at in range(others)]
    text = "".join(
        f"00:{at // 60:02}:{at % 60:02}.000 --> 00:{at // 60:02}:{at % 60:02}.{'010' if at < short else '900'}\n{cue}\n\n"
        for at, cue in enumerate(cues)
    )
    return len(bridges(parse(decode("a.vtt", f"WEBVTT\n\n{text}".encode()))))


@pytest.mark.parametrize(
    ("repeats", "short", "others", "is_rolling"),
    [
        (3, 2, 0, True), (2, 2, 0, False), (3, 1, 0, False),
        # A quarter of all cues must repeat, and a quarter of the gaps between them be bridged.
        (3, 4, 8, True), (3, 4, 9, False), (8, 3, 4, True), (8, 3, 5, False),
    ],
)  # fmt: skip
def test_a_file_rolls_from_three_repetitions_and_a_quarter_on(
    repeats: int, short: int, others: int, is_rolling: bool
) -> None:
    assert (rolling(repeats, short, others) > 0) is is_rolling
