"""What a conversion leaves out because no timeline holds it has a name, and what it holds has none."""

from __future__ import annotations

import json

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import parse


def read(text: str, path: str) -> Document:
    return parse(Source.of(text, path))


def named(text: str, path: str, target: str = "srt", *, stream_time: bool = False) -> list[str]:
    written = convert(read(text, path), target, stream_time=stream_time)
    return [loss.kind for loss in written.losses]


@pytest.mark.parametrize("tail", ["Spoken", " Spoken", " - Spoken words, and more of them: 3:16"])
@pytest.mark.parametrize("times", ["0:00:04.000,0:00:06.000", "00:00:04.00,00:00:06.00"])
def test_text_behind_the_times_of_sbv(tail: str, times: str) -> None:
    text = f"0:00:01.000,0:00:03.000\nOne\n\n{times}{tail}\nTwo\n"
    document = read(text, "a.sbv")
    found = [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]
    assert found == [(1000, 3000, "One"), (4000, 6000, "Two")]
    assert [problem.detail for problem in document.problems] == ["trailing_text"]
    assert named(text, "a.sbv") == ["words beside the times"]


@pytest.mark.parametrize(
    "line", ["0:00:04.000,0:00:06.0001", "0:00:04.000,0:00:06.000,0", "0:00:04.000, 9 dogs"]
)
def test_what_is_no_text_behind_the_times_of_sbv(line: str) -> None:
    document = read(f"0:00:01.000,0:00:03.000\nOne\n\n{line}\nTwo\n", "a.sbv")
    assert "trailing_text" not in [problem.detail for problem in document.problems]


@pytest.mark.parametrize("value", ["LOCAL:x,MPEGTS:900000", "MPEGTS:abc", "", "LOCAL:00:00:00.000"])
def test_a_time_map_that_cannot_be_read_is_a_loss_applied_or_not(value: str) -> None:
    text = f"WEBVTT\nX-TIMESTAMP-MAP={value}\n\n00:01.000 --> 00:02.000\nOne\n"
    assert named(text, "a.vtt") == ["time map of a stream"]
    assert named(text, "a.vtt", stream_time=True) == ["time map of a stream"]


CUE = {"index": 1, "startMs": 1000, "endMs": 2000, "lines": ["One"]}


@pytest.mark.parametrize(
    ("top", "cue", "expected"),
    [
        ({}, {}, []),
        ({"language": "en"}, {"id": "1"}, []),
        ({"note": "Two"}, {}, ["unread field"]),
        ({"list": [{"a": 1}]}, {}, ["unread field"]),
        ({}, {"translation": "Eins"}, ["unread field"]),
        ({}, {"text": "Two"}, ["unread field"]),
        ({}, {"start": 500}, ["unread field"]),
        ({}, {"runs": [{"text": "Two", "italic": True}]}, ["unread field"]),
        ({}, {"runs": [{"text": "One"}], "layer": 0, "dialogue": True, "placement": {}}, []),
    ],
)  # fmt: skip
def test_fields_of_json_that_nothing_reads(
    top: dict[str, object], cue: dict[str, object], expected: list[str]
) -> None:
    data = {"format": "captionpass-json", "version": 1, **top, "cues": [{**CUE, **cue}]}
    assert named(json.dumps(data), "a.json") == expected


ASS = (
    "[Script Info]\nScriptType: v4.00+\nPlayResX: 384\nPlayResY: 288\n\n[V4+ Styles]\n"
    "Format: Name, Fontname, Fontsize\nStyle: Default,Arial,16\n\n[Events]\n"
    "Format: Layer, Start, End, Style, Text\nDialogue: 0,0:00:01.00,0:00:03.00,Default,One\n"
)  # fmt: skip


@pytest.mark.parametrize("above", ["Two are missing\n", "\n Two\n\nThree\n", "\ufeffTwo\n"])
def test_words_before_the_first_section_of_ass_are_reported_and_named(above: str) -> None:
    document = read(above + ASS, "a.ass")
    found = [problem for problem in document.problems if problem.code == "ass_stray_line"]
    assert len(found) == len(above.strip().splitlines()) - above.count("\n\n")
    assert "Two" in found[0].message
    usual = named(ASS, "a.ass")
    assert sorted(named(above + ASS, "a.ass")) == sorted([*usual, "line that is no event"])


