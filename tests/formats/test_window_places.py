"""Where windows of YouTube stand: the same in its XML and its JSON, for rules and for conversions."""

from __future__ import annotations

import json

import pytest

from caption_qa_action.api import check_text
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.formats import FORMATS, parse
from caption_qa_action.formats._window_places import WindowPlace


def srv3(place: str, *lines: str) -> str:
    return f'<timedtext format="3"><head>{place}</head><body>{"".join(lines)}</body></timedtext>'


def json3(*events: dict[str, object], **head: object) -> str:
    return json.dumps({"wireMagic": "pb3", **head, "events": events})


def line(start: int, text: str, **more: object) -> dict[str, object]:
    return {"tStartMs": start, "dDurationMs": 2000, "segs": [{"utf8": text}], **more}


def read(text: str, name: str) -> tuple[Document, Timeline]:
    document = parse(Source.of(text, name))
    return document, FORMATS[document.format].to_timeline(document)


TOP = [{}, {"apPoint": 1, "ahHorPos": 50, "avVerPos": 0}]
BOTH = [
    (
        "a.srv3",
        srv3('<wp id="1" ap="1" ah="50" av="0"/>', '<p t="0" d="2000">low</p>', '<p t="500" d="2000" wp="1">high</p>'),
    ),
    (
        "a.srv3",
        srv3(
            '<wp id="1" ap="1" ah="50" av="0"/>',
            '<w t="0" id="2" wp="1"/><p t="0" d="2000">low</p>',
            '<p t="500" d="2000" w="2">high</p>',
        ),
    ),
    (
        "a.srv2",
        '<timedtext><window t="0" id="1" ap="1" ah="50" av="0"/><text t="0" d="2000">low</text>'
        '<text t="500" d="2000" w="1">high</text></timedtext>',
    ),
    ("a.json3", json3(line(0, "low"), line(500, "high", wpWinPosId=1), wpWinPositions=TOP)),
    (
        "a.json3",
        json3(
            {"tStartMs": 0, "id": 2, "wpWinPosId": 1},
            line(0, "low"),
            line(500, "high", wWinId=2),
            wpWinPositions=TOP,
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), BOTH)
def test_lines_at_two_places_do_not_overlap_and_keep_them(name: str, text: str) -> None:
    assert "overlapping_cues" not in {each.code for each in check_text(text, name).diagnostics}
    _, timeline = read(text, name)
    places = {event.text: event.placement.vertical for event in timeline.events}
    assert places == {"low": "bottom", "high": "top"}
    assert [(loss.kind, loss.shown) for loss in timeline.losses] == [("exact placement", "50 0")]


@pytest.mark.parametrize(("name", "text"), BOTH)
def test_lines_at_one_place_do_overlap(name: str, text: str) -> None:
    together = text.replace('ap="1" ah="50" av="0"', "").replace("apPoint", "x")
    together = together.replace("ahHorPos", "x").replace("avVerPos", "x")
    found = {each.code for each in check_text(together, name).diagnostics}
    # Lines of a window end where the next one begins.
    assert "overlapping_cues" in found


@pytest.mark.parametrize(
    ("place", "align", "vertical", "key"),
    [
        (WindowPlace(), "center", "bottom", ""),
        (WindowPlace("7", "50", "100"), "center", "bottom", ""),
        (WindowPlace("6", "20", "100"), "left", "bottom", "6 20 100"),
        (WindowPlace("7", "50", "10"), "center", "top", "7 50 10"),
        (WindowPlace("2", "", ""), "right", "top", "2 50 100"),
        (WindowPlace("9", "x", "²"), "center", "bottom", "9 x ²"),
    ],
)
def test_a_place_is_the_nearest_of_nine(
    place: WindowPlace, align: str, vertical: str, key: str
) -> None:
    assert (place.placement.align, place.placement.vertical, place.key) == (align, vertical, key)


ADDED = [
    ("a.srv2", '<timedtext><text t="0" d="2000" w="1">hello</text><text t="500" d="2500" w="1" append="1"> there</text></timedtext>'),
    ("a.srv3", srv3("", '<p t="0" d="2000" w="1">hello</p><p t="500" d="2500" w="1" a="1"> there</p>')),
    ("a.json3", json3(line(0, "hello", wWinId=1), {**line(500, " there", wWinId=1, aAppend=1), "dDurationMs": 2500})),
]  # fmt: skip


TIMED = [
    ADDED[0],
    ADDED[1],
    ADDED[2],
    ("b.srv3", srv3("", '<p t="0" d="2000"><s>hello</s><s t="500"> there</s></p>')),
    ("b.json3", json3(line(0, "", segs=[{"utf8": "hello"}, {"utf8": " there", "tOffsetMs": 500}]))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), TIMED)
def test_when_words_appear_is_lost_in_every_form_alike(name: str, text: str) -> None:
    _, timeline = read(text, name)
    assert [(loss.kind, loss.shown, loss.cue) for loss in timeline.losses] == [
        ("word times", "500", 1)
    ]


@pytest.mark.parametrize("offset", [0, None])
def test_a_word_that_appears_with_its_line_has_no_time_of_its_own(offset: int | None) -> None:
    segment = {"utf8": "hello", **({} if offset is None else {"tOffsetMs": offset})}
    _, timeline = read(json3(line(0, "", segs=[segment, {"utf8": " there"}])), "a.json3")
    assert timeline.losses == ()


@pytest.mark.parametrize(("name", "text"), ADDED)
def test_text_that_is_added_to_a_line_belongs_to_it(name: str, text: str) -> None:
    document, _ = read(text, name)
    [cue] = document.cues
    assert (cue.start_ms, cue.end_ms, document.plain(cue)) == (0, 3000, "hello there")
    apart, _ = read(text.replace('w="1" a', 'w="2" a').replace('1, "aA', '2, "aA'), name)
    assert len(apart.cues) == 2


def test_a_pen_that_is_seen_is_a_loss_and_one_that_is_not_is_none() -> None:
    pens = [{}, {"iAttr": 1}, {"fcForeColor": 16777215, "foForeAlpha": 254}]
    _, timeline = read(
        json3(line(0, "a", pPenId=1), line(2500, "b", pPenId=2), pens=pens), "a.json3"
    )
    assert [(loss.kind, loss.shown, loss.cue) for loss in timeline.losses] == [
        ("other styling", "iAttr 1", 1)
    ]
