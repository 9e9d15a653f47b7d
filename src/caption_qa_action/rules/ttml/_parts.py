"""The spans and the text of a paragraph by where they stand, to find those of one of its cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from caption_qa_action.core.document import Cue
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

    def pieces(self, cue: Cue) -> list[Piece]:
        """The text of a cue."""
        first = bisect_left(self._piece_starts, cue.text_start)
        return self._pieces[first : bisect_left(self._piece_starts, cue.text_end)]

    def spans(self, cue: Cue) -> list[Element]:
        """The spans in a cue, and those around it."""
        first = bisect_left(self._span_starts, cue.text_start)
        found = self._spans[first : bisect_left(self._span_starts, cue.text_end)]
        above: Element | None = self._spans[first - 1] if first else None
        while above is not None and above is not self._paragraph:
            if above.tag == "span" and above.end > cue.text_start:
                found.append(above)
            above = above.parent
        return found