SAMI = (
    "<SAMI><HEAD><STYLE>.ENCC {{lang: en-US;}} .FRCC {{lang: fr-FR;}}</STYLE></HEAD><BODY>\n"
    "<SYNC Start=1000><P{}>One\n<SYNC Start=3000><P{}>Two\n<SYNC Start=5000><P{}>Three\n<SYNC Start=7000><P>&nbsp;\n</BODY></SAMI>\n"
)


@pytest.mark.parametrize(
    ("classes", "words", "language"),
    [
        (("", "", ""), ["One", "Two", "Three"], ""),
        (("", " Class=ENCC", ""), ["One", "Two", "Three"], "en-US"),
        ((" Class=ENCC", "", " Class=ENCC"), ["One", "Two", "Three"], "en-US"),
        ((" Class=ENCC", "", " Class=FRCC"), ["One", "Two"], "en-US"),
        (("", " Class=FRCC", " Class=ENCC"), ["One", "Two"], "fr-FR"),
    ],
)
def test_a_paragraph_without_a_class_is_shown_in_every_language(
    classes: tuple[str, ...], words: list[str], language: str
) -> None:
    text = SAMI.format(*classes)
    written = convert(read(text, "a.smi"), "json")
    assert [cue["lines"] for cue in json.loads(written.text)["cues"]] == [[word] for word in words]
    expected = [] if len(words) == 3 else ["caption of another language"]
    assert [loss.kind for loss in written.losses] == expected
    assert read(text, "a.smi").language == language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One<i> </i>two", []),
        ("One<b> </b>two", []),
        ("One<u> </u>two", ["underlined text"]),
        ("One<i> two</i>", ["italic text"]),
    ],
)
def test_the_look_of_blanks_is_a_loss_where_it_is_seen(text: str, expected: list[str]) -> None:
    assert named(f"1\n00:00:01,000 --> 00:00:03,000\n{text}\n", "a.srt", "sbv") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [("srt", ["layer"]), ("webvtt", ["layer"]), ("sbv", ["layer"]), ("ass", [])],
)
def test_what_is_drawn_over_what_is_a_loss_where_a_format_has_no_layers(
    target: str, expected: list[str]
) -> None:
    data = {"format": "captionpass-json", "version": 1, "cues": [{**CUE, "layer": 2}]}
    assert named(json.dumps(data), "a.json", target) == expected


PARAGRAPH = "<SAMI><BODY><SYNC Start=1000><P>{}<SYNC Start=3000><P>&nbsp;</BODY></SAMI>"
TIMED = (
    '<timedtext format="3"><head><pen id="1" {0}/><wp id="1" {1}/></head><body><p t="1000" d="2000" wp="1">'
    '<s p="1">One</s><s p="1"{2}> two</s></p></body></timedtext>'
)
PROJECT = (
    '<fcpxml version="1.9"><project><sequence><spine><gap offset="0s" duration="9s"><title offset="1s" duration="2s">{2}'
    '<text{1}><text-style ref="t">One</text-style></text><text-style-def id="t"><text-style {0}/></text-style-def></title>'
    "</gap></spine></sequence></project></fcpxml>"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>One</b> <font color=red>two</font>", []),
        ('<font face="Arial">One</font>', ["font"]),
        ("<font size=5>One</font>", ["font size"]),
        ("<ruby>One<rt>two</rt></ruby>", ["ruby annotation"]),
        ('<span style="color:red">One</span>', ["other styling"]),
        ("One<img src=x>", ["picture"]),
        ("<div dir=rtl>One</div>", ["direction of the text"]),
        ("One<!-- two", ["hidden text"]),
    ],
)
def test_looks_of_sami_that_are_not_carried(text: str, expected: list[str]) -> None:
    assert named(PARAGRAPH.format(text), "a.smi") == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (('b="1" fc="#FF0000" fo="254" sz="100" et="0"', 'ap="1"', ""), []),
        (('fo="100"', "", ""), ["transparency"]),
        (('bo="255"', "", ""), ["background colour"]),
        (('et="3"', "", ""), ["outline"]),
        (('fs="3"', "", ""), ["font"]),
        (('sz="200"', "", ""), ["font size"]),
        (('of="2"', "", ""), ["other styling"]),
        (('rb="4"', "", ""), ["ruby annotation"]),
        (("", 'ap="1" ah="20" av="30"', ""), ["exact placement"]),
        (("", "", ' t="500"'), ["word times"]),
    ],
)
def test_looks_of_timed_text_that_are_not_carried(
    parts: tuple[str, ...], expected: list[str]
) -> None:
    assert named(TIMED.format(*parts), "a.srv3") == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (('bold="1" fontColor="1 0 0 1" fontFace="Regular"', ' placement="top"', ""), []),
        (('font="Arial"', "", ""), ["font"]),
        (('fontSize="30"', "", ""), ["font size"]),
        (('backgroundColor="1 0 0 1"', "", ""), ["background colour"]),
        (('strokeColor="1 0 0 1"', "", ""), ["outline"]),
        (("", ' placement="left"', ""), ["placement"]),
        (("", ' position="1 2"', ""), ["exact placement"]),
        (("", "", '<param name="Position" value="0 -400"/>'), ["exact placement"]),
        (("", "", "<note>A note</note>"), ["comment"]),
    ],
)
def test_looks_of_fcpxml_that_are_not_carried(parts: tuple[str, ...], expected: list[str]) -> None:
    assert named(PROJECT.format(*parts), "a.fcpxml") == expected


