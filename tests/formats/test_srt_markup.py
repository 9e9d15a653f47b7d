r"""What counts as markup in SRT text, and what a viewer reads."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Cue
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse
from caption_qa_action.formats.srt import markup


def _cue(settings: str = "") -> Cue:
    return Cue(1, "1", 0, 1000, 0, 0, 0, 0, 0, 0, settings)


@pytest.mark.parametrize(
    "raw, plain",
    [
        ("<i>slanted</i> and <B>bold</B>", "slanted and bold"),
        ('<FONT color="#fff">white</Font>', "white"),
        ("one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour"),
        (r"{\an8}top {\i1}slanted{\i0}", "top slanted"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢kan"),
    ],
)
def test_known_markup_is_not_read(raw: str, plain: str) -> None:
    assert markup.plain(raw) == plain


@pytest.mark.parametrize(
    "raw",
    [
        "a < b > c",
        "I <3 you",
        "<anna@example.org>",
        "<c.yellow>Look</c> <v Bob>here",
        "<00:00:01.000>karaoke",
        "Tom &amp; Jerry",
        "{note to the editor}",
        "<i",
    ],
)
def test_what_players_show_is_text(raw: str) -> None:
    assert markup.plain(raw) == raw


def test_tags_have_names_in_lower_case_and_places() -> None:
    (start, end) = markup.tags('x<FONT color="red" >y</Font>', 10)
    assert (start.kind, start.name, start.annotation) == ("start", "font", 'color="red"')
    assert start.span == (11, 30)
    assert (end.kind, end.name, end.span) == ("end", "font", (31, 38))


def test_unknown_tags_are_tags_and_comparisons_are_not() -> None:
    tags = markup.tags("a < b > c <foo.bar.baz Bob> <x@y> <00:00:01.500>", 0)
    assert [(tag.kind, tag.name) for tag in tags] == [("start", "foo"), ("timestamp", "")]
    assert tags[0].classes == ("bar", "baz")
    assert tags[0].annotation == "Bob"
    assert tags[1].annotation == "00:00:01.500"


def test_an_override_block_is_one_tag_named_after_its_first_override() -> None:
    (tag,) = markup.tags(r"{\pos(10, 20)\i1}x", 0)
    assert (tag.kind, tag.name) == ("override", "pos")
    assert tag.annotation == r"\pos(10, 20)\i1"


@pytest.mark.parametrize(
    "raw, placement",
    [
        ("Hello", ""),
        (r"{\an2}Hello", ""),
        (r"{\an8}Hello", "an8"),
        (r"{\i1\an8}Hello {\an1}", "an8"),
        (r"{\a6}Hello", "an8"),
        (r"{\pos(10, 20)}Hello", "pos(10,20)"),
        (r"{\an8\move(1,2,3,4)}Hello", "an8 move(1,2,3,4)"),
    ],
)
def test_overrides_decide_the_place(raw: str, placement: str) -> None:
    assert markup.placement(_cue(), raw) == placement


def test_coordinates_decide_the_place_and_webvtt_settings_do_not() -> None:
    assert markup.placement(_cue("X1:1 X2:2 y1:3 Y2:4"), "Hello") == "X1:1 X2:2 Y1:3 Y2:4"
    assert markup.placement(_cue("line:0"), "Hello") == ""


def test_cues_with_the_same_tags_are_one_group() -> None:
    texts = ("<i>a</i>", "plain", "{\\an8}b", "<i>c</i> < d", "<i>e</i>")
    blocks = [
        f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\n{text}\n"
        for number, text in enumerate(texts, 1)
    ]
    document = parse(Source.of("\n".join(blocks), "x.srt"))
    groups = [[cue.number for cue in markup.cues] for markup in document.markup()]
    assert groups == [[1, 5], [3], [4]]
