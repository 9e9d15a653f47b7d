"""Which cues without text may be deleted: none whose words stand in the place of a time."""

from __future__ import annotations

import pytest

from caption_qa_action.api import check_text

SRT = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n2\n{}\n\n3\n00:00:07,000 --> 00:00:08,000\nTwo.\n"


@pytest.mark.parametrize(
    "timing, has_fix",
    [
        ("00:00:05,000 --> 00:00:06,000", True),
        ("00:00:05,000 --> undefined", True),
        ("NaN --> NaN", True),
        ("Good --> morning", False),
        ("00:00:05,000 --> later", False),
    ],
)
def test_a_cue_without_text_is_deleted_unless_words_stand_for_times(
    timing: str, has_fix: bool
) -> None:
    found = check_text(SRT.format(timing), "a.srt").diagnostics
    (empty,) = (each for each in found if each.code == "empty_cue")
    assert (empty.fix is not None) is has_fix
