"""Letters that stand for the digits of a time are no words after it."""

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
