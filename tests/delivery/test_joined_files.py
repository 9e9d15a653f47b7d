"""Files in one file, each with times of its own, are not mixed."""

from __future__ import annotations

import pytest

from caption_qa_action import convert_text, fix_text
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.delivery.profiles import PROFILES
from caption_qa_action.formats import parse
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


SEGMENT = """WEBVTT
X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{ticks}

00:00:01.000 --> 00:00:03.000
{words}

"""
SEGMENTS = SEGMENT.format(ticks=900000, words="One.") + SEGMENT.format(ticks=1800000, words="Two.")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_header_of_a_second_segment_is_left_out_and_its_map_named(profile: str) -> None:
    made = delivered(SEGMENTS, "html5", profile, "a.vtt")
    for output in (made.output, made.aided_output):
        assert output.count("WEBVTT") == output.count("X-TIMESTAMP-MAP") == 1
        assert "NOTE" not in output
        assert output.index("One.") < output.index("Two.")
    assert [(fix.code, fix.loss) for fix in made.report.fixes] == [
        ("mixed_formats", ""),
        ("conversion_loss", "time map of a stream"),
    ]


@pytest.mark.parametrize("lines", ["{}", "{}\nwords", "words\n{}"])
@pytest.mark.parametrize("ticks, lost", [(1800000, 1), ("abc", 1), (0, 0)])
def test_a_map_without_a_header_is_named(lines: str, ticks: int | str, lost: int) -> None:
    time_map = lines.format(f"X-TIMESTAMP-MAP=MPEGTS:{ticks},LOCAL:00:00:00.000")
    first = SEGMENT.format(ticks=900000, words="One.")
    text = f"{first}{time_map}\n\n00:04.000 --> 00:05.000\nTwo.\n"
    named = [loss.kind for loss in convert(parse(Source.of(text, "a.vtt")), "webvtt").losses]
    assert named.count("time map of a stream") == lost
    fixes = delivered(text, "html5", "warn-only", "a.vtt").report.fixes
    assert [fix.loss for fix in fixes].count("time map of a stream") == lost


def test_words_in_the_header_of_a_second_file_stay() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\nOne.\n\nWEBVTT - part two\nSource: a tape\nSpoken words.\n\n00:04.000 --> 00:05.000\nTwo.\n"
    made = delivered(text, "html5", "warn-only", "a.vtt")
    assert "NOTE\n- part two\nSpoken words.\n\n" in made.output
    assert "tape" not in made.output
    assert "metadata" in {fix.loss for fix in made.report.fixes}


@pytest.mark.parametrize("to", ["ass", "ttml", "webvtt", "sbv"])
@pytest.mark.parametrize("text", [*JOINED, SRT.replace("One", "Two") * 2])
def test_no_loss_is_named_where_a_format_has_the_order_of_time(text: str, to: str) -> None:
    kinds = {loss.kind for loss in convert_text(text, "a.srt", to=to).losses}
    assert kinds.isdisjoint({"text that is read otherwise", "time that is read otherwise"})
