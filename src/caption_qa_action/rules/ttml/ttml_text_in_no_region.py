"""Text that a player has no region to show in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, printable, quote
from caption_qa_action.core.xml import Element
from caption_qa_action.rules.ttml._regions import paragraphs, region_of
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span

SEVERITY = Severity.ERROR

# Those with which TTML2 lets an element make a region of its own.
_OWN_PLACE = {"tts:origin", "tts:extent", "tts:position"}


def check(document: Document) -> Iterator[Finding]:
    """Text that is in no region, or in two at once, in a document that defines regions.

    A paragraph is in the region that its `region` names, or the one of the `div` or `body` around it.
    When two of them, or a `span` in it, name one and the two differ, what is in both is shown in neither: when it
    is converted, its words are a loss that is named. Without any region in the document
    all text is in one that covers the picture, and nothing is reported. Each of the two is reported
    once, where it is first. Nothing is reported in a document whose XML is damaged.

    ## Why
    A player that keeps to the standard does not show such text at all. Others do, so that it is
    missed in the test and missing on the air.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <head><layout><region xml:id="bottom"/></layout></head>
      <body><div>
        <p region="bottom" begin="1s" end="2.5s">Where have you been?</p>
        <p begin="3s" end="4s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <head><layout><region xml:id="bottom"/></layout></head>
      <body region="bottom"><div>
        <p begin="1s" end="2.5s">Where have you been?</p>
        <p begin="3s" end="4s">At the market.</p>
      </div></body>
    </tt>
    ```

    ## Fix
    None: in which region the text belongs, the file does not tell.

    ## Sources
    - TTML2, section 11.3.1.3, "Intermediate Synchronic Document Construction" ([associate region] and what is
      pruned), https://www.w3.org/TR/ttml2/#semantics-region-layout-step-1
    - TTML2, section 11.2.1, "region", https://www.w3.org/TR/ttml2/#layout-attribute-region
    """
    tagged = index(document).tagged
    layout = tagged.get("layout", ())
    if not any(region.parent in layout for region in tagged.get("region", ())):
        return
    if is_damaged(document):
        return
    around: dict[int, tuple[str, bool]] = {}
    nowhere: list[Element] = []
    torn: dict[Element, tuple[str, str]] = {}
    for p in paragraphs(document):
        key = id(p.parent)
        if key not in around:
            around[key] = region_of(p.parent), _has_own_place(p.parent)
            torn.update(_torn(p.parent))
        outer, placed = around[key]
        own = p.values.get("region")
        if own is None:
            if not outer and not placed and _is_bare(document, p):
                nowhere.append(p)
        elif outer and own != outer:
            torn[p] = own, outer
        if not p.is_simple:
            for element in p.elements():
                if element is not p and "region" in element.values:
                    torn.update(islice(_torn(element), 1))
    if nowhere:
        message = (
            f"{printable(nowhere[0].raw_name)} is in none of the document's regions, so it is not shown"
            f"{_others(nowhere)}"
        )
        yield Finding(tag_name_span(nowhere[0]), message)
    if torn:
        first = min(torn, key=lambda element: element.start)
        own, outer = torn[first]
        message = (
            f"{printable(first.raw_name)} is in region {quote(own)} and what is around it in {quote(outer)}, "
            f"so it is shown in neither{_others(torn)}"
        )
        yield Finding(tag_name_span(first), message)


def _torn(element: Element | None) -> Iterator[tuple[Element, tuple[str, str]]]:
    """An element and those around it that are in another region than what is around them."""
    inner: tuple[Element, str] | None = None
    while element is not None and element.tag != "tt":
        name = element.values.get("region", "")
        if name:
            if inner is not None and inner[1] != name:
                yield inner[0], (inner[1], name)
            inner = element, name
        element = element.parent


def _others(found: Collection[object]) -> str:
    count = len(found) - 1
    return f"; so {'are' if count > 1 else 'is'} {plural(count, 'other')}" if count else ""


def _is_bare(document: Document, p: Element) -> bool:
    """Whether a paragraph that names no region has text, and nothing in it has a place."""
    if _OWN_PLACE & p.values.keys():
        return False
    if not document.source.text[p.tag_end : p.close_start].strip():
        return False
    # A `span` may be in a region, and an element may hold a region of its own.
    return not any(
        element.tag == "region" or "region" in element.values or _OWN_PLACE & element.values.keys()
        for element in (() if p.is_simple else p.elements())
    )


def _has_own_place(element: Element | None) -> bool:
    """Whether an element, or one around it, makes a region of its own."""
    while element is not None and element.tag != "tt":
        if _OWN_PLACE & element.values.keys():
            return True
        element = element.parent
    return False
