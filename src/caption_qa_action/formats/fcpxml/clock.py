"""When what stands in a project is shown: times as fractions of seconds, added up from the project inwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element

_RATIONAL = r"(-?[0-9]{1,15})(?:/([0-9]{1,9}))?s"
# A project of more than three years is none.
_LATEST_SECONDS = 100_000_000
# What counts time of its own for what it holds, from its start or from 0.
_CLIPS = frozenset(
    (
        "asset-clip",
        "audio",
        "caption",
        "clip",
        "gap",
        "mc-clip",
        "ref-clip",
        "sync-clip",
        "title",
        "video",
    )
)
# What is not in the time of a project: the media it is made of, and the looks of text.
_TIMELESS = frozenset(("resources", "text", "text-style-def", "metadata", "note", "param"))


class Shown(NamedTuple):
    """A title or a caption, and when in the project it begins, in seconds; None where nothing states it."""

    element: Element
    begin: Fraction | None


class _Scale(NamedTuple):
    """The time that an offset counts in: `begin` of the project is its `origin`."""

    begin: Fraction
    origin: Fraction


def seconds(written: str) -> Fraction | None:
    """A time such as `5s` or `1001/30000s`; None where it is none."""
    match = re.fullmatch(_RATIONAL, written.strip())
    if match is None or (match[2] and not int(match[2])):
        return None
    exact = Fraction(int(match[1]), int(match[2] or 1))
    return exact if abs(exact) <= _LATEST_SECONDS else None


def shown_elements(root: Element) -> Iterator[Shown]:
    """The titles and captions of a file, in its order."""
    waiting: list[tuple[Element, _Scale]] = [(root, _Scale(Fraction(0), Fraction(0)))]
    while waiting:
        element, scale = waiting.pop()
        inner: list[tuple[Element, _Scale]] = []
        position = scale.origin
        for child in element.children:
            if not isinstance(child, Element) or child.tag in _TIMELESS:
                continue
            if child.tag == "sequence":
                inner.append((child, _Scale(Fraction(0), _first_offset(child))))
                continue
            offset = seconds(child.get("offset")) if "offset" in child.values else position
            begin = None if offset is None else scale.begin + offset - scale.origin
            if child.tag in ("title", "caption"):
                yield Shown(child, begin)
            if element.tag == "spine":
                position = (offset or position) + (seconds(child.get("duration")) or 0)
            inner.append((child, _scale_in(child, begin, scale)))
        waiting += reversed(inner)


def _scale_in(element: Element, begin: Fraction | None, outer: _Scale) -> _Scale:
    """The time in which what an element holds counts its offsets."""
    is_timed = "offset" in element.values or "start" in element.values
    if not is_timed and element.tag not in _CLIPS:
        return outer  # it only holds others together, as the first spine does
    if begin is None:
        begin = outer.begin
    if element.tag == "spine":
        return _Scale(begin, Fraction(0))
    return _Scale(begin, seconds(element.get("start", "0s")) or Fraction(0))


def _first_offset(sequence: Element) -> Fraction:
    """Where a project begins to count: at its start timecode, when its first clip does."""
    start = seconds(sequence.get("tcStart", "0s")) or Fraction(0)
    for element in sequence.elements():
        if element is not sequence and "offset" in element.values:
            offset = seconds(element.get("offset"))
            return start if offset is not None and offset >= start else Fraction(0)
    return Fraction(0)
