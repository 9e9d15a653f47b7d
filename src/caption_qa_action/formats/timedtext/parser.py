"""YouTube timed text to document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from caption_qa_action.core.document import Block, Document
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.core.xml import Element, unescape
from caption_qa_action.formats._pieces import Piece, PlacedCues, Time, ended
from caption_qa_action.formats._stray_text import stray_text
from caption_qa_action.formats._xml import read_xml
from caption_qa_action.formats._xml_values import XmlDialect, content, content_span, time_of

# The elements that are lines; where damage has put one into another, each has its own text.
LINES = ("p", "text")
APPENDS = ("a", "append")
WINDOWS = ("w",)
_DURATIONS = ("d", "dur")
_DIGITS = r"[0-9]{1,12}(?:\.[0-9]{0,30})?"


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in a file of timed text; never raises."""
    text = source.text
    root, problems = read_xml(text)
    cues = PlacedCues()
    shown: dict[int, Element] = {}
    lines = list(_lines(root, problems))
    if root is not None:
        problems += stray_text(text, root, {element for _, element in lines})
    for piece, element in _rolled(lines, problems):
        cue = cues.add([piece], piece.text)
        shown[cue.number] = element
    return Document(
        source,
        traits,
        cues.cues,
        cues.tiles(len(text)) if root is not None else _junk(text),
        problems + cues.problems,
        TimedTextDialect(cues.times, shown),
        guessed=frozenset(cues.guessed),
        tree=root,
        plain=cues.plain,
        literal=False,
    )


class TimedTextDialect(XmlDialect):
    """`shown` are the elements of the cues, by number."""

    def __init__(self, times: dict[int, tuple[Span, Span]], shown: dict[int, Element]) -> None:
        super().__init__(times)
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
        if any(element.get(name) for name in APPENDS) and not text.strip():
            continue
        start = time_of(element, names[0], unit, problems)
        duration = time_of(element, names[1], unit, problems, optional=True)
        end = Time(start.ms + duration.ms, duration.span) if start and duration else None
        yield (
            Piece(_lf(text).strip("\n"), content_span(element), element.start, start, end),
            element,
        )


def _rolled(
    lines: list[tuple[Piece, Element]], problems: list[Problem]
) -> Iterator[tuple[Piece, Element]]:
    """The lines, of which those of a window, and those without a duration, end where the next one begins."""
    for index, (piece, element) in enumerate(lines):
        following = lines[index + 1][0].start if index + 1 < len(lines) else None
        in_window = any(name in element.values for name in WINDOWS)
        if piece.end is None and element.values.keys().isdisjoint(_DURATIONS):
            piece = ended(piece, following, problems)
        elif (
            in_window
            and piece.start
            and following
            and piece.end
            and piece.start.ms < following.ms < piece.end.ms
        ):
            piece = piece._replace(end=Time(following.ms, piece.end.span))
        yield piece, element


def stated_end_ms(line: Element) -> int:
    """When a line of a window ends as it states itself; -1 where it does not."""
    start, duration = (_milliseconds(line.get(name)) for name in ("t", "d"))
    return -1 if start is None or duration is None else start + duration


def _lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _seconds(written: str) -> int | None:
    if not re.fullmatch(_DIGITS, written):
        return None
    return int((Fraction(written) * 1000 + Fraction(1, 2)) // 1)


def _milliseconds(written: str) -> int | None:
    return int(written) if re.fullmatch("[0-9]{1,12}", written) else None
