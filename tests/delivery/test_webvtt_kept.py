"""What a WebVTT file holds besides its cues stays when a fix profile changes some of them."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.delivery.process import Delivery
from caption_qa_action.engines.bundled.process import process_bytes
from caption_qa_action.presets import load

LONG = "This line is so long that no two players will ever agree on where to break it."
TALK = f"""\
WEBVTT - a talk
Kind: captions

STYLE
::cue(.loud) {{ color: red }}

REGION
id:low
width:40%

NOTE first

one
00:01.000 --> 00:05.000 region:low
{LONG}

NOTE
second,
of two lines

00:06.000 --> 00:08.000 region:low align:left size:100%
<v Bo><c.loud>Short</c> <00:07.000>one.

NOTE the end
"""


def aided(text: str, preset: str = "html5", profile: str = "auto-split-sentences") -> Delivery:
    in_force = config.load(
        config.Arguments(preset=preset, language="en"), isolated=True
    ).settings_for("talk.vtt")
    return process_bytes("talk.vtt", text.encode(), in_force, load(preset), profile)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_only_what_a_profile_changes_changes(newline: str) -> None:
    result = aided(TALK.replace("\n", newline))
    wanted = TALK.replace("players will", "players\nwill")
    assert result.aided_output == wanted.replace("00:0", "00:00:0").replace("<00:00:", "<00:")
    again = aided(result.aided_output)
    assert again.aided_output == result.aided_output
    assert not [fix for fix in result.report.fixes if fix.code == "conversion_loss"]


def test_a_class_is_lost_only_where_its_cue_is_broken_anew() -> None:
    result = aided(TALK.replace("no two", "<c.loud>no two</c>"))
    reported = [(fix.message, fix.cue) for fix in result.report.fixes]
    assert ("style class is lost in 1 place", 1) in reported
    assert "<c.loud>Short</c> <00:07.000>one." in result.aided_output


def test_comments_go_with_the_cue_below_them() -> None:
    text = (
        "WEBVTT\n\nNOTE late\n\n00:05.000 --> 00:07.000\nTwo is late.\n\n"
        "NOTE early\n\n00:01.000 --> 00:03.000\nOne is early.\n\nNOTE the end\n"
    )
    output = aided(text, profile="layout-preserve-breaks").aided_output
    notes = ["NOTE early", "One", "NOTE late", "Two", "NOTE the end"]
    places = [output.index(words) for words in notes]
    assert places == sorted(places)


def test_a_comment_with_an_arrow_makes_no_cue() -> None:
    text = TALK.replace("NOTE first", "NOTE first\n00:01.000 --> x")
    result = aided(text)
    assert result.aided_output.count("-->") == 2
