"""The profiles of TTML that a document declares."""

import re
from collections.abc import Iterator

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import Element, text_of


def designators(document: Document) -> str:
    """Everything by which a document names its profiles, one a line; `""` for what is no TTML."""
    return document.once(_designators)


def _designators(document: Document) -> str:
    root = document.tree
    if root is None:
        return ""
    found = [root.get("ttp:profile"), root.get("ttp:contentProfiles")]
    for element in _outside_body(root):
        if element.tag == "ttp:profile":
            found.append(element.get("use") or element.get("designator"))
        elif element.tag.endswith("conformsToStandard"):
            found.append(text_of(element))
    return "\n".join(filter(None, found))


def content_profiles(document: Document) -> Iterator[tuple[str, Span]]:
    """The profiles that attributes and `ttp:profile` elements declare the content to conform to, and where."""
    root = document.tree
    for element in _outside_body(root) if root is not None else ():
        names = ["ttp:profile", "ttp:contentProfiles"] if element is root else []
        if element.tag == "ttp:profile" and element.get("type") != "processor":
            names = ["use", "designator"]
        for attribute in element.attributes:
            if attribute.name in names:
                start = attribute.value_span.start
                for match in re.finditer(
                    r"[^\s()]+", re.sub(r"(all|any)(?=\s*\()", "   ", attribute.value)
                ):
                    yield match[0], Span(start + match.start(), start + match.end())


def _outside_body(root: Element) -> Iterator[Element]:
    """The elements that are no captions: those of the head, and what should stand there."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        children = [node for node in element.children if isinstance(node, Element)]
        waiting += reversed([child for child in children if child.tag != "body"])
