"""What a TTML document says that events cannot hold is named."""

from __future__ import annotations

import pytest

from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Placement, Run, Timeline
from caption_qa_action.formats import srt, ttml


def read(content: str, head: str = "") -> Timeline:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
        'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:smpte="urn:smpte" xml:lang="en">'
        f"<head>{head}</head><body><div>{content}</div></body></tt>"
    )
    return ttml.to_timeline(ttml.parse(Source.of(text)))


def kinds(timeline: Timeline) -> list[str]:
    return [loss.kind for loss in timeline.losses]


@pytest.mark.parametrize(
    ("attributes", "inside", "kind"),
    [
        ('tts:visibility="hidden"', "", "hidden cue"),
        ('tts:display="none"', "", "hidden cue"),
        ('tts:opacity="0"', "", "hidden cue"),
        ("", '<span tts:display="none">x</span>', "hidden text"),
        ("", '<set begin="0.5s" tts:color="red"/>', "animation"),
        ("", '<set tts:opacity="0.5"/>', "animation"),
        ('tts:backgroundColor="black"', "", "background colour"),
        ('tts:opacity="0.5"', "", "transparency"),
        ('tts:fontSize="150%"', "", "font size"),
        ('tts:fontFamily="Arial"', "", "font"),
        ('tts:textOutline="black 2px"', "", "outline"),
        ('tts:letterSpacing="1px"', "", "other styling"),
        ('smpte:backgroundImage="#x"', "", "picture"),
        ('ttm:role="caption"', "", "metadata"),
        ("", "<metadata><ttm:desc>x</ttm:desc></metadata>", "metadata"),
        ("", '<audio src="x.wav"/>', "sound"),
        ("", "<br>word</br>", "hidden text"),
        ("", "<set>word</set>", "hidden text"),
        ("", "<x>word</x>", "hidden text"),
        ("", "<metadata>word</metadata>", "metadata"),
        ("", "<ttm:agent>word</ttm:agent>", "metadata"),
    ],
)
def test_what_is_not_carried_is_a_loss(attributes: str, inside: str, kind: str) -> None:
    timeline = read(f'<p begin="0s" end="1s" {attributes}>{inside}a</p>')
    assert kinds(timeline) == [kind]


@pytest.mark.parametrize(
    "attributes",
    [
        'tts:backgroundColor="transparent"',
        'tts:backgroundColor="#00000000"',
        'tts:fontSize="100%"',
        'tts:opacity="1.0"',
        'tts:padding="0px 0px"',
        'tts:textOutline="none"',
    ],
)
def test_initial_values_are_no_loss(attributes: str) -> None:
    assert kinds(read(f'<p begin="0s" end="1s" {attributes}>a</p>')) == []


def test_a_cue_that_ends_before_it_begins_is_never_shown() -> None:
    timeline = read('<p begin="2s" end="1s">a</p><p begin="3s" end="4s">b</p>')
    assert [event.text for event in timeline.events] == ["b"]
    assert kinds(timeline) == ["cue that is never shown"]


def test_styling_counts_once_for_each_cue_that_it_is_on() -> None:
    style = '<styling><style xml:id="s" tts:fontSize="2c"/><style xml:id="t" tts:opacity="0.5"/></styling>'
    shown = (
        '<p begin="0s" end="1s" style="s">a<span>b</span></p><p begin="1s" end="2s" style="s">c</p>'
    )
    [loss] = read(shown, style).losses
    assert (loss.kind, loss.number, loss.shown, loss.cue) == ("font size", 2, "2c", 1)


def test_what_is_written_here_reads_without_a_loss() -> None:
    written = ttml.write(Timeline((Event(0, 1000, (Run("a"),)),), "en")).text
    assert ttml.to_timeline(ttml.parse(Source.of(written))).losses == ()


