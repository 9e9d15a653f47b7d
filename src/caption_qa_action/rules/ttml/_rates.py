"""Which times of a document are counted in a unit that depends on a rate."""

from __future__ import annotations

from collections.abc import Callable

from caption_qa_action.core.document import Document
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._tree import TIMES, index


def times(document: Document) -> list[str]:
    """All times as they are written; kept once computed."""
    return document.once(_times)


def _times(document: Document) -> list[str]:
    having = index(document).having
    return [element.values[name] for name in TIMES for element in having.get(name, ())]


def uses(document: Document, matches: Callable[[str], bool]) -> list[tuple[Element, str]]:
    """The elements and attributes with a time of a kind, in the order of the file."""
    having = index(document).having
    found = [
        (element, name)
        for name in TIMES
        for element in having.get(name, ())
        if matches(element.values[name])
    ]
    found.sort(key=lambda item: item[0].start)
    return found
