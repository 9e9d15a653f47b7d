"""A paragraph as stretches: pieces of text that are active at one time."""

from __future__ import annotations

from typing import NamedTuple

from caption_qa_action.core.xml import Element
from caption_qa_action.formats.ttml.text import Piece
from caption_qa_action.formats.ttml.time import Ms


class Timed(NamedTuple):
    """A piece of a paragraph, the element that times it, and when it is active."""

    piece: Piece
    timer: Element
    begin: Ms | None
    end: Ms | None

    @property
    def times(self) -> tuple[Ms | None, Ms | None]:
        return self.begin, self.end


def has_times(element: Element) -> bool:
    values = element.values
    return "begin" in values or "end" in values or "dur" in values


def has_parts(p: Element) -> bool:
    """Whether a paragraph has elements in it, or parts that follow each other in time."""
    if p.values.get("timeContainer") == "seq":
        return True
    return not p.is_simple and any(
        isinstance(node, Element) and node.tag != "br" for node in p.children
    )


def group_by_time(timed: list[Timed]) -> list[list[Timed]]:
    """The pieces of a paragraph in groups that are active at one time; blanks alone make none."""
    groups: list[list[Timed]] = []
    held: list[Timed] = []
    for entry in timed:
        piece = entry.piece
        if piece.is_blank and not piece.preserve:
            held.append(entry)
        elif groups and groups[-1][0].times == entry.times:
            groups[-1] += [*held, entry]
            held = []
        else:
            # Line ends before the first text are part of it; between two times they part nothing.
            first = [] if groups else [each for each in held if each.times == entry.times]
            groups.append([*first, entry])
            held = []
    if groups:
        groups[-1] += [each for each in held if each.times == groups[-1][0].times]
    return groups


def extent(pieces: tuple[Piece, ...]) -> tuple[int, int]:
    """From where to where pieces stand in the text."""
    return pieces[0].node.start, pieces[-1].node.end


def opening(piece: Piece, least: int, p: Element) -> int:
    """Where the outermost element begins that holds a piece and begins at `least` or later."""
    start = piece.node.start
    element: Element | None = piece.owner
    while element is not None and element is not p and element.start >= least:
        start = element.start
        element = element.parent
    return start
