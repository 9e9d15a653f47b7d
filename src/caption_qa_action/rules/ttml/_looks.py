"""How the text of a TTML document looks: each different look once, however many cues have it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.document import Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.rules.ttml._lengths import length
from caption_qa_action.rules.ttml._regions import is_opaque, paragraphs, region_of
from caption_qa_action.rules.ttml._styles import Resolver, Styles, font_height, resolver
from caption_qa_action.rules.ttml._tree import index

# What text takes from what is around it (TTML2, section 10.2, "Inherited",
# https://www.w3.org/TR/ttml2/#styling-attribute-vocabulary; EBU Tech 3380 and IMSC for the last three).
_INHERITED = (
    "tts:color",
    "tts:fontFamily",
    "tts:fontStyle",
    "tts:textAlign",
    "ebutts:linePadding",
    "ebutts:multiRowAlign",
    "itts:fillLineGap",
)
_STYLING = ("tts:", "ebutts:", "itts:")
# What makes two start tags differ and changes no look.
_NO_LOOK = r"[ \t\r\n](?:xml:id|begin|end|dur)=\"[^\"]*\""


class Look(NamedTuple):
    """Text with its element, its paragraph, and the properties that it inherits or has.

    `background` is the colour behind it that its spans give, `""` for none; `font_size` and
    `line_height` are percentages of the height of the root container, None when unknown or `normal`.
    """

    element: Element
    paragraph: Element
    styles: Styles
    background: str
    font_size: float | None
    line_height: float | None


class _Surroundings(NamedTuple):
    """What an element passes on; sizes are parts of the height of the root container."""

    styles: Styles
    size: float | None
    line: float | None


def looks(document: Document) -> list[Look]:
    """The different looks of the text, in the order of the file; kept once computed."""
    return document.once(_looks)


def _looks(document: Document) -> list[Look]:
    styles = resolver(document)
    regions = {one.get("xml:id"): one for one in index(document).tagged.get("region", ())}
    text = document.source.text
    around: dict[tuple[int, str], _Surroundings] = {}
    above: dict[int, str] = {}
    seen: set[tuple[object, ...]] = set()
    found: list[Look] = []
    for p in paragraphs(document):
        parent = p.parent
        own = {
            name: value
            for name, value in p.values.items()
            if name == "style" or name.startswith(_STYLING)
        }
        region = p.values.get("region")
        if region is None:
            region = above.get(id(parent))
            if region is None:
                region = above[id(parent)] = region_of(parent)
        key = (id(parent), region, *own.items(), _shape(text[p.tag_end : _inside_end(p, text)]))
        if key in seen:
            continue
        seen.add(key)
        place = (id(parent), region)
        if place not in around:
            around[place] = _around(styles, parent, regions.get(region))
        found += _inside(styles, p, p, _within(styles, around[place], p), "")
    return found


def _inside_end(p: Element, text: str) -> int:
    """Where a paragraph ends, or the first one in it begins, whose looks are its own."""
    if not re.compile(r"<(?:[^<>\s:]{1,99}:)?p[\s/>]").search(text, p.tag_end, p.close_start):
        return p.close_start
    nested = (node for node in p.children if isinstance(node, Element) and node.tag == "p")
    first = next(nested, None)
    return p.close_start if first is None else first.start


def _shape(inner: str) -> str:
    """What is in a paragraph but for its words: one letter stands for each text."""
    if "<" not in inner:
        return "x" if inner.strip() else ""
    if "xml:id" in inner or "begin" in inner:
        inner = re.sub(_NO_LOOK, "", inner)
    pieces = []
    for piece in inner.split("<"):
        tag, _, words = piece.rpartition(">")
        pieces.append(f"{tag}>x" if words.strip() else tag)
    return "<".join(pieces)


def _around(styles: Resolver, element: Element | None, region: Element | None) -> _Surroundings:
    """What a region and the elements down to `element` pass on."""
    # The initial font size is one cell (TTML2, section 10.2.19).
    passed = _Surroundings(styles.initial, 1 / styles.rows, None)
    chain = []
    while element is not None and element.tag != "tt":
        chain.append(element)
        element = element.parent
    for one in (region, *reversed(chain)):
        if one is not None:
            passed = _within(styles, passed, one)
    return passed


def _within(styles: Resolver, passed: _Surroundings, element: Element) -> _Surroundings:
    """What an element passes on, given what is passed to it."""
    values = styles.specified(element)
    specified = {name: value for name, value in values.items() if name.startswith(_STYLING)}
    if not specified:
        return passed
    inherited = {name: value for name, value in passed.styles.items() if name in _INHERITED}
    size, line = passed.size, passed.line
    if "tts:fontSize" in specified and size is not None:
        size = font_height(specified["tts:fontSize"], size, styles)
    if "tts:lineHeight" in specified:
        value = specified["tts:lineHeight"]
        known = size is not None and length(value.strip()) is not None
        line = font_height(value, size, styles) if known and size is not None else None
    return _Surroundings({**inherited, **specified}, size, line)


def _inside(
    styles: Resolver, p: Element, element: Element, passed: _Surroundings, background: str
) -> Iterator[Look]:
    """The looks of the text in a paragraph, or in a span of it."""
    if element is not p:
        color = passed.styles.get("tts:backgroundColor", "")
        own = "tts:backgroundColor" in styles.specified(element)
        background = color if own and is_opaque(color) else background
    if any(isinstance(node, Text) and node.text.strip() for node in element.children):
        size, line = passed.size, passed.line
        yield Look(
            element,
            p,
            passed.styles,
            background,
            None if size is None else size * 100,
            None if line is None else line * 100,
        )
    for node in element.children:
        if isinstance(node, Element) and node.tag == "span":
            yield from _inside(styles, p, node, _within(styles, passed, node), background)
