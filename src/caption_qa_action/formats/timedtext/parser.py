"""YouTube timed text to document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from caption_qa_action.core.clock import half_up
from caption_qa_action.core.document import Block, Document
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.core.xml import Element, unescape
from caption_qa_action.formats._pieces import Piece, PlacedCues, Time, appended, ended, may_append
from caption_qa_action.formats._stray_text import stray_text
from caption_qa_action.formats._window_places import WindowPlace
from caption_qa_action.formats._xml import read_xml
from caption_qa_action.formats._xml_values import XmlDialect, content, content_span, time_of

# The elements that are lines; where damage has put one into another, each has its own text.
LINES = ("p", "text")
_APPENDS = ("a", "append")
_WINDOWS = ("w",)
_DURATIONS = ("d", "dur")
_DIGITS = r"[0-9]{1,12}(?:\.[0-9]{0,30})?"


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a file of timed text; never raises."""
    text = source.text
    root, problems = read_xml(text)
    cues = PlacedCues()
    shown: dict[int, tuple[Element, ...]] = {}
    lines = list(_lines(root, problems))
    if root is not None:
        problems += stray_text(text, root, {element for _, element in lines})
    places = _Places(root)
    for piece, elements in _rolled(_joined(lines), problems):
        cue = cues.add([piece._replace(place=places.of(elements[0]))], piece.text.strip("\n"))
        shown[cue.number] = elements
    return Document(
        source,
        traits,
        cues.cues,
        cues.tiles(len(text)) if root is not None else _junk(text),
        problems + cues.problems,
        TimedTextDialect(cues.times, shown, cues.places),
        guessed=frozenset(cues.guessed),
        tree=root,
        plain=cues.plain,
        literal=False,
    )


class _Places:
    """Where the lines of a file stand: at a position of their own, or where their window is."""

    def __init__(self, root: Element | None) -> None:
        elements = list(root.elements()) if root is not None else []
        self._positions = {each.get("id"): _place(each) for each in elements if each.tag == "wp"}
        self._windows = {
            each.get("id"): self._positions.get(each.get("wp"), _place(each))
            for each in elements
            if each.tag in ("w", "window")
        }

    def of(self, line: Element) -> WindowPlace:
        """The place of a line."""
        if "wp" in line.values:
            return self._positions.get(line.get("wp"), WindowPlace())
        return self._windows.get(line.get("w"), WindowPlace())


def _place(element: Element) -> WindowPlace:
    return WindowPlace(*(element.get(name) for name in ("ap", "ah", "av")))


class TimedTextDialect(XmlDialect):
    """`shown` are the elements of the cues, by number: a line, and those that are added to it."""

    def __init__(
        self,
        times: dict[int, tuple[Span, Span]],
        shown: dict[int, tuple[Element, ...]],
        places: dict[int, WindowPlace],
    ) -> None:
        super().__init__(times, places)
        self.shown = shown


def _junk(text: str) -> list[Block]:
    return [Block("junk", Span(0, len(text)))] if text else []


def _lines(root: Element | None, problems: list[Problem]) -> Iterator[tuple[Piece, Element]]:
    """The lines that show something, each with its element."""
    for element in root.elements() if root is not None else ():
        if element.tag == "text" and "start" in element.values:
            names, unit = ("start", "dur"), _seconds
        elif element.tag == "text" or (element.tag == "p" and element.parent is not None):
            names, unit = ("t", "d"), _milliseconds
        else:
            continue
        text = content(element, without=LINES)
        if element.tag == "text":
            text = unescape(text)  # references are escaped twice there
        if any(element.get(name) for name in _APPENDS) and not text.strip():
            continue
        start = time_of(element, names[0], unit, problems)
        duration = time_of(element, names[1], unit, problems, optional=True)
        end = None
        if start and duration:
            end = Time(start.ms + duration.ms, duration.span, duration.is_guess)
        yield (
            Piece(_lf(text), content_span(element), element.start, start, end),
            element,
        )


def _joined(lines: list[tuple[Piece, Element]]) -> list[tuple[Piece, tuple[Element, ...]]]:
    """The lines, each with what is added to it while it is shown, and the elements of both."""
    found: list[tuple[Piece, tuple[Element, ...]]] = []
    for piece, element in lines:
        if found and _is_added(found[-1][0], found[-1][1][0], piece, element):
            found[-1] = (appended(found[-1][0], piece), (*found[-1][1], element))
        else:
            found.append((piece, (element,)))
    return found


def _is_added(before: Piece, line: Element, piece: Piece, element: Element) -> bool:
    if not any(element.get(name) == "1" for name in _APPENDS) or line.get("w") != element.get("w"):
        return False
    return may_append(before, piece)


def _rolled(
    lines: list[tuple[Piece, tuple[Element, ...]]], problems: list[Problem]
) -> Iterator[tuple[Piece, tuple[Element, ...]]]:
    """The lines, of which those of a window, and those without a duration, end where the next one begins."""
    for index, (piece, elements) in enumerate(lines):
        following = lines[index + 1][0].start if index + 1 < len(lines) else None
        values = elements[0].values
        if piece.end is None and values.keys().isdisjoint(_DURATIONS):
            piece = ended(piece, following, problems)
        elif (
            any(name in values for name in _WINDOWS)
            and piece.start
            and following
            and piece.end
            and piece.start.ms < following.ms < piece.end.ms
        ):
            piece = piece._replace(end=Time(following.ms, piece.end.span))
        yield piece, elements


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _seconds(written: str) -> int | None:
    if not re.fullmatch(_DIGITS, written):
        return None
    return half_up(Fraction(written) * 1000)


def _milliseconds(written: str) -> int | None:
    return int(written) if re.fullmatch("[0-9]{1,12}", written) else None
