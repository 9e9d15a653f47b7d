"""Names of speakers, for platforms that want them as words."""

from __future__ import annotations

import pytest

from caption_qa_action import config
from caption_qa_action.core.timeline import Event, Run, Style
from caption_qa_action.delivery._speakers import Namer
from caption_qa_action.delivery.process import Delivery
from caption_qa_action.engines.bundled.process import process_bytes
from caption_qa_action.presets import load

HEAD = "WEBVTT\n\n00:01.000 --> 00:04.000\n"
NEXT = "\n00:05.000 --> 00:08.000\n"


def delivered(text: str, preset: str, profile: str = "warn-only") -> Delivery:
    arguments = config.Arguments(preset=preset, language="en")
    in_force = config.load(arguments, isolated=True).settings_for("talk.vtt")
    return process_bytes("talk.vtt", text.encode(), in_force, load(preset), profile)


@pytest.mark.parametrize(
    "text, shown",
    [
        ("<v Ann>Hello.</v>\n", "Ann: Hello.\n"),
        ("<v Ann>Hello.\n", "Ann: Hello.\n"),
        ("<v.loud Ann  Lee>Hello.</v>\n", "Ann Lee: Hello.\n"),
        ("<v Ann>Hello. <v Bo>Yes?\n", "Ann: Hello.\nBo: Yes?\n"),
        ("- <v Ann>Hello.</v>\n- <v Bo>Yes?</v>\n", "- Ann: Hello.\n- Bo: Yes?\n"),
        ("<v Ann>ANN: Hello.</v>\n", "ANN: Hello.\n"),
        ("<v A &amp; B>Hello.</v>\n", "A &amp; B: Hello.\n"),
        ("<v Ann>Hello.</v> <v Ann>Again.</v>\n", "Ann: Hello. Again.\n"),
        ("<v>Hello.</v>\n", "Hello.\n"),
        ("<v Ann>Xenia, hello.</v>\n", "Ann: Xenia, hello.\n"),
        ("<v A &lt; B>Hello.</v>\n", "Hello.\n"),
        ("<v A --> B>Hello.\n", None),
        ("<v Ann></v>Hello.\n", None),
    ],
)
def test_zoom_gets_the_name_before_what_is_spoken(text: str, shown: str | None) -> None:
    first = delivered(HEAD + text, "zoom")
    if shown is not None:
        assert first.output == HEAD + shown
    assert delivered(first.output, "zoom").output == first.output


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_speaker_begins_a_line_that_ends_as_the_others_do(newline: str) -> None:
    text = f"{HEAD}<v Ann>Hello. <v Bo>Yes?\n".replace("\n", newline)
    output = delivered(text, "zoom").output
    assert output == f"{HEAD}Ann: Hello.\nBo: Yes?\n".replace("\n", newline)


def test_each_cue_of_a_webinar_says_who_speaks() -> None:
    text = f"{HEAD}<v Ann>One.</v>\n{NEXT}<v Ann>Two.</v>\n"
    result = delivered(text, "zoom")
    assert result.output == f"{HEAD}Ann: One.\n{NEXT}Ann: Two.\n"
    reported = [fix.message for fix in result.report.fixes if fix.code == "unsupported_markup"]
    assert reported == ["the speaker's name is written as text in 2 cues"]


def test_youtube_gets_a_mark_when_another_one_speaks() -> None:
    text = f"{HEAD}<v Ann>One.</v>\n{NEXT}<v Ann>Two. </v><v Bo>Three.</v>\n"
    result = delivered(text, "youtube")
    assert result.output == (
        "1\n00:00:01,000 --> 00:00:04,000\n>> Ann: One.\n\n"
        "2\n00:00:05,000 --> 00:00:08,000\nTwo.\n>> Bo: Three.\n"
    )
    assert not any("speaker name" in fix.message for fix in result.report.fixes)


def test_a_dash_is_sign_enough_for_another_speaker() -> None:
    output = delivered(f"{HEAD}- <v Ann>One.</v>\n- <v Bo>Two.</v>\n", "youtube").output
    assert output.endswith("\n- Ann: One.\n- Bo: Two.\n")


def test_a_platform_that_does_not_say_how_gets_no_names_and_that_is_reported() -> None:
    result = delivered(f"{HEAD}<v Ann>One.</v>\n", "tiktok")
    assert "Ann" not in result.output
    assert "speaker name is removed in 1 cue" in [fix.message for fix in result.report.fixes]


def test_names_are_in_the_aided_output_too() -> None:
    long = "What I say here is so long that it will not fit on one line of any screen. " * 2
    result = delivered(f"{HEAD.replace('04', '14')}<v Ann>{long}</v>\n", "zoom", "auto-split-cps")
    assert result.aided_output.count("Ann: What") == 1
    assert result.aided_output != result.output


def test_what_is_spoken_before_is_looked_at_over_all_its_runs() -> None:
    namer = Namer("{name}: ", changes_only=False)
    runs = (Run("Hello"), Run(" ", Style(italic=True)), Run("Xenia?", speaker="Ann"))
    assert namer.name(Event(0, 1000, runs)).text == "Hello\nAnn: Xenia?"