@pytest.mark.parametrize(
    ("origin", "extent", "more", "expected"),
    [
        ("10% 80%", "80% 10%", 'tts:displayAlign="after"', Placement("left")),
        ("10% 10%", "80% 25%", "", Placement("left", "top")),
        ("20% 20%", "60% 30%", "", Placement("left", "top", 20, 20)),
        ("10% 10%", "30% 10%", "", Placement("left", "top", 10, 10)),
        (
            "25% 15%",
            "50% 15%",
            'tts:displayAlign="after" tts:textAlign="center"',
            Placement("center", "bottom", 50, 30),
        ),
        ("-10% 10%", "80% 20%", "", Placement("left", "top", -10, 10)),
    ],
)
def test_an_exact_region_is_an_exact_place(
    origin: str, extent: str, more: str, expected: Placement
) -> None:
    region = f'<region xml:id="r" tts:origin="{origin}" tts:extent="{extent}" {more}/>'
    timeline = read('<p region="r" begin="0s" end="1s">a</p>', f"<layout>{region}</layout>")
    assert timeline.events[0].placement == expected


@pytest.mark.parametrize(
    ("place", "box", "losses"),
    [
        (
            Placement("center", "top", 3.12, 50),
            'tts:origin="0% 50%" tts:extent="30% 50%"',
            ["exact placement"],
        ),
        (
            Placement("left", "top", 97, 98),
            'tts:origin="70% 90%" tts:extent="30% 10%"',
            ["exact placement"],
        ),
        (
            Placement("right", "bottom", 120, 50),
            'tts:origin="0% 0%" tts:extent="100% 50%"',
            ["place outside the picture"],
        ),
    ],
)
def test_a_region_has_room_for_text(place: Placement, box: str, losses: list[str]) -> None:
    written = ttml.write(Timeline((Event(0, 1000, (Run("a"),), place),)))
    assert box in written.text
    assert [loss.kind for loss in written.losses] == losses


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("word", "text of no cue"),
        ("<styling>word</styling>", "text of no cue"),
        ('<layout><region xml:id="r">word</region></layout>', "text of no cue"),
        ("<metadata>word</metadata>", "metadata"),
        ("<metadata><smpte:x>word</smpte:x></metadata>", "metadata"),
        ("<smpte:x>word</smpte:x>", "metadata"),
        ('<ttm:agent xml:id="a"><ttm:name>word</ttm:name></ttm:agent>', "metadata"),
        ("<ttm:title>one</ttm:title><ttm:title>word</ttm:title>", "metadata"),
    ],
)
def test_words_of_the_head_are_a_loss(head: str, kind: str) -> None:
    timeline = read('<p region="r" begin="0s" end="1s">a</p>', head)
    assert [loss[:3] for loss in timeline.losses] == [(kind, 1, "word")]


def test_who_speaks_is_no_loss() -> None:
    agent = '<ttm:agent xml:id="a" type="person"><ttm:name type="full">Ann</ttm:name></ttm:agent>'
    timeline = read('<p begin="0s" end="1s" ttm:agent="a">a</p>', agent)
    assert timeline.losses == ()
    assert timeline.events[0].runs[0].speaker == "Ann"


@pytest.mark.parametrize(
    "inside, shown",
    [
        ("Hello <span>again</span> all", "Hello again all"),
        ("<span>a <span>b</span> c</span> d<br/>e", "a b c d e"),
    ],
)
def test_the_words_of_a_loss_are_in_their_order(inside: str, shown: str) -> None:
    content = f'<p begin="1s" end="3s" tts:display="none">{inside}</p>'
    assert [" ".join(loss.shown.split()) for loss in read(content).losses] == [shown]


def test_a_title_with_elements_in_it_is_read_in_its_order() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">'
        '<head><metadata><ttm:title>One <x:b xmlns:x="urn:x">two</x:b> three</ttm:title></metadata></head>'
        '<body><div><p begin="1s" end="3s">a</p></div></body></tt>'
    )
    assert ttml.to_timeline(ttml.parse(Source.of(text))).title == "One two three"


def test_hidden_text_names_the_words_that_are_hidden() -> None:
    timeline = read('<p begin="0s" end="1s">A <span tts:display="none">x</span>seen</p>')
    assert [loss[:3] for loss in timeline.losses] == [("hidden text", 1, "x")]
    body = '<p begin="0s" end="1s"><span tts:visibility="hidden">A <span tts:visibility="visible">seen</span></span></p>'
    assert [loss[:3] for loss in read(body).losses] == [("hidden text", 1, "A")]


def test_a_colour_that_nobody_sees_is_none_of_srt() -> None:
    timeline = read('<p begin="0s" end="1s" tts:color="transparent">a</p>')
    written = srt.write(timeline)
    assert "font" not in written.text
    assert [loss[:3] for loss in written.losses] == [("transparency", 1, "#00000000")]