def test_the_colour_of_fcpxml_is_carried() -> None:
    document = read(PROJECT.format('fontColor="0.5 0 1 1"', "", ""), "a.fcpxml")
    assert '<font color="#8000ff">One</font>' in convert(document, "srt").text
    document = read(PROJECT.format('fontColor="1 1 1 1"', "", ""), "a.fcpxml")
    assert "<font" not in convert(document, "srt").text


SONG = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
    'xmlns:itunes="http://music.apple.com/lyric-ttml-internal" itunes:timing="Word"><body><div><p begin="1.0" end="5.0">'
    '<span begin="1.0" end="2.0">Next</span>{}<span ttm:role="x-bg">{}</span></p></div></body></tt>'
)


@pytest.mark.parametrize("between", ["", " ", "\n  "])
@pytest.mark.parametrize("behind", ["(bg)", '<span begin="3.0" end="4.0">(bg)</span>'])
def test_what_is_sung_behind_stands_on_a_line_of_its_own(between: str, behind: str) -> None:
    written = convert(read(SONG.format(between, behind), "a.ttml"), "srt")
    assert written.text.endswith("\nNext\n(bg)\n")


WINDOWS = {
    "a.srv2": (
        '<timedtext><text w="1" t="1000" d="3000">Hello</text><text w="{}" t="2000" d="2000" append="1"> there</text>'
        '<text w="1" t="5000" d="2000">Next</text></timedtext>'
    ),
    "a.srv3": (
        '<timedtext format="3"><body><p t="1000" d="3000" w="1">Hello</p><p t="2000" d="2000" w="{}" a="1"> there</p>'
        '<p t="5000" d="2000" w="1">Next</p></body></timedtext>'
    ),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_text_that_is_added_to_a_window_stands_with_what_it_shows(name: str) -> None:
    document = read(WINDOWS[name].format(1), name)
    written = convert(document, "json")
    cues = [
        (cue["startMs"], cue["endMs"], cue["lines"]) for cue in json.loads(written.text)["cues"]
    ]
    assert cues == [(1000, 4000, ["Hello there"]), (5000, 7000, ["Next"])]
    assert [loss.kind for loss in written.losses] == ["word times"]
    assert named(WINDOWS[name].format(2), name) == []


@pytest.mark.parametrize(
    ("inside", "direction", "number"),
    [
        ('<span tts:direction="rtl" tts:unicodeBidi="embed">Two!</span>', "rtl", 0),
        ('One <span tts:direction="rtl" tts:unicodeBidi="embed">two!</span>', "", 1),
        ('<span tts:direction="rtl" tts:unicodeBidi="bidiOverride">two</span>', "rtl", 1),
        ('<span tts:direction="rtl">One</span> <span tts:direction="rtl">two</span>', "rtl", 0),
    ],
)
def test_the_direction_of_all_text_is_kept_and_that_of_a_part_named(
    inside: str, direction: str, number: int
) -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><body><div>'
        f'<p begin="1s" end="2s">{inside}</p></div></body></tt>'
    )
    written = convert(read(text, "a.ttml"), "json")
    assert json.loads(written.text)["cues"][0].get("direction", "") == direction
    assert [(loss.kind, loss.number) for loss in written.losses] == [
        ("direction of the text", number)
    ] * number
