"""What is visible together in a TTML paragraph, and when: against ttconv, and case by case."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event
from caption_qa_action.formats import ttml
from caption_qa_action.formats.ttml.pictures import MOST_PIECES
from tests.formats.test_contract import assert_well_formed
from tests.formats.ttml import isd
from tests.formats.ttml.generated import documents
from tests.growth import assert_linear

# Some of all the documents that the seeds make; TTML_DOCUMENTS=3000 compares that many for each.
NUMBER = int(os.environ.get("TTML_DOCUMENTS", "12"))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.sampled(6)
@pytest.mark.parametrize("seed", range(12))
def test_what_is_visible_when_is_what_another_implementation_shows(seed: int) -> None:
    compared = 0
    for text in documents(NUMBER, seed):
        wanted = isd.theirs(text)
        assert isd.ours(text) == wanted, text
        assert_well_formed(ttml.parse(Source.of(text)))
        compared += bool(wanted)
    assert compared > NUMBER / 4


@pytest.mark.parametrize("seed", range(3))
def test_ruby_by_a_referenced_style_is_ruby(seed: int) -> None:
    names = ("container", "base", "text")
    styles = "".join(f'<style xml:id="r-{name}" tts:ruby="{name}"/>' for name in names)
    for text in documents(NUMBER, seed):
        by_style = re.sub('tts:ruby="([a-z]+)"', r'style="r-\1"', text)
        by_style = by_style.replace("</styling>", f"{styles}</styling>")
        assert events(by_style) == events(text)


def read(text: str) -> Document:
    return ttml.parse(Source.of(text))


def events(text: str) -> list[Event]:
    return list(ttml.to_timeline(read(text)).events)


def document(body: str, head: str = "") -> str:
    return (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
        f'xml:lang="en"><head>{head}</head><body><div>{body}</div></body></tt>'
    )


def shown(body: str, head: str = "") -> list[tuple[int, int, str]]:
    return [(each.start_ms, each.end_ms, each.text) for each in events(document(body, head))]


def cues(body: str, head: str = "") -> list[tuple[int, int, str]]:
    found = read(document(body, head))
    assert_well_formed(found)
    return [(cue.start_ms, cue.end_ms, found.plain(cue)) for cue in found.cues]


def test_text_without_times_stays_while_timed_spans_come_and_go() -> None:
    body = (
        '<p begin="10s" end="13s">Ten <span begin="1s" end="2s">later.</span><br/>'
        "<span>Below</span> tail</p>"
    )
    assert shown(body) == [
        (10_000, 11_000, "Ten\nBelow tail"),
        (11_000, 12_000, "Ten later.\nBelow tail"),
        (12_000, 13_000, "Ten\nBelow tail"),
    ]
    assert cues(body) == [
        (10_000, 11_000, "Ten\nBelow tail"),
        (11_000, 13_000, "Ten later.\nBelow tail"),
    ]


def test_text_that_is_painted_on_is_one_picture_after_the_other() -> None:
    body = '<p end="9s"><span>a</span> <span begin="1s">b</span> <span begin="2s">c</span></p>'
    assert shown(body) == cues(body)
    assert cues(body) == [(0, 1000, "a"), (1000, 2000, "a b"), (2000, 9000, "a b c")]


def test_spans_out_of_order_are_cues_where_they_stand() -> None:
    body = '<p end="9s"><span begin="3s">late</span> <span end="2s">early</span></p>'
    assert cues(body) == [(3000, 9000, "late"), (0, 2000, "early")]
    assert sorted(shown(body)) == [(0, 2000, "early"), (3000, 9000, "late")]


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "\n  ", "<br/>", "<span> </span>"])
def test_a_blank_between_timed_spans_is_no_cue(blank: str) -> None:
    body = f'<p begin="1s" end="5s"><span end="2s">a</span>{blank}<span begin="2s">b</span></p>'
    assert shown(body) == cues(body) == [(1000, 3000, "a"), (3000, 5000, "b")]


def test_line_ends_around_all_that_is_shown_stay() -> None:
    assert shown('<p end="1s"><br/><span>a</span><br/></p>') == [(0, 1000, "\na\n")]


@pytest.mark.parametrize(
    "hiding", ['tts:display="none"', 'tts:visibility="hidden"', 'tts:opacity="0.0"']
)
def test_a_chained_style_hides(hiding: str) -> None:
    head = f'<styling><style xml:id="a" style="b"/><style xml:id="b" {hiding}/></styling>'
    body = '<p end="9s">seen <span style="a">not</span></p>'
    assert shown(body, head) == cues(body, head) == [(0, 9000, "seen")]
    [loss] = [
        one for one in ttml.to_timeline(read(document(body, head))).losses if "hidden" in one.kind
    ]
    assert (loss.kind, loss.shown) == ("hidden text", "not")


def test_an_initial_value_hides_and_is_overridden() -> None:
    head = '<styling><initial tts:visibility="hidden"/></styling>'
    body = '<p end="9s">not</p><p end="8s" tts:visibility="visible">seen</p>'
    assert shown(body, head) == [(0, 8000, "seen")]


def test_a_hidden_cue_is_in_the_file_and_its_times_are_not_judged() -> None:
    found = read(document('<p begin="1s" end="9s" tts:display="none">a</p>'))
    assert [found.plain(cue) for cue in found.cues] == ["a"]
    assert found.guessed == {1}


def test_an_animation_elsewhere_hides_what_refers_to_it() -> None:
    head = '<animation><set xml:id="x" tts:display="none" begin="2s" dur="1s"/></animation>'
    body = '<p begin="1s" end="9s" animate="x">a</p>'
    assert shown(body, head) == [(1000, 3000, "a"), (4000, 9000, "a")]
    assert cues(body, head) == [(1000, 9000, "a")]


def test_an_animation_counts_from_where_its_element_begins() -> None:
    body = '<div begin="4s"><p begin="1s" end="9s"><set tts:opacity="0" begin="1s" end="2s"/>a</p></div>'
    assert shown(body) == [(5000, 6000, "a"), (7000, 13_000, "a")]


def test_a_hundred_animations_of_an_element_count() -> None:
    def number(sets: int) -> int:
        hiding = "".join(
            f'<set tts:display="none" begin="{2 * at + 1}s" dur="1s"/>' for at in range(sets)
        )
        return len(shown(f'<p end="999s">{hiding}a</p>'))

    assert number(100) == number(101) == 101


@pytest.mark.slow
def test_many_animations_and_many_paragraphs_are_read_in_time() -> None:
    def hostile(number: int) -> str:
        hiding = "".join(
            f'<set tts:display="none" begin="{2 * at + 1}s" dur="1s"/>' for at in range(number)
        )
        head = f'<layout><region xml:id="r">{hiding}</region></layout>'
        return document('<p region="r" end="9999s">a</p>' * number, head)

    assert_linear(hostile, events, 100)


def test_a_region_hides_until_it_is_there() -> None:
    head = '<layout><region xml:id="r" begin="2s"><set tts:display="none" begin="1s" dur="1s"/></region></layout>'
    assert shown('<p region="r" end="9s">a</p>', head) == [(2000, 3000, "a"), (4000, 9000, "a")]


def test_styles_that_refer_to_each_other_give_what_each_of_them_has() -> None:
    head = '<styling><style xml:id="a" style="b"/><style xml:id="b" style="a" tts:fontStyle="italic"/></styling>'
    [event] = events(document('<p end="9s" style="a">x</p>', head))
    assert event.runs[0].style.italic


def test_styles_that_refer_twice_to_the_next_cost_each_style_once() -> None:
    chain = "".join(f'<style xml:id="s{at}" style="s{at + 1} s{at + 1}"/>' for at in range(60))
    head = f'<styling>{chain}<style xml:id="s60" tts:fontStyle="italic"/></styling>'
    [event] = events(document('<p end="9s" style="s0">x</p>', head))
    assert event.runs[0].style.italic


def test_styles_are_followed_as_deep_as_they_go() -> None:
    depth = 5000
    chain = "".join(f'<style xml:id="s{at}" style="s{at + 1}"/>' for at in range(depth))
    last = f'<style xml:id="s{depth}" tts:fontStyle="italic"/>'
    [event] = events(document('<p end="9s" style="s0">x</p>', f"<styling>{chain}{last}</styling>"))
    assert event.runs[0].style.italic


def test_start_is_on_the_right_where_a_style_or_a_region_says_so() -> None:
    head = (
        '<styling><style xml:id="a" style="b" tts:textAlign="start"/>'
        '<style xml:id="b" tts:direction="rtl"/></styling><layout><region xml:id="r"/>'
        '<region xml:id="v" tts:writingMode="rltb"/></layout>'
    )
    body = (
        '<p region="r" end="1s" style="a">x</p><p region="r" end="1s" tts:textAlign="start">x</p>'
        '<p region="v" end="1s" tts:textAlign="start">x</p>'
    )
    found = [event.placement.align for event in events(document(body, head))]
    assert found == ["right", "left", "right"]


@pytest.mark.slow
def test_a_paragraph_of_too_many_pictures_is_read_as_one() -> None:
    def body(number: int) -> str:
        spans = "".join(f'<span begin="{at}s">a</span>' for at in range(number))
        return f'<p end="99999s">{spans}</p>'

    # Each picture holds one piece more than the one before: the last of 400 brings 80,200.
    number = 460
    assert number * (number + 1) / 2 > MOST_PIECES + 4 * number > 400 * 401 / 2
    assert len(shown(body(400))) == 400
    assert shown(body(number)) == [(0, 99_999_000, "a" * number)]
    losses = ttml.to_timeline(read(document(body(number)))).losses
    assert [loss.kind for loss in losses] == ["time that is read otherwise"]


REGIONS = '<layout><region xml:id="top"/><region xml:id="low"/></layout>'


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        ("top", [(0, 1000, "one")]),
        ("low", []),
        ("nowhere", [(0, 1000, "one")]),
    ],
)
def test_what_is_in_another_region_than_what_is_around_it_is_shown_in_neither(
    region: str, wanted: list[tuple[int, int, str]]
) -> None:
    body = f'<div region="top"><div><p end="1s" region="{region}">one</p></div></div>'
    assert shown(body, REGIONS) == wanted
    assert [cue[2] for cue in cues(body, REGIONS)] == ["one"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('<div><p end="1s">one</p></div>', []),
        ('<p end="1s">one<span region="top">two</span></p>', [(0, 1000, "two")]),
        ('<div region="top"><p end="1s">one</p></div>', [(0, 1000, "one")]),
        ('<p end="1s" tts:origin="10% 10%">one</p>', [(0, 1000, "one")]),
        ('<div><region/><p end="1s">one</p></div>', [(0, 1000, "one")]),
        ('<p end="1s">one</p><p end="1s" region="top">two</p>', [(0, 1000, "two")]),
    ],
)
def test_where_regions_are_what_is_in_none_of_them_is_not_shown(
    body: str, wanted: list[tuple[int, int, str]]
) -> None:
    assert shown(body, REGIONS) == wanted


def test_words_in_no_region_are_a_loss_that_is_named() -> None:
    body = '<p end="1s">one</p><p end="2s">two <span region="low">and a half</span></p>'
    losses = ttml.to_timeline(read(document(body, REGIONS))).losses
    assert [(loss.kind, loss.shown, loss.cue) for loss in losses] == [
        ("hidden cue", "one", 1),
        ("hidden text", "two", 2),
    ]


def test_the_region_may_be_in_what_cannot_be_read() -> None:
    damaged = document('<p end="1s">one</p>', REGIONS).replace("</body>", "</bod>")
    assert [event.text for event in ttml.to_timeline(read(damaged)).events] == ["one"]


@pytest.mark.parametrize(
    ("opacity", "is_shown"), [("-1", False), ("-0.5", False), ("-10%", False), ("0.1", True)]
)
def test_an_opacity_below_zero_is_zero(opacity: str, is_shown: bool) -> None:
    assert bool(shown(f'<p end="1s" tts:opacity="{opacity}">one</p>')) == is_shown


def test_words_in_two_regions_are_a_loss_that_is_named() -> None:
    body = (
        '<div region="top"><p end="1s" region="low">one</p></div>'
        '<p end="2s" region="top">two <span region="low">and a half</span></p>'
    )
    losses = ttml.to_timeline(read(document(body, REGIONS))).losses
    assert [(loss.kind, loss.shown, loss.cue) for loss in losses] == [
        ("hidden cue", "one", 1),
        ("hidden text", "and a half", 2),
    ]


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ('one<span tts:{}> secret </span>two', "one two"),
        ('one<span tts:{}>secret</span>two', "one two"),
        ('one <span tts:{}>secret</span> two', "one two"),
        ('one<span tts:{}><br/></span>two', "one\ntwo"),
        ('<span tts:{}>secret<br/>more</span>two', "two"),
        ('one<span tts:{}>secret<br/>more</span>', "one"),
    ],
)  # fmt: skip
def test_hidden_text_keeps_its_room_and_what_is_not_displayed_has_none(
    inside: str, wanted: str
) -> None:
    for hiding in ('visibility="hidden"', 'opacity="0"'):
        [(_, _, text)] = shown(f'<p end="1s">{inside.format(hiding)}</p>')
        assert text == wanted
    [(_, _, text)] = shown(
        f'<p end="1s">{inside.format(chr(34).join(("display=", "none", "")))}</p>'
    )
    without = re.sub(r"<span.*</span>", "", inside)
    assert text == without.replace("  ", " ").strip()


def test_text_that_is_hidden_for_a_time_keeps_its_room_until_then() -> None:
    hidden = '<span tts:opacity="0">three<set begin="1s" tts:opacity="1"/></span>'
    assert shown(f'<p end="2s">one{hidden}two</p>') == [
        (0, 1000, "one two"),
        (1000, 2000, "onethreetwo"),
    ]
