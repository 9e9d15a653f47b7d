"""The profiles of TTML that a document declares."""

import re
from collections.abc import Iterator

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Span
from caption_qa_action.core.xml import Element, text_of

# The name of what is in the namespace of SMPTE-TT, of any year, begins with it.
_SMPTE_TT = "{http://www.smpte-ra.org/schemas/2052-1/"


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


def has_ebu_tt_version(document: Document) -> bool:
    """Whether the metadata name a version of EBU-TT part 1, as its documents do that name no standard.

    Source: EBU Tech 3350, ebuttm:documentEbuttVersion, https://tech.ebu.ch/publications/tech3350
    """
    root = document.tree
    if root is None or "documentEbuttVersion" not in document.source.text:
        return False
    return any(
        element.tag == "ebuttm:documentEbuttVersion" and re.match(r"\s*v1", text_of(element))
        for element in _outside_body(root)
    )


def uses_smpte_tt(document: Document) -> bool:
    """Whether an element or an attribute is one of SMPTE-TT; a namespace that is only declared is none.

    Source: SMPTE ST 2052-1, https://pub.smpte.org/doc/st2052-1/
    """
    root = document.tree
    if root is None or _SMPTE_TT[1:] not in document.source.text:
        return False
    return any(
        name.startswith(_SMPTE_TT)
        for element in root.elements()
        for name in (element.tag, *element.values)
    )


def _outside_body(root: Element) -> Iterator[Element]:
    """The elements that are no captions: those of the head, and what should stand there."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        children = [node for node in element.children if isinstance(node, Element)]
        waiting += reversed([child for child in children if child.tag != "body"])
