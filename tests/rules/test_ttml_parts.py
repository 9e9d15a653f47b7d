"""The spans at some places of a TTML paragraph are those that hold a part of one of them, each once."""

from __future__ import annotations

from itertools import combinations

from caption_qa_action.core.source import Span
from caption_qa_action.files.decode import decode
from caption_qa_action.formats import parse
from caption_qa_action.rules.ttml._parts import Parts
from caption_qa_action.rules.ttml._regions import paragraphs

WORDS = ("zero", "one", "two", "three", "four", "five", "six")
TEXT = (
    '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">zero '
    "<span>one <span>two <span>three</span> four</span> five</span> <span>six</span></p></div></body></tt>"
)
# How many spans each word stands in, and which of them, by their order in the file.
AROUND = {"zero": (), "one": (0,), "two": (0, 1), "three": (0, 1, 2), "four": (0, 1), "five": (0,), "six": (3,)}  # fmt: skip


def test_the_spans_at_some_places_are_those_around_them_each_once() -> None:
    document = parse(decode("a.ttml", TEXT.encode()))
    (paragraph,) = paragraphs(document)
    order = [element.start for element in paragraph.elements() if element.tag == "span"]
    for count in (1, 2, 3):
        for words in combinations(WORDS, count):
            starts = map(TEXT.index, words)
            places = [
                Span(start, start + len(word)) for start, word in zip(starts, words, strict=True)
            ]
            found = [order.index(span.start) for span in Parts(paragraph).spans(places)]
            assert sorted(found) == sorted({at for word in words for at in AROUND[word]}), words
