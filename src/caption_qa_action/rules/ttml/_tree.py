"""The elements of a TTML document by tag and by attribute; read once for all rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import Element

NAMESPACE = "http://www.w3.org/ns/ttml"
TIMES = ("begin", "end", "dur")


# An inner start tag that is like an earlier one adds nothing when it has only these attributes.
_REPEATABLE = ("tts:", "style")


class Index(NamedTuple):
    """The elements in the order of the file; by tag, and by each attribute that they have.

    Of inner elements that are alike in every character, such as `<br/>` or a `span` in italics, only
    the first few are in it; see `whole_index`.
    """

    elements: list[Element]
    tagged: dict[str, list[Element]]
    having: dict[str, list[Element]]


def index(document: Document) -> Index:
    """The elements of a document without repetitions; kept once computed.

    Enough for what is reported once, and for knowing whether there is anything to report.
    """
    return document.once(_index)


def whole_index(document: Document) -> Index:
    """Every element of a document; kept once computed. Slow: it looks into every paragraph."""
    return document.once(_whole_index)


def _index(document: Document) -> Index:
    return _sorted_out(_different_elements(document)) if document.tree else Index([], {}, {})


def _whole_index(document: Document) -> Index:
    return _sorted_out(list(document.tree.elements())) if document.tree else Index([], {}, {})


def _sorted_out(elements: list[Element]) -> Index:
    tagged: defaultdict[str, list[Element]] = defaultdict(list)
    having: defaultdict[str, list[Element]] = defaultdict(list)
    for element in elements:
        tagged[element.tag].append(element)
        for name in element.values:
            having[name].append(element)
    return Index(elements, dict(tagged), dict(having))


def _different_elements(document: Document) -> list[Element]:
    """The elements; paragraphs are looked into only where a start tag occurs that none had before."""
    text, known = document.source.text, set[str]()
    start_tags = re.compile("<([^/<>!?][^<>]*)>").findall
    elements: list[Element] = []
    waiting = [document.tree] if document.tree else []
    while waiting:
        element = waiting.pop()
        elements.append(element)
        if element.is_simple:
            inside = text[element.tag_end : element.close_start]
            if "br/" in known and "<" not in inside.replace("<br/>", ""):  # as most paragraphs
                continue
            inner = start_tags(inside)
            if known.issuperset(inner):
                continue
            repeatable = {
                raw
                for raw, child in zip(inner, _child_elements(element), strict=False)
                if all(name.startswith(_REPEATABLE) for name in child.values)
            }
            known |= repeatable
        waiting += reversed(_child_elements(element))
    return elements


def _child_elements(element: Element) -> list[Element]:
    return [node for node in element.children if isinstance(node, Element)]


def value_span(element: Element, name: str) -> Span:
    """Where the value of an attribute stands; the start tag when it has none."""
    found = element.attribute(name)
    return found.value_span if found else element.start_tag_span


def tag_name_span(element: Element) -> Span:
    """Where the name of an element stands in its start tag."""
    return Span(element.start + 1, element.start + 1 + len(element.raw_name))


def words_at(value: str, span: Span) -> Iterator[tuple[str, Span]]:
    """The words of a value that stands at a span, each with its place.

    Where the value stands there with character references, every word gets the whole span.
    """
    whole = len(value) != span.end - span.start
    for match in re.finditer(r"[^ \t\r\n]+", value):
        place = Span(span.start + match.start(), span.start + match.end())
        yield match[0], span if whole else place


def is_damaged(document: Document) -> bool:
    """Whether a part of the document could not be read, so that what is missing may be in it."""
    return any(problem.code == "xml_not_well_formed" for problem in document.problems)
