"""Lyrics of music services: TTML in which the words of a line have times of their own.

All times count from the beginning of the recording, whatever is around them, and are written short
(`1:02.345`, `19.764`). A line is shown as a whole, and its words light up one by one: so a line is a cue.

Source: Apple's "Lyrics file" guidelines, https://help.apple.com/itc/videoaudioassetguide/; the files of
players that took the form over, such as https://github.com/amll-dev/amll-ttml-db
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats.ttml.intervals import CONTAINERS, bodies, faulty_times, has_times
from caption_qa_action.formats.ttml.pictures import Picture
from caption_qa_action.formats.ttml.styles import Styles
from caption_qa_action.formats.ttml.text import Piece, pieces_below, stray_text, visible
from caption_qa_action.formats.ttml.tiles import Shown, Tiles
from caption_qa_action.formats.ttml.time import Ms, Rates, Times

_NAMESPACES = (
    "http://music.apple.com/lyric-ttml-internal",
    "http://music.apple.com/lyric-ttml",
    "http://itunes.apple.com/lyric-ttml-extensions",
    "http://www.example.com/ns/amll",
)
# Where no namespace is declared, as the prefixes are usually called and what stands behind them.
_PREFIXES = tuple(f"{{undeclared:{prefix}}}" for prefix in ("itunes", "amll"))
_KEYS = ("timing", "key", "songPart", "song-part")
# So many paragraphs show how the times in them are meant.
_LINES = 20
# Voices beside the main one, a translation, a transcription: each is shown on a line of its own.
_LINES_OF_THEIR_OWN = ("x-bg", "x-translation", "x-roman")
# The namespace and keys stand at the beginning; so many elements are looked at for them.
_LOOKED_AT = 50


def is_lyrics(root: Element) -> bool:
    """Whether a document is word-timed or line-timed lyrics, by its namespaces and keys."""
    names = [f"{{{namespace}}}" for namespace in _NAMESPACES] + [*_PREFIXES]
    for attribute in root.attributes:
        if attribute.raw_name.startswith("xmlns:") and attribute.value in _NAMESPACES:
            return True
    if _counts_absolutely(root):
        return True
    keys = {name + key for name in names for key in _KEYS}
    return any(
        not element.values.keys().isdisjoint(keys) or element.tag.startswith(tuple(names))
        for element in islice(first_elements(root), _LOOKED_AT)
    )


def _counts_absolutely(root: Element) -> bool:
    """Whether the words of all lines could only be seen if their times count from the beginning.

    As in songs whose namespaces were left out: times are written short, as TTML has none; each word begins
    within the times of its line as they are written, and, counted from where its line begins, all but
    the first only after the line has ended.
    """
    times = Times(Rates())
    found = False
    lines = [element for element in islice(first_elements(root), _LOOKED_AT) if element.tag == "p"]
    for line in lines[:_LINES]:
        begin, end = (times.read(line.get(name)) for name in ("begin", "end"))
        spans = () if line.is_simple else line.children
        words = [span for span in spans if isinstance(span, Element) and has_times(span)]
        written = [word.get("begin") for word in words]
        starts = [times.read(raw) for raw in written]
        if not words or not begin or end is None:
            continue
        if not all(raw in times.notes for raw in written):
            return False
        if any(start is None or not begin <= start < end for start in starts):
            return False
        found |= any(start is not None and begin + start >= end for start in starts)
        if not all(start is not None and begin + start >= end for start in starts[1:]):
            return False
    return found


def first_elements(root: Element) -> Iterator[Element]:
    """The elements down to the paragraphs, in the order of the file."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        if element.tag not in ("p", "span"):
            waiting += [node for node in reversed(element.children) if isinstance(node, Element)]


class LyricsReader:
    """Adds a cue for each line of a song; `word_timed` are those with timed words."""

    def __init__(self, tiles: Tiles, times: Times, styles: Styles) -> None:
        self.word_timed: set[int] = set()
        self.problems: list[Problem] = []
        self._tiles = tiles
        self._times = times
        self._styles = styles

    def read(self, root: Element) -> None:
        for body in bodies(root):
            self._container(body)

    def _container(self, element: Element) -> None:
        if element.tag in ("p", "span"):
            self._line(element)
            return
        self._active(element)
        for node in element.children:
            if isinstance(node, Text):
                self.problems += stray_text(node, element)
            elif node.tag in CONTAINERS:
                self._container(node)

    def _line(self, p: Element) -> None:
        words = [span for span in p.elements() if span is not p and has_times(span)]
        begin, end = self._active(p)
        inside = [self._active(word) for word in words]
        begins = [start for start, _ in inside if start is not None]
        ends = [stop for _, stop in inside if stop is not None]
        if begin is None and begins:
            begin = min(begins)
        if end is None and ends:
            end = max(ends)
        pieces = _line_pieces(p, self._styles)
        if not words and not has_times(p) and not visible(pieces).strip():
            return
        begin = 0 if begin is None else begin
        is_shown = end is None or end > begin
        shown = Shown(p, (Picture(begin, end, pieces),) if is_shown else (), False)
        cue = self._tiles.add(shown, p, begin, end, Span(p.tag_end, p.close_start), p.span)
        self._tiles.plain[cue.number] = visible(pieces)
        if words:
            self.word_timed.add(cue.number)

    def _active(self, element: Element) -> tuple[Ms | None, Ms | None]:
        """When an element begins and ends; what is wrong with its times is noted."""
        values, read = element.values, self._times.read
        begin, end, duration = (
            read(values[name]) if name in values else None for name in ("begin", "end", "dur")
        )
        if end is None and duration is not None:
            end = (begin or 0) + duration
        self.problems += faulty_times(element, self._times)
        return begin, end


def _line_pieces(p: Element, styles: Styles) -> tuple[Piece, ...]:
    """The text of a line; what stands on a line of its own is parted from the rest."""
    lines: list[list[Piece]] = [[]]
    for part in p.children:
        if isinstance(part, Text) or part.tag == "br":
            lines[-1].append(Piece(part, p))
        elif part.tag == "span":
            inside = list(pieces_below(part, False, styles))
            if part.values.get("ttm:role") in _LINES_OF_THEIR_OWN:
                lines += [inside, []]
            else:
                lines[-1] += inside
    found: list[Piece] = []
    for line in lines:
        # The blanks that part it from what stands on another line end no line.
        while line and line[-1].is_blank and not line[-1].is_break:
            line.pop()
        if all(piece.is_blank for piece in line):
            continue
        if found:
            found = _without_blank_end(found)
            start = line[0].node.start
            found.append(Piece(Text("\n", start, start), p, preserve=True))
        found += line
    return tuple(found)


def _without_blank_end(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a line without the blanks that it ends with."""
    while isinstance(pieces[-1].node, Text) and pieces[-1].is_blank:
        pieces = pieces[:-1]
    last = pieces[-1]
    if isinstance(last.node, Text):
        last = last._replace(node=last.node._replace(text=last.node.text.rstrip(" \t\r\n")))
    return [*pieces[:-1], last]
