"""TTML: its text, its times, its tree, and damaged XML."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event
from caption_qa_action.core.xml import Element
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse, ttml
from caption_qa_action.formats.ttml.intervals import Intervals
from caption_qa_action.formats.ttml.time import Ms
from tests.growth import assert_linear

HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
)


def document_of(body: str, head: str = "", attributes: str = 'xml:lang="en"') -> Document:
    text = f"{HEAD}{attributes}><head>{head}</head><body><div>{body}</div></body></tt>"
    return ttml.parse(Source.of(text))


def texts(document: Document) -> list[str]:
    return [document.plain(cue) for cue in document.cues]


def codes(document: Document) -> set[str]:
    return {problem.code for problem in document.problems}


def events(document: Document) -> tuple[Event, ...]:
    return ttml.to_timeline(document).events


def start_of(begin: str, attributes: str = "") -> int:
    document = document_of(f'<p begin="{begin}" dur="1s">x</p>', attributes=attributes)
    return document.cues[0].start_ms


@pytest.mark.parametrize(
    "raw, attributes, ms",
    [
        ("00:00:01", "", 1000),
        ("00:00:01.5", "", 1500),
        ("100:00:00.000", "", 360_000_000),
        ("0.5h", "", 1_800_000),
        ("1.5m", "", 90_000),
        ("2.25s", "", 2250),
        ("750ms", "", 750),
        ("0.5ms", "", 1),
        ("0.4ms", "", 0),
        ("15f", "", 500),
        ("00:00:01:15", "", 1500),
        ("00:00:01:12", 'ttp:frameRate="25"', 1480),
        ("00:00:00:01.1", 'ttp:frameRate="25" ttp:subFrameRate="2"', 60),
        ("30f", 'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"', 1001),
        ("3t", "", 3000),
        ("3t", 'ttp:tickRate="2"', 1500),
        ("50t", 'ttp:frameRate="25" ttp:subFrameRate="2"', 1000),
        (
            "01:00:00:00",
            'ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"',
            3_603_600,
        ),
        (
            "01:00:00:00",
            'ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:dropMode="dropNTSC"',
            3_599_996,
        ),
        (
            "01:00:00:00",
            'ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" ttp:dropMode="dropPAL"',
            3_599_996,
        ),
    ],
)
def test_a_time_expression_is_exact(raw: str, attributes: str, ms: int) -> None:
    assert start_of(raw, attributes) == ms


@pytest.mark.parametrize(
    "raw, ms, detail",
    [
        (" 1s", 1000, "whitespace"),
        ("1:02", 62_000, "clock"),
        ("00:00:01,500", 1500, "clock"),
        ("1.5", 1500, "metric"),
        ("00:00:75", 75_000, "range"),
        ("00:00:01;15", 1500, "clock"),
    ],
)
def test_a_time_that_can_only_mean_one_thing_is_read_and_reported(
    raw: str, ms: int, detail: str
) -> None:
    document = document_of(f'<p begin="{raw}" end="100s">x</p>')
    [problem] = document.problems
    assert document.cues[0].start_ms == ms
    assert (problem.code, problem.detail) == ("invalid_timestamp", detail)
    assert document.source.text[problem.span.start : problem.span.end] == raw
    assert not document.guessed


@pytest.mark.parametrize(
    "raw", ["soon", "", "-1s", "9" * 5000 + "s", "wallclock(2026-01-01)", "١s"]
)
def test_a_time_that_means_nothing_is_guessed(raw: str) -> None:
    document = document_of(f'<p begin="{raw}" end="2s">x</p>')
    assert "invalid_timestamp" in codes(document)
    assert document.guessed == {1}


def test_a_negative_begin_of_a_division_moves_what_is_in_it() -> None:
    source = Source.of(
        '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div begin="-01:00:00:00">'
        '<p begin="01:00:01:00" end="01:00:03:00">x</p></div></body></tt>'
    )
    document = ttml.parse(source)
    (cue,) = document.cues
    assert (cue.start_ms, cue.end_ms) == (1000, 3000)
    assert not document.guessed, "the time of the cue itself can be read"
    assert [(each.code, each.detail) for each in document.problems] == [
        ("invalid_timestamp", "sign")
    ]


def test_a_negative_begin_of_a_division_that_counts_by_time_code_is_how_itt_is_written() -> None:
    moved = document_of(
        '<div begin="-01:00:00:00"><p begin="01:00:01:00" end="01:00:03:12">x</p></div>',
        attributes='ttp:timeBase="smpte" ttp:frameRate="25"',
    )
    assert [(cue.start_ms, cue.end_ms) for cue in moved.cues] == [(1000, 3480)]
    assert [(each.code, each.detail) for each in moved.problems] == [
        ("invalid_timestamp", "offset")
    ]
    itself = document_of(
        '<p begin="-00:00:01:00" end="00:00:03:12">x</p>',
        attributes='ttp:timeBase="smpte" ttp:frameRate="25"',
    )
    assert [each.detail for each in itself.problems] == ["sign"]
    assert itself.guessed == {1}


def test_ebu_tt_of_the_first_part_and_smpte_tt_are_read_as_far_as_they_are_text() -> None:
    ebu = ttml.parse(
        Source.of(
            '<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
            'xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ebuttm="urn:ebu:tt:metadata" '
            'ttp:timeBase="smpte" ttp:frameRate="25" ttp:markerMode="discontinuous" xml:lang="de"><tt:head>'
            "<tt:metadata><ebuttm:documentMetadata/></tt:metadata><tt:styling>"
            '<tt:style xml:id="s" tts:fontSize="1c 2c" tts:color="yellow"/></tt:styling></tt:head><tt:body>'
            '<tt:div><tt:p begin="10:00:05:00" end="10:00:07:12"><tt:span style="s">a</tt:span><tt:br/>b'
            "</tt:p></tt:div></tt:body></tt:tt>"
        )
    )
    assert [(each.start_ms, each.end_ms, each.text) for each in events(ebu)] == [
        (36_005_000, 36_007_480, "a\nb")
    ]
    assert events(ebu)[0].runs[0].style.color == "#ffff00"
    smpte = document_of(
        '<p begin="00:01:00:02" end="00:01:02:00">a</p></div>'
        '<div xmlns:smpte="http://www.smpte-ra.org/schemas/2052-1/2010/smpte-tt" smpte:backgroundImage="#i">',
        attributes='ttp:timeBase="smpte" ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001" '
        'ttp:dropMode="dropNTSC"',
    )
    assert [(cue.start_ms, cue.end_ms) for cue in smpte.cues] == [(60_060, 61_995)]
    assert smpte.problems == []
    assert [loss.kind for loss in ttml.to_timeline(smpte).losses] == ["picture"]


def test_a_frame_beyond_the_rate_and_a_dropped_one_are_noticed() -> None:
    document = document_of(
        '<p begin="00:01:00:00" end="00:02:03:30">x</p>',
        attributes='ttp:timeBase="smpte" ttp:dropMode="dropNTSC" ttp:frameRate="30"',
    )
    assert codes(document) == {"ttml_dropped_frame", "ttml_frame_out_of_range"}


def test_the_earlier_of_end_and_duration_ends_a_cue() -> None:
    document = document_of(
        '<p begin="1s" end="5s" dur="2s">x</p><p begin="1s" end="2s" dur="9s">y</p>'
    )
    assert [cue.end_ms for cue in document.cues] == [3000, 2000]


def test_a_child_ends_with_its_parent() -> None:
    document = document_of('<div begin="10s" end="20s"><p begin="5s" end="15s">x</p></div>')
    assert (document.cues[0].start_ms, document.cues[0].end_ms) == (15_000, 20_000)
    assert codes(document) == {"ttml_clipped_by_parent"}


def test_a_cue_after_the_end_of_its_parent_is_kept_and_never_shown() -> None:
    document = document_of('<div end="20s"><p begin="25s" end="30s">x</p></div>')
    assert texts(document) == ["x"]
    assert codes(document) == {"ttml_clipped_by_parent"}
    assert document.guessed == {1}
    assert events(document) == ()


def test_what_follows_something_endless_in_a_sequence_is_never_shown() -> None:
    document = document_of('<div timeContainer="seq"><p>a</p><p dur="1s">b</p></div>')
    assert texts(document) == ["a", "b"]
    assert [event.text for event in events(document)] == ["a"]


def test_a_cue_without_an_end_lasts_longer_than_all_others() -> None:
    document = document_of('<p begin="1s">a</p><p begin="2s" end="9s">b</p>')
    assert document.cues[0].end_ms > 9000
    assert document.guessed == {1}
    assert codes(document) == {"ttml_untimed_content"}


def test_timed_spans_are_cues_of_their_own() -> None:
    document = document_of(
        '<p begin="10s" end="20s"><span end="2s">a</span> <span begin="3s">b<br/>c</span></p>'
    )
    assert [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues] == [
        (10_000, 12_000, "a"),
        (13_000, 20_000, "b\nc"),
    ]


def programme(start: str, body: str, attributes: str, layout: str = "") -> Document:
    """A document of EBU-TT that states when its programme starts."""
    stated = f"<m:documentMetadata><m:documentStartOfProgramme>{start}</m:documentStartOfProgramme></m:documentMetadata>"
    return document_of(
        body,
        f"<metadata>{stated}</metadata>{layout}",
        f'xmlns:m="urn:ebu:tt:metadata" {attributes}',
    )


SMPTE = 'ttp:timeBase="smpte" ttp:frameRate="25"'


@pytest.mark.parametrize(
    "start, attributes, begin, end",
    [
        ("10:00:00:00", SMPTE, "10:00:05:05", "10:00:07:00"),
        (" 10:00:00:00 ", 'ttp:frameRate="25"', "10:00:05.200", "10:00:07.000"),
        ("10:00:00.000", 'ttp:frameRate="25"', "10:00:05.200", "10:00:07.000"),
        ("00:59:54:20", SMPTE, "01:00:00:00", "01:00:01:20"),
        ("00:00:00:00", SMPTE, "00:00:05:05", "00:00:07:00"),
        ("soon", SMPTE, "00:00:05:05", "00:00:07:00"),
        # The time code of a media whose captions count from its start.
        ("00:00:05:06", SMPTE, "00:00:05:05", "00:00:07:00"),
    ],
)
def test_times_count_from_the_start_of_the_programme(
    start: str, attributes: str, begin: str, end: str
) -> None:
    """EBU Tech 3350, documentStartOfProgramme; the same as the header of EBU STL states."""
    document = programme(start, f'<p begin="{begin}" end="{end}">Hello</p>', attributes)
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(5200, 7000)]


def test_a_programme_may_begin_with_its_first_caption() -> None:
    document = programme("10:00:00:00", '<p begin="10:00:00:00" end="10:00:02:00">a</p>', SMPTE)
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(0, 2000)]


def test_regions_and_animations_move_with_the_programme() -> None:
    body = (
        '<p region="r" begin="10:00:05:00" end="10:00:09:00"><set begin="1s" end="2s" tts:visibility="hidden"/>'
        "<span>Hello</span></p>"
    )
    layout = '<layout><region xml:id="r" begin="10:00:00:00" end="10:00:08:00"/></layout>'
    found = events(programme("10:00:00:00", body, SMPTE, layout))
    assert [(event.start_ms, event.end_ms) for event in found] == [(5000, 6000), (7000, 8000)]


def test_a_time_that_is_guessed_is_not_before_the_start() -> None:
    body = '<p begin="10:00:05:00" end="10:00:09:00">a</p><p begin="oops" end="10:00:12:00">b</p>'
    document = programme("10:00:00:00", body, SMPTE)
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(5000, 9000), (0, 12000)]
    assert document.guessed == {2}


@pytest.mark.parametrize("place", ["<p {}>documentStartOfProgramme 10:00:00:00</p>", "<p {}>x</p>"])
def test_a_programme_starts_where_the_head_says(place: str) -> None:
    body = place.format('begin="10:00:05.000" end="10:00:09.000"') + (
        '<metadata xmlns:m="urn:ebu:tt:metadata"><m:documentStartOfProgramme>10:00:00:00'
        "</m:documentStartOfProgramme></metadata>"
    )
    assert document_of(body).cues[0].start_ms == 36_005_000


def test_a_region_that_is_not_there_yet_shows_nothing() -> None:
    document = document_of(
        '<p region="r" begin="0s" end="9s">x</p>',
        '<layout><region xml:id="r" begin="2s" end="3s"/></layout>',
    )
    assert [(event.start_ms, event.end_ms) for event in events(document)] == [(2000, 3000)]


def test_text_hidden_for_a_while_is_two_events() -> None:
    document = document_of(
        '<p begin="1s" end="9s"><set tts:visibility="hidden" begin="2s" end="3s"/>x</p>'
    )
    assert [(event.start_ms, event.end_ms) for event in events(document)] == [
        (1000, 3000),
        (4000, 9000),
    ]


@pytest.mark.parametrize(
    "content, shown",
    [
        (" a \n b ", "a b"),
        ("a <br/> b", "a\nb"),
        ("a<br></br>b", "a\nb"),
        ("<span>a</span> <span>b</span>", "a b"),
        ("a <span> b</span>", "a b"),
        ("a<metadata><ttm:desc>no</ttm:desc></metadata>b", "ab"),
        ("<ttm:desc>no</ttm:desc>b", "b"),
        ("a<!-- no -->b", "ab"),
        ("a<![CDATA[<b> & c]]>", "a<b> & c"),
        ("&lt;i&gt; &amp;amp; &#233;&#x1F600;", "<i> &amp; é😀"),
        ('<span xml:space="preserve"> a  b </span>', " a  b "),
        (
            '<span tts:ruby="container"><span tts:ruby="base">漢</span><span tts:ruby="text">かん</span></span>',
            "漢",
        ),
        ('<foreign xmlns="urn:x">no</foreign>b', "b"),
        ("{a}  b", "{a} b"),
    ],
)
def test_text_is_what_a_viewer_reads(content: str, shown: str) -> None:
    document = document_of(f'<p begin="0s" end="1s">{content}</p>')
    assert texts(document) == [shown]
    assert [event.text for event in events(document)] == [shown]


def test_white_space_is_kept_where_the_document_says_so() -> None:
    document = document_of('<p begin="0s" end="1s"> a  b </p>', attributes='xml:space="preserve"')
    assert texts(document) == [" a  b "]


def test_styles_come_from_references_regions_and_parents() -> None:
    document = document_of(
        '<p begin="0s" end="1s" region="r" style="b">x<span tts:color="red">y</span></p>',
        '<styling><style xml:id="a" tts:fontStyle="italic"/><style xml:id="b" style="a b" tts:fontWeight="bold"/>'
        '</styling><layout><region xml:id="r" tts:displayAlign="before" tts:textAlign="center">'
        '<style tts:textDecoration="underline"/></region></layout>',
    )
    [event] = events(document)
    assert [(run.text, run.style.color) for run in event.runs] == [("x", ""), ("y", "#ff0000")]
    assert all(run.style[:3] == (True, True, True) for run in event.runs)
    assert (event.placement.vertical, event.placement.align) == ("top", "center")


def test_an_agent_is_the_speaker_and_a_language_is_kept() -> None:
    document = document_of(
        '<p begin="0s" end="1s" ttm:agent="bob">x <span xml:lang="fr">y</span></p>',
        '<metadata><ttm:agent xml:id="bob" type="person"><ttm:name type="full">Bob B.</ttm:name></ttm:agent></metadata>',
    )
    [event] = events(document)
    assert [(run.speaker, run.language) for run in event.runs] == [("Bob B.", ""), ("Bob B.", "fr")]
    assert document.language == "en"


def test_ruby_is_beside_the_text() -> None:
    document = document_of(
        '<p begin="0s" end="1s">a<span tts:ruby="container"><span tts:ruby="base">漢</span>'
        '<span tts:ruby="text">かん</span></span>b</p>'
    )
    [event] = events(document)
    assert [(run.text, run.ruby) for run in event.runs] == [("a", ""), ("漢", "かん"), ("b", "")]


def test_apples_lyrics_count_from_the_beginning() -> None:
    text = (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:i="http://music.apple.com/lyric-ttml-internal" '
        'i:timing="Word"><body><div begin="10.5" end="1:00"><p begin="10.5" end="12.0">'
        '<span begin="10.5" end="11.0">a</span></p></div></body></tt>'
    )
    document = ttml.parse(Source.of(text))
    assert [(cue.start_ms, cue.end_ms) for cue in document.cues] == [(10_500, 12_000)]
    assert document.problems == []


def test_the_tree_knows_where_everything_stands() -> None:
    document = document_of('<p begin="0s" end=\'1s\'>é<span tts:color="red">x</span></p>')
    assert document.tree is not None
    text = document.source.text
    p = next(element for element in document.tree.elements() if element.tag == "p")
    assert text[p.start : p.tag_end] == "<p begin=\"0s\" end='1s'>"
    assert text[p.close_start : p.end] == "</p>"
    end = p.attribute("end")
    assert end is not None
    assert text[slice(*end.value_span)] == "1s"
    [_, span] = [element for element in document.tree.elements() if element.tag in ("p", "span")]
    assert [(found.name, text[slice(*found.span)]) for found in span.attributes] == [
        ("tts:color", 'tts:color="red"')
    ]


def test_a_paragraph_may_declare_its_own_namespaces() -> None:
    body = (
        '<p xmlns:tts="http://www.w3.org/ns/ttml#styling" begin="1s" end="2s" tts:color="red">x</p>'
    )
    document = ttml.parse(
        Source.of(
            f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang=""><body><div>{body}</div></body></tt>'
        )
    )
    assert document.problems == []
    assert events(document)[0].runs[0].style.color == "#ff0000"


def test_utf_16_is_read() -> None:
    text = f'{HEAD}xml:lang="en"><body><div><p begin="0s" end="1s">é</p></div></body></tt>'
    xml = f'<?xml version="1.0" encoding="UTF-16"?>{text}'
    document = parse(decode("a.ttml", xml.encode("utf-16")))
    assert texts(document) == ["é"]
    assert document.problems == []


def test_a_declared_encoding_that_is_not_the_real_one_does_no_harm() -> None:
    xml = f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD}><body><p begin="0s" end="1s">é</p></body></tt>'
    document = parse(decode("a.ttml", xml.encode()))
    assert (texts(document), document.problems) == (["é"], [])


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<tt/>", True),
        ('<?xml version="1.0"?>\n<!-- <x> --><!DOCTYPE tt>\n<a:tt xmlns:a="x">', True),
        ("<ttx/>", False),
        ("<html><tt/></html>", False),
        ("a <tt>", False),
    ],
)
def test_only_a_root_called_tt_makes_a_ttml_file(text: str, expected: bool) -> None:
    assert ttml.sniff(text) is expected


@pytest.mark.parametrize(
    "damaged",
    [
        '<p begin="1s" end="2s">a<b</p>',
        '<p begin="1s" end="2s">a & b</p>',
        '<p begin="1s" end="2s">a</i></p>',
        '<p begin="1s" end="2s">a</div>',
        '<p begin="1s" end="2s>a</p>',
        '<p begin="1s" end="2s">a <!-- b </p>',
        '<p begin="1s" end="2s">a\x01</p>',
        '<p begin="1s" begin="2s">a</p>',
        '<p begin="1s" end="2s">a&nbsp;b</p>',
        '<p begin="1s" end="2s" foo:bar="x">a</p>',
    ],
)
def test_damage_is_reported_once_and_costs_no_other_cue(damaged: str) -> None:
    document = document_of(
        f'<p begin="0s" end="1s">first</p>{damaged}<p begin="3s" end="4s">last</p>'
    )
    assert [problem.code for problem in document.problems].count("xml_not_well_formed") == 1
    shown = [(cue.start_ms, document.plain(cue)) for cue in document.cues]
    assert shown[0] == (0, "first")
    assert shown[-1] == (3000, "last")
    assert len(shown) == 3


def test_an_error_is_placed_where_it_is() -> None:
    text = "<tt>\n<body><p>é & </p></body></tt>"
    [problem, _] = ttml.parse(Source.of(text)).problems
    assert text[problem.span.start - 2 : problem.span.start] in ("é ", " &")


def test_a_billion_laughs_are_not_expanded() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE tt [<!ENTITY l0 "lol">{entities}]><tt><body><p begin="0s" end="1s">&l9;</p></body></tt>'
    document = ttml.parse(Source.of(text))
    assert codes(document) == {"xml_doctype", "xml_not_well_formed"}
    assert texts(document) == ["&l9;"]


def test_external_entities_are_not_read() -> None:
    text = (
        '<!DOCTYPE tt SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        '<tt><body><p begin="0s" end="1s">&e;</p></body></tt>'
    )
    document = ttml.parse(Source.of(text))
    assert texts(document) == ["&e;"]
    assert "xml_doctype" in codes(document)


def test_ten_thousand_nested_elements_are_one_problem() -> None:
    document = document_of(f'<p begin="0s" end="1s">{"<span>" * 10_000}x{"</span>" * 10_000}y</p>')
    assert texts(document) == ["xy"]
    assert codes(document) == {"xml_nested_too_deep"}
    assert [event.text for event in events(document)] == ["xy"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "hostile",
    [
        "<p ",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE [",
        "<p begin='",
        '<p a="" ',
        "</p>",
        "<p>",
        "&",
        '<p begin="1s" end="2s"><br/>',
        "<span><br/>",
        " \n",
    ],
)
def test_reading_is_linear(hostile: str) -> None:
    assert_linear(lambda n: hostile * n, document_of, 50_000 // len(hostile))


def test_each_element_is_looked_into_once_for_how_long_it_lasts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is in all that are around it, and each of them asks."""
    looked_into: list[Element] = []
    duration = Intervals._duration

    def look(self: Intervals, element: Element) -> Ms | None:
        looked_into.append(element)
        return duration(self, element)

    monkeypatch.setattr(Intervals, "_duration", look)
    nested = '<div timeContainer="seq"><p dur="1s">a</p>' * 100 + "</div>" * 100
    document = parse(
        Source.of(f'<tt xmlns="http://www.w3.org/ns/ttml"><body>{nested}</body></tt>', "a.ttml")
    )
    starts = [(cue.start_ms, cue.end_ms) for cue in document.cues]
    assert starts == [(at * 1000, at * 1000 + 1000) for at in range(100)]
    assert len(looked_into) == len(set(map(id, looked_into))) == 99
