"""Words that stand inside markup, where no player shows them, are named in every conversion and delivery."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import MATERIAL_LOSSES, MINOR_LOSSES
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import FORMATS, parse
from tests.delivery.delivering import delivered

WRITTEN = [name for name in FORMATS if FORMATS[name].is_written]
TEXTS = {
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nHello {} there\n",
    "webvtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nHello {} there\n",
    "sami": "<SAMI><BODY><SYNC Start=1000><P>Hello {} there<SYNC Start=2000><P>&nbsp;</BODY></SAMI>",
    "ass": "[V4+ Styles]\nFormat: Name\nStyle: Default\n\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,Hello {} there\n",
}
TAGS = {
    "srt": ["<b and marker>", "<i said marker>", "</i said marker>", "<font of marker>"],
    "webvtt": ["<b and marker>", "<i said marker>", "<c marker>", "<ruby marker>", "<marker>"],
    "sami": ["<b and marker>", "<i said marker>", "<font of marker>", "<marker>"],
    "ass": ["{marker}", "{\\i1 marker}", "{\\i1}{marker \\b1}"],
}
PLAIN = {
    "srt": ['<font color="#ff0000">', "<font color = red>", "<b >", "<br />", "</i >"],
    "webvtt": ["<v.loud Bob Smith>", "<lang en-GB>", "<c.yellow.bg_blue>", "<b.x>", "<00:00:01.500>"],
    "sami": ['<font color="red">', '<P Class="ENCC">', "<br/>"],
}  # fmt: skip
NAMES_WORDS = {"hidden text", "comment", "override tag"}


def found(format: str, tag: str, target: str) -> set[str]:
    document = parse(Source.of(TEXTS[format].format(tag)), format)
    return {loss.kind for loss in convert(document, target).losses}


@pytest.mark.parametrize("target", WRITTEN)
@pytest.mark.parametrize(("format", "tag"), [(name, tag) for name in TAGS for tag in TAGS[name]])
def test_words_in_a_tag_are_named(format: str, tag: str, target: str) -> None:
    assert NAMES_WORDS <= MATERIAL_LOSSES | MINOR_LOSSES
    if format != target:
        assert found(format, tag, target) & NAMES_WORDS


@pytest.mark.parametrize(("format", "tag"), [(name, tag) for name in PLAIN for tag in PLAIN[name]])
def test_a_tag_as_it_should_be_hides_no_words(format: str, tag: str) -> None:
    assert "hidden text" not in found(format, tag, "json")


def test_words_in_a_tag_that_a_platform_has_not_are_named() -> None:
    text = TEXTS["srt"].format("<i said marker>")
    made = delivered(text, "youtube", "warn-only")
    assert "hidden text" in [fix.loss for fix in made.report.fixes]
    assert made.delivery_status == "needs_attention"
