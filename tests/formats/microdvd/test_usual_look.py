"""Lines that set the look of all cues, and words behind them, which no player shows."""

from __future__ import annotations

import pytest

from caption_qa_action import check_text, convert_text

CUES = "{25}{75}First.\n{100}{150}Second.\n"


def test_a_look_of_all_cues_is_converted_as_that_of_each() -> None:
    made = convert_text("{1}{1}25\n{DEFAULT}{y:i}{f:Arial}\n" + CUES, "a.sub", to="srt")
    assert made.text.count("<i>") == 2
    assert [(loss.kind, loss.number) for loss in made.losses] == [("font", 1)]


@pytest.mark.parametrize("behind", ["{y:i} lost words", "{lost words}", "lost"])
def test_words_behind_it_are_text_of_no_cue(behind: str) -> None:
    text = "{1}{1}25\n{DEFAULT}" + behind + "\n" + CUES
    assert "orphan_text" in [each.code for each in check_text(text, "a.sub").diagnostics]
    made = convert_text(text, "a.sub", to="srt")
    assert "text of no cue" in [loss.kind for loss in made.losses]
