"""An element or attribute that TTML does not have."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import partial

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import nearest, printable, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._content import ELEMENTS
from caption_qa_action.rules.ttml._syntax import PARAMETERS, STYLES
from caption_qa_action.rules.ttml._tree import NAMESPACE, index, tag_name_span

SEVERITY = Severity.WARNING

_ELEMENTS = (*ELEMENTS, "isd:isd", "isd:sequence", "isd:css", "isd:region", "ittm:altText")
_ATTRIBUTES = (
    "begin end dur timeContainer region style animate condition "
    "type src format encoding length family range weight clipBegin clipEnd "
    "calcMode fill keySplines keyTimes repeatCount "
    "use designator combine extends restricts value name agent "
    "xml:id xml:lang xml:space xml:base "
    "ttm:agent ttm:role ttm:alt tta:gain tta:pan tta:pitch tta:speak"
)
_TIMED = "begin end dur"
_CONTENT = f"{_TIMED} timeContainer region style animate"
_DATA = "src type format"
# The attributes without a prefix that each element has, without `condition`, which most of them have.
_OF_ELEMENT = {
    "tt": "",
    "head": "",
    **dict.fromkeys(("styling", "layout", "animation", "resources", "initial"), ""),
    **dict.fromkeys(("body", "div", "p", "span"), _CONTENT),
    "br": "style animate",
    "set": f"{_TIMED} style fill repeatCount",
    "animate": f"{_TIMED} style fill repeatCount calcMode keySplines keyTimes",
    "region": f"{_TIMED} timeContainer style animate",
    "style": "style",
    "audio": f"{_TIMED} timeContainer style animate clipBegin clipEnd {_DATA}",
    "image": f"{_CONTENT} {_DATA}",
    "chunk": "encoding length",
    "data": f"encoding length {_DATA}",
    "font": f"family range style weight {_DATA}",
    "source": _DATA,
    **dict.fromkeys(("ttm:title", "ttm:desc", "ttm:copyright"), ""),
    "ttm:actor": "agent",
    "ttm:agent": "type",
    "ttm:name": "type",
    "ttm:item": "name",
    "ttp:profile": "combine designator type use",
    "ttp:feature": "extends restricts value",
    "ttp:extension": "extends restricts value",
}
_UNSTYLED = ("tt", "head", "styling", "layout", "animation", "resources")
# Only the drafts had these.
_DRAFT_ATTRIBUTES = ("id", "tts:dynamicFlow")
# Looking for the name that was meant takes long; where so many are unknown, none was.
_MOST_SUGGESTED = 20
# Every name of one or two letters is like some other.
_SHORTEST_LIKELY = 3
_PREFIXES = (
    "xml:",
    "tt:",
    "tts:",
    "ttp:",
    "ttm:",
    "tta:",
    "isd:",
    "itts:",
    "ittp:",
    "ittm:",
    "ebutts:",
)


def check(document: Document) -> Iterator[Finding]:
    """Element or attribute in a namespace of TTML that TTML does not define.

    Elements and attributes in other namespaces are fine, TTML lets everyone add them; those of IMSC and
    the styles of EBU-TT-D are looked at too. Attributes of TTML elements without a prefix are TTML's too, and each
    element has its own: no `br` has a `begin`, no `style` a `region`. Each name is reported once, where it is first.

    ## Why
    Players ignore what they do not know: a misspelt `tts:colour` has no effect, and nobody is told. A
    `tts:begin` or `tt:begin` is not a `begin`: the prefix makes it another attribute.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:colour="yellow">Where have <i>you</i> been?</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" xml:lang="en">
      <body><div>
        <p begin="1s" end="2.5s" tts:color="yellow">
          Where have <span tts:fontStyle="italic">you</span> been?
        </p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: write the name that was meant, without a prefix where TTML has none, or delete it.

    ## Sources
    - TTML2, section 3.1, "Content Conformance", https://www.w3.org/TR/ttml2/#conformance-content
    - TTML2, section 5.3, "Catalog", https://www.w3.org/TR/ttml2/#vocabulary-overview
    """
    root = document.tree
    if root is None or root.tag != "tt":
        return
    known = [*_ATTRIBUTES.split(), *STYLES, *PARAMETERS]
    if root.namespace != NAMESPACE:
        known += _DRAFT_ATTRIBUTES
    unknown = [*_unknown_elements(document), *_unknown_attributes(document, known)]
    if root.namespace == NAMESPACE:  # the drafts differ in which element has what
        unknown += _misplaced_attributes(document, known)
    found: list[tuple[Span, str]] = []
    for number, (span, what, suggest) in enumerate(unknown):
        likely = suggest() if number < _MOST_SUGGESTED else ""
        found.append((span, f"TTML has no {what}{likely}"))
    for span, message in sorted(found):
        yield Finding(span, message)


# Where an unknown name stands, how it is shown, and what finds the name that was perhaps meant.
_Unknown: TypeAlias = tuple[Span, str, Callable[[], str]]


def _unknown_elements(document: Document) -> Iterator[_Unknown]:
    for tag, elements in index(document).tagged.items():
        if tag not in _ELEMENTS and _is_ours(tag):
            shown = quote(elements[0].raw_name)
            likely = partial(_likely, tag, sorted(_ELEMENTS))
            yield tag_name_span(elements[0]), f"element {shown}", likely


def _unknown_attributes(document: Document, known: list[str]) -> Iterator[_Unknown]:
    """The first of each name, those of one element together and in its order."""
    unknown: dict[int, tuple[Element, set[str]]] = {}
    for name, elements in index(document).having.items():
        if name in known or not _is_ours(name):
            continue
        element = next((one for one in elements if _is_ours(one.tag)), None)
        if element is None and ":" in name:
            element = elements[0]
        if element is not None:
            unknown.setdefault(id(element), (element, set()))[1].add(name)
    for element, names in unknown.values():
        for attribute in element.attributes:
            if attribute.name in names:
                start = attribute.span.start
                span = Span(start, start + len(attribute.raw_name))
                shown = quote(attribute.raw_name)
                yield span, f"attribute {shown}", partial(_likely, attribute.name, known)


def _misplaced_attributes(document: Document, known: Container[str]) -> Iterator[_Unknown]:
    """The first of each attribute that TTML has, on an element that has it not."""
    _, tagged, having = index(document)
    names = [name for name in having if name in known]
    for tag, has in _OF_ELEMENT.items():
        # Of 100,000 paragraphs none is looked at unless a name occurs that they do not have.
        elements = tagged.get(tag, [])
        for name in names if elements else ():
            if _belongs(name, tag, has.split()):
                continue
            element = next((one for one in elements if name in one.values), None)
            attribute = element.attribute(name) if element is not None else None
            if element is not None and attribute is not None:
                start = attribute.span.start
                span = Span(start, start + len(attribute.raw_name))
                what = f"attribute {quote(attribute.raw_name)} on {printable(element.raw_name)}"
                yield span, what, str


def _belongs(name: str, tag: str, has: Container[str]) -> bool:
    """Whether an attribute that TTML has is one of an element."""
    if ":" not in name:
        return name in has or name == "condition"
    if name.startswith(("tts:", "itts:", "ebutts:")):
        return tag not in _UNSTYLED or (tag, name) == ("tt", "tts:extent")
    return True


def _is_ours(name: str) -> bool:
    """Whether a canonical name is TTML's to define."""
    return ":" not in name or name.startswith(_PREFIXES)


def _likely(name: str, known: list[str]) -> str:
    """A name that was perhaps meant, for a message."""
    prefix, _, local = name.rpartition(":")
    prefixed = [other for other in known if other.rpartition(":")[2] == local]
    if prefixed:
        return f' (did you mean "{min(prefixed)}"?)'
    if len(local) < _SHORTEST_LIKELY:
        return ""
    # What is alike must be the names themselves, and not the prefixes before them.
    locals_of_prefix = {
        other.rpartition(":")[2]: other for other in known if other.rpartition(":")[0] == prefix
    }
    return nearest(local, list(locals_of_prefix)).replace('"', f'"{prefix}:', 1 if prefix else 0)
