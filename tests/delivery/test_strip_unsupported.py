"""Markup that a preset does not keep is taken out of a document in place, also where it stands in XML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.normalise import show_same
from caption_qa_action.delivery.strip_unsupported import stripped
from caption_qa_action.formats import parse
from caption_qa_action.presets import load
from tests.growth import assert_linear

TTML = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:h="http://www.w3.org/1999/xhtml" xml:lang="en"><body><div>\n'
    '<p begin="1s" end="3s">{}</p>\n</div></body></tt>\n'
)


@pytest.mark.parametrize(
    "text, left",
    [
        ("One <b></b>two", "One two"),
        ("One <h:ruby></h:ruby>two", "One two"),
        ("One <FONT size='2'/>two", "One two"),
        ("One <u\n></u\n>two", "One two"),
        ("One <b>two</b> three", None),  # no player shows it, so that nothing is to be uncovered
        ("One <br/>two", None),
        ("One <span>two</span>", None),
        ("One <body2>two</body2> <b-side>three</b-side>", None),
        ("One two", None),
    ],
)
def test_elements_of_others_are_taken_out_of_xml(text: str, left: str | None) -> None:
    preset = load("lms")._replace(markup=("i",))
    document = parse(Source.of(TTML.format(text), "a.ttml"))
    plainer, removed = stripped(document, preset)
    assert plainer == TTML.format(text if left is None else left)
    assert bool(removed) == (left is not None)


@pytest.mark.parametrize(
    "text, left",
    [
        ("One <00:01.500>two", "One two"),
        ("One <00:01,5>two", "One two"),
        ("I <3 you", None),
        ("I <3 you> too", None),
        ("at <5:30 they left", None),
        ("<1000> and one", None),
    ],
)
def test_words_behind_a_digit_are_no_time_of_a_word(text: str, left: str | None) -> None:
    source = "WEBVTT\n\n00:01.000 --> 00:03.000\n{}\n"
    plainer, _ = stripped(parse(Source.of(source.format(text), "a.vtt")), load("dcmp"))
    assert plainer == source.format(text if left is None else left)


def test_documents_show_the_same_where_each_character_is_shown_as_often() -> None:
    def document(*texts: str) -> Document:
        cues = (f"00:0{at}.000 --> 00:0{at}.900\n{text}\n" for at, text in enumerate(texts, 1))
        return parse(Source.of("WEBVTT\n\n" + "\n".join(cues), "a.vtt"))

    one = document("One two", "three")
    assert show_same(one, document("One\ntwo three"))
    assert show_same(one, document("three", "<i>One</i> two")), "in another order"
    assert not show_same(one, document("One two"))
    assert not show_same(one, document("One two", "three", "e"))


def lines_with_tags(count: int) -> Document:
    lines = "<font color=red>a</font>\n" * count
    return parse(Source.of(f"1\n00:00:01,000 --> 09:00:00,000\n{lines}", "a.srt"))


def annotated(count: int) -> Document:
    ruby = "<ruby>a<rt>b</rt></ruby>" * count
    return parse(Source.of(f"WEBVTT\n\n00:01.000 --> 00:09.000\n{ruby}\n", "a.vtt"))


@pytest.mark.slow
@pytest.mark.parametrize("make", [lines_with_tags, annotated])
def test_each_tag_is_looked_at_once(make: Callable[[int], Document]) -> None:
    """Neither for each line of a cue, nor for each of its annotations."""
    assert_linear(make, lambda document: stripped(document, load("tiktok")), 1000)
