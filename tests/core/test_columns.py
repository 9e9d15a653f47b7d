"""The times of a document as columns, at their exact limits."""

from __future__ import annotations

import pytest

from caption_qa_action.core import columns
from caption_qa_action.core.cue import Cue
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.formats import parse


def document(*times: tuple[int, int]) -> Document:
    """Captions with these starts and ends, in seconds."""
    cues = (
        f"{number}\n00:00:{start:02d},000 --> 00:00:{end:02d},000\nWords\n"
        for number, (start, end) in enumerate(times, 1)
    )
    return parse(Source.of("\n".join(cues), "a.srt"))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ((), True),
        (((1, 2),), True),
        (((1, 2), (2, 3)), True),
        (((1, 3), (2, 3)), False),
        # Each starts when the one above it ends, and yet the third lies in the first.
        (((1, 5), (5, 2), (3, 6)), False),
    ],
)
def test_cues_are_apart_where_none_reaches_into_another(
    times: tuple[tuple[int, int], ...], expected: bool
) -> None:
    assert columns.are_apart(document(*times)) is expected


@pytest.mark.parametrize(
    ("times", "expected"),
    [((), True), (((1, 2), (1, 2)), True), (((2, 3), (1, 2)), False), (((1, 2), (3, 4), (2, 3)), False)],
)  # fmt: skip
def test_cues_are_in_order_by_their_starts(
    times: tuple[tuple[int, int], ...], expected: bool
) -> None:
    assert columns.are_in_order(document(*times)) is expected


def test_the_shortest_and_the_longest_cue() -> None:
    found = document((1, 2), (5, 3), (6, 10))
    assert (columns.shortest_ms(found), columns.longest_ms(found)) == (-2000, 4000)
    assert (columns.shortest_ms(document()), columns.longest_ms(document())) == (0, 0)


_ASS = "[Script Info]\nWrapStyle: {}\n\n[Events]\n{}\n"
_EVENT = "Dialogue: 0,0:00:0{},Default,,0,0,0,{},{}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nPlain\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>A</i> &amp; {\\an8}b\n"),
        ("a.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n<b>two</b>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n\r\n"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>R&amp;D\nmore\n\n00:03.000 --> 00:04.000\nPlain\n"),
        ("a.ass", _ASS.format(2, _EVENT.format("1.00,0:00:02.00", "", "One\\Ntwo\\nthree\\hfour"))),
        ("a.ass", _ASS.format(0, _EVENT.format("1.00,0:00:02.00", "", "{\\i1}One{\\i0}\\{two"))),
        (
            "a.ass",
            _ASS.format(
                0,
                _EVENT.format("1.00,0:00:02.00", "", "{\\p1}m 0 0 l 1 1")
                + "\n"
                + _EVENT.format("3.00,0:00:04.00", "", "Said")
                + "\n"
                + _EVENT.format("5.00,0:00:06.00", "fx", "Moved"),
            ),
        ),
        (
            "a.ttml",
            '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">One<br/> two &amp; <span>three</span></p>'
            '<p begin="3s" end="4s"> Plain  text </p></div></body></tt>',
        ),
    ],
)  # fmt: skip
def test_the_texts_are_those_that_each_cue_shows(name: str, text: str) -> None:
    document = parse(Source.of(text, name))
    assert document.cues
    assert columns.shown_texts(document) == [document.plain(cue) for cue in document.dialogue]


def test_the_raw_texts_are_those_of_all_cues() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n<i>A</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nB\nC\n"
    assert columns.raw_texts(parse(Source.of(text, "a.srt"))).split() == ["<i>A</i>", "B", "C"]


def test_what_cues_share_is_once_in_the_raw_texts() -> None:
    """Or a paragraph with thousands of timed words would be there thousands of times."""
    source = Source.of("one two three", "a.txt")
    spans = [(0, 7), (4, 7), (4, 13), (0, 13)]
    cues = [Cue(number, "", 0, 1, 0, 0, 0, *span, 13) for number, span in enumerate(spans, 1)]
    known = parse(Source.of('<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', "a.ttml"))
    document = Document(source, known.traits, cues, [], [], known.dialect)
    assert columns.raw_texts(document) == "one two three"
