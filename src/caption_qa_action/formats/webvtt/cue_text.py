"""WebVTT cue text: its tags with their places, its tree, and what a viewer reads.

Source: WebVTT, 6.4 WebVTT cue text parsing rules, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.document import Tag
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span
from caption_qa_action.formats._character_references import decode_references
from caption_qa_action.formats.webvtt.timing import timestamp_ms

# A tag runs from "<" to the next ">", whatever is between, or to the end of the cue text. The match
# never fails once begun, so the pattern is linear although "<" may stand inside.
_TAG = "<([^>]*)(>?)"


class Element(NamedTuple):
    """A tag that has content: `c`, `i`, `b`, `u`, `ruby`, `rt`, `v` or `lang`."""

    name: str
    classes: tuple[str, ...]
    annotation: str
    children: list[Node]


class Text(NamedTuple):
    """Text with its character references decoded."""

    value: str


class Timestamp(NamedTuple):
    """A cue timestamp such as `<00:01.000>`."""

    ms: int


Node: TypeAlias = Element | Text | Timestamp


def tags(raw: str, offset: int) -> list[Tag]:
    """Every start, end and timestamp tag of a cue text that begins at `offset`, in order.

    Names keep their case, since `<i>` and `<I>` differ in WebVTT; the name of a timestamp tag is what
    stands between the brackets.
    """
    return [
        _tag(match[1], Span(offset + match.start(), offset + match.end()))
        for match in re.finditer(_TAG, raw)
    ]


def _tag(content: str, span: Span) -> Tag:
    if "\r" in content:
        content = content.replace("\r\n", "\n").replace("\r", "\n")
    first = content[:1]
    if first == "/":
        return Tag("end", content[1:], span)
    if first.isascii() and first.isdigit():
        return Tag("timestamp", content, span)
    blank = re.search("[\t\n\f ]", content)
    annotation = ""
    if blank:
        annotation = _collapse(decode_references(content[blank.end() :]))
        content = content[: blank.start()]
    name, *classes = content.split(".")
    return Tag("start", name, span, annotation, tuple(filter(None, classes)))


def _collapse(text: str) -> str:
    return re.sub("[\t\n\f\r ]+", " ", text).strip(" ")


def plain(raw: str) -> str:
    """The text without tags and with its character references decoded."""
    if "<" not in raw:
        return decode_references(raw)
    # Decoded piece by piece: in `&am<i>p;` the tag stands between, so there is no reference.
    return "".join(map(decode_references, re.split("<[^>]*>?", raw)))


def tree(raw: str) -> list[Node]:
    """The tree of a cue text, as a browser builds it."""
    raw = raw.replace("\0", "\ufffd").replace("\r\n", "\n").replace("\r", "\n")
    root = Element("", (), "", [])
    stack = [root]
    end = 0
    for tag in tags(raw, 0):
        _append_text(stack[-1], raw[end : tag.span.start])
        end = tag.span.end
        if tag.kind == "start":
            _start(stack, tag)
        elif tag.kind == "end":
            _end(stack, tag.name)
        else:
            ms = timestamp_ms(tag.name)
            if ms is not None:
                stack[-1].children.append(Timestamp(ms))
    _append_text(stack[-1], raw[end:])
    return root.children


def _append_text(parent: Element, raw: str) -> None:
    if raw:
        parent.children.append(Text(decode_references(raw)))


def _start(stack: list[Element], tag: Tag) -> None:
    known = tag.name in ("c", "i", "b", "u", "ruby", "v", "lang")
    if known or (tag.name == "rt" and stack[-1].name == "ruby"):
        element = Element(tag.name, tag.classes, tag.annotation, [])
        stack[-1].children.append(element)
        stack.append(element)


def _end(stack: list[Element], name: str) -> None:
    current = stack[-1].name
    if len(stack) > 1 and name == current:
        stack.pop()
    elif name == "ruby" and current == "rt":
        del stack[-2:]
