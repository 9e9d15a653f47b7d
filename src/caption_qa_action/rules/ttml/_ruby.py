"""What the parts of ruby hold, and in which order: bases, and the annotations beside them.

Source: TTML2, section 10.2.35, "tts:ruby" (its nesting constraints),
https://www.w3.org/TR/ttml2/#style-attribute-ruby
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Finding
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable, quote
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.rules.ttml._styles import Styles, resolver
from caption_qa_action.rules.ttml._tree import tag_name_span, whole_index

_Specified: TypeAlias = Callable[[Element], Styles]

_RUBY = "tts:ruby"
# The parts that hold others: the values of their children in order, and how a message puts that.
_HOLDS = {
    "container": (
        "base text|base delimiter text delimiter|baseContainer textContainer(?: textContainer)?",
        "a base and a text, or a baseContainer and one or two textContainers",
    ),
    "baseContainer": ("base(?: base)*", "bases"),
    "textContainer": (
        "text(?: text)*|delimiter text(?: text)* delimiter",
        "texts, perhaps between two delimiters",
    ),
}
_INSIDE = {
    "baseContainer": ("container",),
    "textContainer": ("container",),
    "base": ("container", "baseContainer"),
    "text": ("container", "textContainer"),
    "delimiter": ("container", "textContainer"),
}
# Longer lists of children are shown by their beginning.
_MOST_SHOWN = 6


def ruby_faults(document: Document) -> Iterator[Finding]:
    """Parts of ruby that stand where none may, hold others than they may, or in another order."""
    styles = resolver(document)
    # It may be in a style that a span refers to. Values that are none are reported as such.
    for element in whole_index(document).tagged.get("span", ()):
        value = _value(styles.specified(element).get(_RUBY, ""))
        if value:
            yield from _faults(element, value, styles.specified)


def _faults(element: Element, value: str, specified: _Specified) -> Iterator[Finding]:
    name, span = printable(element.raw_name), tag_name_span(element)
    around = _around(element, specified)
    if value == "container":
        if around:
            yield Finding(span, f"a ruby container stands in a ruby {around}; TTML nests none")
    elif around not in _INSIDE[value]:
        place = f"in a ruby {around}" if around else "outside ruby"
        wanted = " or a ".join(_INSIDE[value])
        yield Finding(span, f"{name} is a ruby {value} {place}; TTML has it in a {wanted}")
    if value not in _HOLDS:
        yield from _line_breaks(element, value)
        return
    for node in element.children:
        if isinstance(node, Text) and node.text.strip(" \t\r\n"):
            message = (
                f"{quote(node.text.strip()[:40])} stands in a ruby {value}, which holds no text"
            )
            yield Finding(span, message)
            break
    held = [
        _value(specified(node).get(_RUBY, "")) or printable(node.raw_name)
        for node in element.children
        if isinstance(node, Element) and node.tag in ("span", "br")
    ]
    pattern, wanted = _HOLDS[value]
    if not re.fullmatch(pattern, " ".join(held)):
        shown = ", ".join(held[:_MOST_SHOWN]) + (", …" if len(held) > _MOST_SHOWN else "")
        yield Finding(span, f"a ruby {value} holds {shown or 'nothing'}; TTML wants {wanted} in it")


def _around(element: Element, specified: _Specified) -> str:
    """The nearest part of ruby around an element; one right above it, for a part that is no container."""
    above = element.parent
    while above is not None and above.tag == "span":
        value = _value(specified(above).get(_RUBY, ""))
        if value:
            return value
        above = above.parent
    return ""


def _line_breaks(element: Element, value: str) -> Iterator[Finding]:
    for inner in element.elements():
        if inner.tag == "br":
            yield Finding(
                tag_name_span(inner), f"a line break stands in a ruby {value}, which is one line"
            )
            return


def _value(written: str) -> str:
    return written if written == "container" or written in _INSIDE else ""
