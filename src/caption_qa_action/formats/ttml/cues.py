"""Which text of a TTML document is visible when: its cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import zip_longest

from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats.ttml.intervals import (
    CONTAINERS,
    Interval,
    Intervals,
    bodies,
    faulty_times,
    has_times,
)
from caption_qa_action.formats.ttml.pictures import Appearance, Picture, Timed, split
from caption_qa_action.formats.ttml.styles import Styles
from caption_qa_action.formats.ttml.text import (
    Piece,
    pieces_below,
    preserves_space,
    stray_text,
    visible,
)
from caption_qa_action.formats.ttml.tiles import Shown, Tiles
from caption_qa_action.formats.ttml.time import Ms, Times
from caption_qa_action.formats.ttml.visibility import Visibility


def read_cues(
    root: Element, tiles: Tiles, times: Times, styles: Styles, origin: Ms = 0
) -> list[Problem]:
    """Add the cues of a document, counted from `origin`; what is wrong with their times."""
    walker = _Walker(root, tiles, times, styles, origin)
    walker.walk()
    return walker.problems + _faults_beside(root, tiles.text, times, styles)


def _faults_beside(root: Element, text: str, times: Times, styles: Styles) -> list[Problem]:
    """What is wrong with the times of regions and animations."""
    found = [region for region in styles.regions.values() if has_times(region)]
    if re.search(r"<(?:[^<>\s:]{1,99}:)?(?:set|animate)[ \t\r\n]", text):
        found += [one for one in root.elements() if one.tag in ("set", "animate")]
    for element in found:
        for name in ("begin", "end", "dur"):
            times.read(element.values.get(name, "0s"))
    return [problem for element in found for problem in faulty_times(element, times)]


class _Walker:
    def __init__(
        self, root: Element, tiles: Tiles, times: Times, styles: Styles, origin: Ms
    ) -> None:
        self._root = root
        self._tiles = tiles
        self._origin = origin
        self._styles = styles
        self._intervals = Intervals(times)
        self.problems = self._intervals.problems
        self._visibility = Visibility(root, tiles.text, styles, times, origin)
        self._begins = self._visibility.begins
        # Whether text without times of its own is all visible as long as its paragraph is active.
        self._is_plain = not (self._visibility.may_hide or styles.has_ruby)

    def walk(self) -> None:
        preserve = preserves_space(self._root, False)
        for body in bodies(self._root):
            interval = self._intervals.wanted(body, -self._origin, sequential=False)
            inner = preserves_space(body, preserve)
            if body.tag == "p":
                self._paragraph(body, interval.begin, interval.end, inner)
            elif interval.begin is not None:
                self._container(body, interval.begin, interval.end, inner)

    def _container(self, element: Element, begin: Ms, end: Ms | None, preserve: bool) -> None:
        """Walk a body or a division that is active from `begin` to `end`."""
        sequential = element.values.get("timeContainer") == "seq"
        reference: Ms | None = begin
        self._begins[element] = begin
        quick = self._is_plain and not sequential and not preserve
        for node in element.children:
            if isinstance(node, Text):
                self.problems += stray_text(node, element)
                continue
            if node.tag not in CONTAINERS:
                continue
            if quick and node.is_simple and self._tiles.add_plain_paragraph(node, begin, end):
                continue
            wanted = self._intervals.wanted(
                node, begin if reference is None else reference, sequential=sequential
            )
            if reference is None:
                wanted = Interval(None, None)
            self._child(node, wanted, end, preserve)
            if sequential:
                reference = wanted.end

    def _child(self, node: Element, wanted: Interval, limit: Ms | None, preserve: bool) -> None:
        """Walk a paragraph or a division that its container ends at `limit`."""
        begin, end = self._intervals.clipped(node, wanted, limit)
        if "xml:space" in node.values:
            preserve = preserves_space(node, preserve)
        if node.tag in ("p", "span"):
            self._paragraph(node, begin, end, preserve)
        elif begin is not None:
            self._container(node, begin, end, preserve)
        else:
            self._never(node, preserve)

    def _never(self, element: Element, preserve: bool) -> None:
        """Walk a division that never begins: its cues are in the file and never shown."""
        for node in element.children:
            if isinstance(node, Element):
                if node.tag in ("p", "span"):
                    self._paragraph(node, None, None, preserves_space(node, preserve))
                elif node.tag == "div":
                    self._never(node, preserves_space(node, preserve))

    def _paragraph(self, p: Element, begin: Ms | None, end: Ms | None, preserve: bool) -> None:
        if begin is None:
            self._intervals.report_never(p)
        if not self._is_plain or _has_parts(p):
            self._rich_paragraph(p, begin, end, preserve)
            return
        tiles = self._tiles
        text = Span(p.tag_end, p.close_start)
        if not has_times(p) and not tiles.text[text.start : text.end].strip(" \t\r\n"):
            return
        is_active = begin is not None and (end is None or end > begin)
        pictures = (Picture(begin, end, None),) if is_active and begin is not None else ()
        cue = tiles.add(Shown(p, pictures, preserve), p, begin, end, text, p.span)
        self._note_guess(cue.number, p)
        raw = tiles.text[cue.text_start : cue.text_end]
        collapses = "\n" in raw or "  " in raw or "\t" in raw or "\r" in raw
        if preserve or "<!" in raw or ("<" not in raw and collapses):
            tiles.plain[cue.number] = visible(pieces_below(p, preserve, self._styles))

    def _note_guess(self, number: int, timer: Element) -> None:
        if self._intervals.is_guessed(timer):
            self._tiles.guessed.add(number)

    def _rich_paragraph(self, p: Element, begin: Ms | None, end: Ms | None, preserve: bool) -> None:
        """A paragraph with spans: a cue for all text that appears at one time."""
        timed: list[Timed] = []
        self._collect(p, p, begin, end, preserve, False, timed)
        appearances = split(timed)
        if not appearances and has_times(p):
            inside = Span(p.tag_end, p.close_start)
            cue = self._tiles.add(Shown(p, (), preserve), p, begin, end, inside, p.span)
            self._tiles.plain[cue.number] = ""
            self._note_guess(cue.number, p)
        solid = [entry.piece for entry in timed if entry.is_solid]
        starts = [piece.node.start for piece in solid]
        unseen = [entry.piece for entry in timed if not entry.seen]
        unseen_starts = [piece.node.start for piece in unseen]
        block_start = p.start
        for appearance, following in zip_longest(appearances, appearances[1:]):
            start, stop, block_end = p.tag_end, p.close_start, p.end
            if len(appearances) > 1:
                start = appearance.first.piece.node.start
                last = len(solid)
                if following:
                    last = bisect_left(starts, following.first.piece.node.start)
                stop = solid[last - 1].node.end
            if following:
                block_end = _opening(following.first.piece, stop, p)
            hidden = unseen[bisect_left(unseen_starts, start) : bisect_left(unseen_starts, stop)]
            block = Span(block_start, block_end)
            self._appearance(p, appearance, tuple(hidden), Span(start, stop), block)
            block_start = block_end

    def _appearance(
        self, p: Element, found: Appearance, unseen: tuple[Piece, ...], text: Span, block: Span
    ) -> None:
        """Add the cue of an appearance."""
        first, pictures, is_whole = found
        begin, end = first.begin, first.end
        if pictures:
            begin, end = pictures[0].begin, pictures[-1].end
        hidden = tuple(piece for piece in unseen if not piece.is_blank and not piece.ruby)
        shown = Shown(p, pictures, first.piece.preserve, hidden, is_whole)
        number = self._tiles.add(shown, first.timer, begin, end, text, block).number
        shown_pieces = (pictures[0].pieces or ()) if pictures else unseen
        self._tiles.plain[number] = visible(shown_pieces)
        self._tiles.shown_spans[number] = tuple(
            Span(piece.node.start, piece.node.end) for piece in shown_pieces
        )
        if not pictures:
            self._tiles.guessed.add(number)
        self._note_guess(number, first.timer)

    def _collect(
        self,
        element: Element,
        owner: Element,
        begin: Ms | None,
        end: Ms | None,
        preserve: bool,
        ruby: bool,
        found: list[Timed],
    ) -> None:
        """The pieces in a paragraph or span, with the element that times them."""
        sequential = element.values.get("timeContainer") == "seq"
        reference = begin
        if begin is not None:
            self._begins[element] = begin
        seen, covered = stretches = self._visibility.stretches(element, begin, end)
        for node in element.children:
            if isinstance(node, Text) or node.tag == "br":
                piece = Piece(node, element, preserve, ruby)
                if sequential and begin is not None:  # it lasts no time
                    found.append(Timed(piece, owner, begin, begin, ()))
                elif piece.is_break:
                    found.append(Timed(piece, owner, begin, end, stretches.laid_out))
                else:
                    found.append(Timed(piece, owner, begin, end, seen))
                    if covered and not ruby:  # its room stays empty, and parts the words beside it
                        room = Piece(Text(" ", node.start, node.start), element)
                        found.append(Timed(room, owner, begin, end, covered))
                continue
            if node.tag not in ("span", "p", "div"):
                continue
            timer, from_ms, until = owner, begin, end
            if sequential or has_times(node):
                timer, from_ms, until = node, None, None
                if reference is not None:
                    wanted = self._intervals.wanted(node, reference, sequential=sequential)
                    from_ms, until = self._intervals.clipped(node, wanted, end)
                    if sequential:
                        reference = wanted.end
            inner = preserves_space(node, preserve)
            beside = ruby or self._styles.is_annotation(node)
            self._collect(node, timer, from_ms, until, inner, beside, found)


def _has_parts(p: Element) -> bool:
    """Whether a paragraph has elements in it, or parts that follow each other in time."""
    if p.values.get("timeContainer") == "seq":
        return True
    return not p.is_simple and any(
        isinstance(node, Element) and node.tag != "br" for node in p.children
    )


def _opening(piece: Piece, least: int, p: Element) -> int:
    """Where the outermost element begins that holds a piece and begins at `least` or later."""
    start = piece.node.start
    element: Element | None = piece.owner
    while element is not None and element is not p and element.start >= least:
        start = element.start
        element = element.parent
    return start
