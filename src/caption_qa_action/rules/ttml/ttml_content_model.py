"""An element where TTML has no room for it, or one too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.text import plural, printable, quote
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.rules.ttml._content import ELEMENTS, REQUIRED, WITHOUT_TEXT, Group, content
from caption_qa_action.rules.ttml._tree import index, is_damaged, tag_name_span

SEVERITY = Severity.WARNING

# In these, text is content, behind all that is not.
_WITH_TEXT = ("p", "span")
# Readers drop captions where one of these is misplaced: rules/players.tsv.
_HOLD_WORDS = ("head", "body", "div", "p", "span")


def check(document: Document) -> Iterator[Finding]:
    """Element that stands where TTML has no room for it, stands there once too often, or is incomplete.

    - `tt` holds one `head` and one `body`, in this order; `head` one `styling`, one `layout` and one
      `animation`; `body` holds `div` elements, and those hold `p` elements or further `div` elements
    - in each element metadata comes first, then animation, then the rest
    - `ttm:agent`, `ttm:name`, `ttm:actor` and `ttm:item` have the attribute that makes them what they are
    - there is no text outside paragraphs, titles and descriptions
    - ruby: a `container` holds a `base` and a `text`, perhaps each `text` between two `delimiter`, or one
      `baseContainer` and one or two `textContainer`; these hold their `base` and `text` alone. Ruby is not nested,
      has no line breaks, and none of its parts stands outside a container

    Words are at stake where `head`, `body`, `div`, `p` or `span` are misplaced, or text stands in a `br`: that is an
    error.

    Elements of other namespaces may stand anywhere. What repeats in one element is reported where it is
    first. Nothing is reported in a document whose XML is damaged.

    ## Why
    Of two bodies players show the first, the last or neither. Text in an element that cannot hold it
    is dropped in silence. Strict readers refuse the document.

    ## Bad
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body><div><p begin="1s" end="2.5s">Where have you been?</p></div></body>
      <body><div><p begin="3s" end="4.5s">At the market.</p></div></body>
    </tt>
    ```

    ## Good
    ```ttml
    <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
      <body>
        <div><p begin="1s" end="2.5s">Where have you been?</p></div>
        <div><p begin="3s" end="4.5s">At the market.</p></div>
      </body>
    </tt>
    ```

    ## Fix
    None: move the element to where it belongs, or put what is in it into the one that is there.

    ## Sources
    - TTML2, section 10.2.35, ruby, https://www.w3.org/TR/ttml2/#style-attribute-ruby
    - TTML2, section 8.1, content elements, https://www.w3.org/TR/ttml2/#content-vocabulary
    - TTML2, sections 7.1, 9.1, 10.1, 11.1, 13.1 and 14.1, the other elements, https://www.w3.org/TR/ttml2/
    """
    root = document.tree
    if root is None or root.tag != "tt" or is_damaged(document):
        return
    found = list(_faults(document))
    if "tts:ruby" in index(document).having:
        from caption_qa_action.rules.ttml._ruby import ruby_faults

        found += ruby_faults(document)
    yield from sorted(found, key=lambda fault: fault.span)


def _faults(document: Document) -> Iterator[Finding]:
    for element in index(document).elements:
        # A paragraph that holds text, line breaks and spans alone has not been looked into.
        if element.is_simple:
            continue
        name = REQUIRED.get(element.tag)
        if name is not None and name not in element.values:
            yield Finding(tag_name_span(element), f"{printable(element.raw_name)} requires {name}")
        groups = content(element.tag)
        if groups is not None:
            yield from _children(element, groups)


def _children(element: Element, groups: Sequence[Group]) -> Iterator[Finding]:
    faults: dict[str, list[Span]] = {}
    grave: set[str] = set()
    here, last = -1, ""
    seen: set[str] = set()
    for node in element.children:
        if isinstance(node, Text):
            if node.text.isspace() or not node.text:
                continue
            if element.tag in _WITH_TEXT:
                here, last = len(groups) - 1, "text"
            elif element.tag in WITHOUT_TEXT:
                shown = quote(node.text.strip()[:40])
                message = f"{shown} stands in {printable(element.raw_name)}, which holds no text"
                faults.setdefault(message, []).append(Span(node.start, node.end))
                if element.tag == "br":
                    grave.add(message)
            continue
        if here >= 0 and node.tag in groups[here].names and not groups[here].is_single:
            continue
        if node.tag not in ELEMENTS:
            continue
        around, inside = printable(element.raw_name), printable(node.raw_name)
        place = next((at for at, group in enumerate(groups) if node.tag in group.names), None)
        if place is None:
            message = f"TTML has no {inside} in {around}"
        elif groups[place].is_single and node.tag in seen:
            message = f"TTML has one {inside} in {around} only"
        elif place < here:
            message = f"{inside} stands behind {last} in {around}; TTML wants it before"
        else:
            here, last = place, inside
            seen.add(node.tag)
            continue
        faults.setdefault(message, []).append(tag_name_span(node))
        if node.tag in _HOLD_WORDS:
            grave.add(message)
    for message, spans in faults.items():
        others = len(spans) - 1
        severity = Severity.ERROR if message in grave else None
        shown = f"{message}; {plural(others, 'other')} too" if others else message
        yield Finding(spans[0], shown, severity=severity)
