"""YouTube timed text: windows that roll, references that are escaped twice, and hostile files."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import FORMATS, detect, parse
from tests.formats.test_contract import assert_well_formed


def read(inside: str) -> Document:
    document = parse(
        Source.of(f'<timedtext format="3"><body>{inside}</body></timedtext>', "talk.srv3")
    )
    assert document.format == "timedtext"
    assert_well_formed(document)
    FORMATS["timedtext"].to_timeline(document)
    return document


def shown(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, document.plain(cue)) for cue in document.cues]


def test_lines_of_a_window_end_where_the_next_one_begins_and_others_do_not() -> None:
    lines = '<p t="0" d="5000"{0}>a</p><p t="2000" d="5000"{0}>b</p>'
    assert shown(read(lines.format(' w="1"'))) == [(0, 2000, "a"), (2000, 7000, "b")]
    assert shown(read(lines.format(""))) == [(0, 5000, "a"), (2000, 7000, "b")]


@pytest.mark.parametrize("start, cues", [(2000, 1), (2001, 2)])
def test_what_is_added_to_a_line_is_added_while_it_is_shown(start: int, cues: int) -> None:
    lines = f'<p t="0" d="2000" w="1">a</p><p t="{start}" d="2000" w="1" a="1">b</p>'
    assert len(read(lines).cues) == cues


def test_references_are_decoded_twice_in_version_1_and_once_in_version_3() -> None:
    first = parse(
        Source.of(
            '<transcript><text start="1" dur="1">&amp;lt;&amp;#39;</text></transcript>', "a.srv1"
        )
    )
    assert shown(first) == [(1000, 2000, "<'")]
    assert shown(read('<p t="0" d="1">&amp;lt;</p>')) == [(0, 1, "&lt;")]


@pytest.mark.parametrize(
    "point, place",
    [
        ("0", ("left", "top")),
        ("4", ("center", "middle")),
        ("5", ("right", "middle")),
        ("7", ("center", "bottom")),
    ],
)
def test_a_position_names_a_point_of_the_box(point: str, place: tuple[str, str]) -> None:
    document = read(f'<wp id="1" ap="{point}"/><p t="0" d="1000" wp="1">x</p>')
    (event,) = FORMATS["timedtext"].to_timeline(document).events
    assert (event.placement.align, event.placement.vertical) == place


def test_lines_put_into_each_other_by_damage_each_have_their_own_words() -> None:
    assert shown(read('<p t="0" d="1000">a<p t="2000" d="1000">b</p>')) == [
        (0, 1000, "a"),
        (2000, 3000, "b"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<p t="' + "9" * 60 + '" d="1">x</p>', '<p t="-1" d="1">x</p>', '<p t="1e3" d="1">x</p>', '<p>x</p>', "<p t=1>x",
        '<p t="0" d="1">' + "<s>" * 600 + "x", '<p t="0" d="1" p="nobody" wp="nobody">x</p>', '<wp id="1" ap="x"/>',
        '<pen id="1" fc="' + "#" * 500 + '"/><p t="0" d="1" p="1">x</p>', '<p t="0" d="1">&#0;&#55296;</p>', "<p " * 500,
        '<wp id="1" ap="²"/><p t="0" d="1" wp="1">x</p>',
    ],
)  # fmt: skip
def test_a_hostile_file_is_read(inside: str) -> None:
    for cue in read(inside).cues:
        assert abs(cue.start_ms) < 10**13


@pytest.mark.parametrize(
    "text, format",
    [
        ('<transcript><text start="1">x</text></transcript>', "timedtext"),
        ("<transcript><line>x</line></transcript>", "unknown"),
        ("<transcripts/>", "unknown"),
        ('<?xml version="1.0"?><timedtext format="3"/>', "timedtext"),
        ("<timedtexts/>", "unknown"),
    ],
)
def test_the_root_element_decides(text: str, format: str) -> None:
    assert detect(Source.of(text, "talk.xml")) == format


@pytest.mark.parametrize("start, is_time", [("100000000000", True), ("100000000000.001", False)])
def test_times_have_a_bound(start: str, is_time: bool) -> None:
    text = f'<transcript><text start="{start}" dur="1">x</text></transcript>'
    document = parse(Source.of(text, "a.srv1"))
    assert (document.problems == []) == is_time
