"""Files in one file, each with times of its own, are not mixed."""

from __future__ import annotations

import pytest

from caption_qa_action import fix_text
from caption_qa_action.delivery.profiles import PROFILES
from tests.delivery.delivering import delivered

SRT = "1\n00:00:01,000 --> 00:00:03,000\nOne.\n\n2\n00:00:04,000 --> 00:00:06,000\nTwo.\n\n"
WEBVTT = "WEBVTT\n\n00:01.000 --> 00:03.000\nThree.\n"
JOINED = [SRT + SRT.replace("One", "Three"), SRT + WEBVTT]


def order(text: str) -> list[int]:
    return [text.index(word) for word in ("One", "Two", "Three")]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("text", JOINED)
def test_a_profile_does_not_put_them_in_order(text: str, profile: str) -> None:
    text = text.replace("Two", "Two", 1)
    found = order(delivered(text, "generic", profile, "a.srt").aided_output)
    assert found == sorted(found)


@pytest.mark.parametrize("text", JOINED)
def test_no_fix_puts_them_in_order(text: str) -> None:
    found = order(fix_text(text, "a.srt", unsafe=True).text)
    assert found == sorted(found)
