"""The spans and the text of a paragraph by where they stand, to find those of one of its cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import Element, Text


class Piece(NamedTuple):
    """Text with its white space collapsed, and the element right around it."""

    text: str
    element: Element


class Parts:
    """What a paragraph consists of. A paragraph may have thousands of cues, one for each timed span."""

    __slots__ = ("_spans", "_span_starts", "_pieces", "_piece_starts", "_paragraph")

    def __init__(self, paragraph: Element) -> None:
        self._paragraph = paragraph
        elements = list(paragraph.elements())
        self._spans = [element for element in elements if element.tag == "span"]
        self._span_starts = [span.start for span in self._spans]
        found = [
            (node.start, Piece(self._shown(node.text, place, element), element))
            for element in elements
            if element.tag in ("p", "span")
            for place, node in enumerate(element.children)
            if isinstance(node, Text)
        ]
        found.sort(key=lambda item: item[0])
        self._piece_starts = [start for start, _ in found]
        self._pieces = [piece for _, piece in found]

    def _shown(self, text: str, place: int, element: Element) -> str:
        text = re.sub("[ \t\r\n]+", " ", text)
        if element is self._paragraph:
            text = text.lstrip(" ") if place == 0 else text
            text = text.rstrip(" ") if place == len(element.children) - 1 else text
        return text

    def pieces(self, places: Iterable[Span]) -> list[Piece]:
        """The text at some places."""
        return [
            piece
            for start, end in places
            for piece in self._pieces[
                bisect_left(self._piece_starts, start) : bisect_left(self._piece_starts, end)
            ]
        ]

    def spans(self, places: Iterable[Span]) -> list[Element]:
        """The spans at some places, and those around them."""
        found: dict[int, Element] = {}
        for start, end in places:
            first = bisect_left(self._span_starts, start)
            inside = self._spans[first : bisect_left(self._span_starts, end)]
            above: Element | None = self._spans[first - 1] if first else None
            # Those around a span that was found were found with it; they may be hundreds, and places thousands.
            while above is not None and above is not self._paragraph and id(above) not in found:
                if above.tag == "span" and above.end > start:
                    inside.append(above)
                above = above.parent
            found.update((id(span), span) for span in inside)
        return list(found.values())
