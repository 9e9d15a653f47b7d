"""What the formats that are XML, but not TTML, read of it: text with its looks, and attributes with their places."""

from __future__ import annotations

import re
from collections.abc import Callable

from caption_qa_action.core.clock import LATEST_MS
from caption_qa_action.core.source import Problem, Span
from caption_qa_action.core.text import quote
from caption_qa_action.core.xml import Element, Text, unescape
from caption_qa_action.formats._pieces import PlacedDialect, Time
from caption_qa_action.formats._time_faults import fault
from caption_qa_action.formats._time_readings import fault_and_reading

_PROLOGUE = r"(?:\s|<\?[^<>]{0,1000}\?>|<!--(?:(?!-->).){0,10000}-->|<!DOCTYPE[^<>\[]{0,1000}(?:\[[^\[\]]{0,10000}\]\s*)?>)*+"


def begins_with(text: str, root: str) -> bool:
    """Whether what follows the prologue of an XML document matches a pattern."""
    start = text[:16384].lstrip("\ufeff")
    return (
        start[:1] in "< \t\r\n"
        and re.match(f"{_PROLOGUE}<(?:{root})", start, re.DOTALL) is not None
    )


def content(element: Element, without: tuple[str, ...] = ()) -> str:
    """The text in an element, elements in it included but those `without`; a `br` is a line end."""
    parts = []
    for node in element.children:
        if isinstance(node, Text):
            parts.append(node.text)
        elif node.tag == "br":
            parts.append("\n")
        elif node.tag not in without:
            parts.append(content(node, without))
    return "".join(parts)


def content_span(element: Element) -> Span:
    """Where the content of an element stands."""
    return Span(element.tag_end, max(element.tag_end, element.close_start))


def time_of(
    element: Element,
    name: str,
    unit: Callable[[str], int | None],
    problems: list[Problem],
    *,
    optional: bool = False,
    guesses: bool = True,
) -> Time | None:
    """The time in an attribute; a guess, where there may be `guesses`, or None where it cannot be read, which is a problem."""
    attribute = element.attribute(name)
    if attribute is None:
        if not optional:
            message = f"<{element.raw_name}> has no {name}, so that nobody knows when it is shown"
            problems.append(
                Problem("invalid_timestamp", element.start_tag_span, message, "missing")
            )
        return None
    ms = unit(attribute.value)
    if ms is None or abs(ms) > LATEST_MS:
        reason, guessed_ms = (
            fault_and_reading(attribute.value) if guesses else (fault(attribute.value), None)
        )
        message = f"{quote(attribute.value)} is no time{reason}"
        problems.append(Problem("invalid_timestamp", attribute.value_span, message, "unparseable"))
        return None if guessed_ms is None else Time(guessed_ms, attribute.value_span, True)
    return Time(ms, attribute.value_span)


class XmlDialect(PlacedDialect):
    """How these formats write what is inside a cue."""

    def plain(self, raw: str) -> str:
        shown = unescape(re.sub(r"<[^<>]*>", "", raw))
        return shown.replace("\r\n", "\n").replace("\r", "\n")
