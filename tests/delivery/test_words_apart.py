"""Words stay words: none is glued to the next one, and none goes with what hides it."""

from __future__ import annotations

import pytest

from caption_qa_action import convert_text, fix_text, process_text

SRT = "1\n00:00:01,000 --> 00:00:03,000\n{}\n"
WEBVTT = "WEBVTT\n\n00:01.000 --> 00:03.000\n{}\n\n00:04.000 --> 00:06.000\nSecond.\n"


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1f"])
@pytest.mark.parametrize("to", ["ttml", "webvtt", "srt", "ass", "sbv"])
def test_a_sign_at_which_programs_end_a_line_parts_words_in_every_format(
    sign: str, to: str
) -> None:
    made = convert_text(SRT.format(f"one{sign}two"), "a.srt", to=to).text
    assert "onetwo" not in made
    assert "one" in made
    assert "two" in made


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<BR />"])
@pytest.mark.parametrize("to", ["srt", "ttml", "ass", "json"])
def test_a_line_end_of_html_in_webvtt_is_one(tag: str, to: str) -> None:
    made = convert_text(WEBVTT.format(f"one{tag}two"), "a.vtt", to=to).text
    assert "onetwo" not in made
    assert "one" in made
    assert "two" in made


@pytest.mark.parametrize("hidden", ["<spoken words>", "</spoken>"])
def test_words_that_a_tag_hides_are_named_where_their_cue_is_left_out(hidden: str) -> None:
    text = WEBVTT.format(hidden)
    delivery = process_text(text, "a.vtt", preset="html5")
    assert "spoken" not in delivery.output
    assert "hidden text" in {fix.loss for fix in delivery.report.fixes}
    assert delivery.delivery_status == "needs_attention"


def test_no_fix_deletes_words_in_the_place_of_a_time() -> None:
    text = "1\n00:00:01,000 --> 00:00:03,000\n00:00:05,000 --> spoken\n\n2\n00:00:07,000 --> 00:00:08,000\nTwo.\n"
    assert "spoken" in fix_text(text, "a.srt", unsafe=True).text


def test_what_stands_for_no_number_is_no_word() -> None:
    text = "1\n00:00:01,000 --> undefined\n\n\n2\n00:00:07,000 --> 00:00:08,000\nTwo.\n"
    mended = fix_text(text, "a.srt", unsafe=True).text
    assert "undefined" not in mended
    assert "Two." in mended
