"""Letters and blanks in a time are no words beside it, and words beside it are kept."""

from __future__ import annotations

import pytest

from caption_qa_action.fixing import mend
from caption_qa_action.pipeline import diagnose
from tests.fixing.test_conservation import in_force


@pytest.mark.parametrize("end", ["00:00:06,0OO", "00:00:06,00o", "00:00:06,l"])
def test_letters_in_a_time_are_named_and_no_text(end: str) -> None:
    text = f"1\n00:00:04,000 --> {end}\nother words\n".encode()
    settings = in_force("a.srt")
    found = [
        each
        for each in diagnose("a.srt", text, settings).diagnostics
        if each.code == "invalid_timestamp"
    ]
    assert len(found) == 1
    result, _ = mend("a.srt", text, settings, unsafe=True)
    assert b"\nother words\n" in result.data
    assert f" --> {end}\n".encode() in result.data


@pytest.mark.parametrize(
    "times",
    [
        "00: 00: 04, 000 --> 00:00:06,000",
        "00: 00: 04,000 --> 00: 00: 06,000",
        "00: 00:04,000 --> 00: 00:06,000",
    ],
)
def test_blanks_in_a_time_are_no_index(times: str) -> None:
    text = f"1\n{times}\nother words\n".encode()
    settings = in_force("a.srt")
    codes = [each.code for each in diagnose("a.srt", text, settings).diagnostics]
    assert codes.count("invalid_timestamp") == 1
    assert not {"bad_index", "orphan_text"} & {*codes}
    result, _ = mend("a.srt", text, settings)
    assert result.data == b"1\n00:00:04,000 --> 00:00:06,000\nother words\n"


def test_a_word_with_a_full_width_colon_is_text_of_the_cue() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000 words\uff1alost\nother words\n".encode()
    result, _ = mend("a.vtt", text, in_force("a.vtt", ("setting_invalid",)), unsafe=True)
    assert "\nwords\uff1alost\nother words" in result.data.decode()
