"""XML as a tree that knows where each of its parts stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from caption_qa_action.core.annotations import Protocol, TypeAlias
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span

# A name begins after a blank or a quotation mark, which keeps the search linear.
_QUOTED = r"""([^ \t\r\n=]++)="([^"]*+)"[ \t\r\n]*+"""
# Text, an empty element, or an element that holds only text and empty elements.
_SIMPLE_NODE = r"""([^<]++)|<([^ \t\r\n<>/]++)((?:[^<>"/]++|"[^"<]*+")*+)(?:/>|>(?:[^<]++|<[^<>/]++/>)*+(</[^<>]++>))"""
_ATTRIBUTE = r"""(?<![^ \t\r\n"'])([^ \t\r\n=<>"'/]++)[ \t\r\n]*+=[ \t\r\n]*+("[^"]*+"|'[^']*+')"""

_REFERENCE = "&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});"


def unescape(text: str) -> str:
    """`text` with its references decoded: numbers of characters as in XML, names as in HTML as well."""
    if "&" not in text:
        return text
    return re.sub(_REFERENCE, lambda match: _decode(match[0]), text)


@lru_cache(maxsize=256)
def _decode(reference: str) -> str:
    if reference[1] != "#":
        import html

        return html.unescape(reference)
    point = int(reference[3:-1], 16) if reference[2] in "xX" else int(reference[2:-1])
    if not point or 0xD800 <= point <= 0xDFFF or point > 0x10FFFF:
        return "\ufffd"
    return chr(point)


class Text(NamedTuple):
    """Character data with its references decoded, and where it stands."""

    text: str
    start: int
    end: int


class Attribute(NamedTuple):
    """An attribute of a start tag; `value_span` is without the quotation marks.

    `name` is the canonical name that the format gives it, `raw_name` the one in the file.
    """

    name: str
    raw_name: str
    value: str
    span: Span
    value_span: Span


# Attributes of TTML on which the look of a paragraph does not depend, or not beside its region.
_WITHOUT_LOOK = frozenset(("xml:id", "region", "begin", "end", "dur"))


class Element:
    """An element: its tag and attributes by canonical names, and its place.

    The format that reads it chooses the canonical names, so that neither prefixes nor versions of a
    namespace matter: `p`, `tts:color`; what it does not know is `{namespace}name`. `namespace` and
    `raw_name` are as in the file. Its start tag is `start`..`tag_end`, its end tag
    `close_start`..`end`; in an empty tag the last three are equal. Without `children` it holds text and
    line breaks alone, and they are made when first asked for.
    """

    __slots__ = (
        "tag",
        "namespace",
        "raw_name",
        "values",
        "names",
        "start",
        "tag_end",
        "close_start",
        "end",
        "parent",
        "_children",
        "_text",
    )

    def __init__(
        self,
        text: str,
        tag: str,
        namespace: str,
        raw_name: str,
        values: dict[str, str],
        names: dict[str, str],
        start: int,
        tag_end: int,
        parent: Element | None,
        children: list[Node] | None,
    ) -> None:
        self._text = text
        self.tag = tag
        self.namespace = namespace
        self.raw_name = raw_name
        self.values = values
        self.names = names
        self.start = start
        self.tag_end = self.close_start = self.end = tag_end
        self.parent = parent
        self._children = children

    def own_look(self) -> tuple[tuple[str, str], ...]:
        """The attributes of a paragraph of TTML on which its look may depend, beside its region, in the order of the file."""
        if self.values.keys() <= _WITHOUT_LOOK:  # as of most
            return ()
        return tuple([pair for pair in self.values.items() if pair[0] not in _WITHOUT_LOOK])

    @property
    def children(self) -> list[Node]:
        """The text and the elements in it, in order."""
        if self._children is None:
            self._children = list(self._split())
        return self._children

    @property
    def is_simple(self) -> bool:
        """Whether it holds only text and line breaks, and they have not been looked at yet."""
        return self._children is None

    def _split(self) -> Iterator[Node]:
        # Most paragraphs are so, and most of them are never looked into.
        text, names = self._text, self.names
        position = self.tag_end
        for match in re.finditer(_SIMPLE_NODE, text[position : self.close_start]):
            start, end = position + match.start(), position + match.end()
            characters, raw_name, raw_values, close = match.groups()
            if characters:
                yield Text(unescape(characters), start, end)
                continue
            tag = raw_name.rpartition(":")[2]
            values: dict[str, str] = {}
            if raw_values:
                for pair in re.finditer(_QUOTED, raw_values):
                    values[names[pair[1]]] = unescape(pair[2])
            tag_end = end if not close else position + match.end(3) + 1
            children: list[Node] | None = None if close else []
            node = Element(
                text, tag, self.namespace, raw_name, values, names, start, tag_end, self, children
            )
            if close:
                node.close_start, node.end = position + match.start(4), end
            yield node

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def start_tag_span(self) -> Span:
        return Span(self.start, self.tag_end)

    def get(self, name: str, default: str = "") -> str:
        """The value of an attribute by its canonical name."""
        return self.values.get(name, default)

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes in the order of the file, `xmlns` and `xmlns:...` among them."""
        offset = self.start + 1 + len(self.raw_name)
        found = []
        for match in re.finditer(_ATTRIBUTE, self._text[offset : self.tag_end]):
            raw_name = match[1]
            name = raw_name if raw_name.startswith("xmlns") else self.names.get(raw_name, raw_name)
            start, end = offset + match.start(2) + 1, offset + match.end(2) - 1
            span = Span(offset + match.start(), offset + match.end())
            value = self.values.get(name, self._text[start:end])
            found.append(Attribute(name, raw_name, value, span, Span(start, end)))
        return tuple(found)

    def attribute(self, name: str) -> Attribute | None:
        """An attribute by its canonical name."""
        return next((found for found in self.attributes if found.name == name), None)

    def elements(self) -> Iterator[Element]:
        """This element and all below it, in the order of the file."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            if (
                element.is_simple
                and "<" not in element._text[element.tag_end : element.close_start]
            ):
                continue  # text alone
            if element.children:
                waiting += [
                    node for node in reversed(element.children) if isinstance(node, Element)
                ]

    def __repr__(self) -> str:
        return f"Element({self.tag!r}, {self.span!r})"


Node: TypeAlias = Element | Text


def text_of(element: Element) -> str:
    """All character data in an element, in the order of the file; a `br` is a line end."""
    nodes = [
        (node.start, node.text if isinstance(node, Text) else "\n")
        for part in element.elements()
        for node in part.children
        if isinstance(node, Text) or node.tag == "br"
    ]
    return "".join(text for _, text in sorted(nodes))


class ElementStyles(Protocol):
    """What the elements of a document look like: what a format resolves, and rules ask.

    `initial` are the initial values that the document sets. Beside style attributes, others of an element may
    be among the values.
    """

    @property
    def initial(self) -> Mapping[str, str]: ...

    def specified(self, element: Element) -> Mapping[str, str]:
        """The values of an element: by reference, nested in a region, and its own."""

    def referenced(self, names: str) -> Mapping[str, str]:
        """What a `style` attribute with these names brings in."""
