"""Words in the tags of damaged XML are text, or reported as text that nobody reads."""

from __future__ import annotations

import pytest

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.delivery.convert import convert
from caption_qa_action.formats import parse
from tests.growth import assert_linear

TTML = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div>{}<p begin="6s" end="7s">Last</p></div></body></tt>'


def read(part: str) -> Document:
    return parse(Source.of(TTML.format(part), "a.ttml"))


def cues(part: str) -> list[tuple[int, str]]:
    document = read(part)
    return [(cue.start_ms, document.plain(cue)) for cue in document.cues][:-1]


def stray(part: str) -> list[str]:
    document = read(part)
    found = [each.span for each in document.problems if each.code == "orphan_text"]
    return [document.source.text[slice(*span)] for span in found]


@pytest.mark.parametrize(
    "part",
    ['<p begin="1s" end="2s"One two</p>', '<p begin="1s" end="2s" One two</p>'],
)
def test_text_behind_the_attributes_of_a_tag_without_its_end_is_text(part: str) -> None:
    assert cues(part) == [(1000, "One two")]
    assert stray(part) == []


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ('<p begin="1s" end="2s" Lost words>One</p>', ["Lost words"]),
        ('<p Lost begin="1s" words end="2s">One</p>', ["Lost"]),
        ('<p begin="1s" end="2s">One</p Lost words>', ["Lost words"]),
        ('<?x <p begin="1s" end="2s">Lost</p>?><p begin="1s" end="2s">One</p>', None),
        ('<p begin="1s" end="2sLost</p>', ["2sLost"]),
        ('<p begin="1s" end="2s>One</p>', []),
        ('<p begin="1s" end="2s">One</p >', []),
        ('<p begin="1s" end="2s" />', []),
    ],
)
def test_words_in_tags_are_reported_and_lost(part: str, expected: list[str] | None) -> None:
    found = stray(part)
    assert (
        found and all("Lost" in each for each in found)
        if expected is None
        else [each.split()[0] for each in found] == [each.split()[0] for each in expected]
    )
    named = {loss.kind for loss in convert(read(part), "srt").losses}
    assert ("text of no cue" in named) is bool(found)


def test_attributes_without_quotation_marks_are_read() -> None:
    assert cues("<p begin=1s end='2s'>One</p>") == [(1000, "One")]
    assert cues('<p begin=1s end="2s" xml:id=a>One</p>') == [(1000, "One")]


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["a", " ", "a ", "a=", "=", "'", '"', "/", "<a ", "</a b>", "<?<?>"]
)
def test_long_tags_take_time_in_proportion(part: str) -> None:
    assert_linear(lambda count: f'<p begin="1s" {part * count}>One</p>', read, 2000)
