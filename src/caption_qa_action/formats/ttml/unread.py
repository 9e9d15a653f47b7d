"""Words of a TTML document that stand where nothing shows them and no timeline holds them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from caption_qa_action.core.revealed import words
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats.ttml.intervals import CONTAINERS, bodies

_HIDDEN, _STRAY, _METADATA = "hidden text", "text of no cue", "metadata"
# What they hold is no text: it is counted as a picture or a sound.
_MEDIA = ("image", "audio", "font", "data", "chunk")
# In these it is no resource but what somebody took for HTML.
_WITH_TEXT = ("p", "span")
_DESCRIBING = ("metadata", "ttm:", "ebuttm:", "ittm:")


def unread_words(root: Element, text: str) -> Iterator[tuple[str, str]]:
    """The kind of loss and the text of each; what stands loose in a body or a division the parser has noticed."""
    shown = set(bodies(root))
    carried = _carried(root) if "title" in text or "agent" in text else set()
    waiting = deque([(root, _STRAY)])
    while waiting:
        element, kind = waiting.popleft()
        if element.is_simple and not kind:
            continue
        for node in element.children:
            if isinstance(node, Text):
                if kind and words(node.text):
                    yield kind, node.text
            elif not kind and node.is_simple and node.tag in CONTAINERS:
                continue  # a paragraph that is read, as most are
            elif node not in carried and not (_is_media(node) and element.tag not in _WITH_TEXT):
                waiting.append((node, "" if node in shown else _kind(node, element, kind)))


def _is_media(node: Element) -> bool:
    return node.tag.rpartition("}")[2] in _MEDIA


def _kind(node: Element, parent: Element, around: str) -> str:
    if around == _METADATA or node.tag.startswith(_DESCRIBING):
        return _METADATA
    if around == _STRAY and node.tag.startswith(
        "{"
    ):  # what the head holds of other languages describes
        return _METADATA
    if around:
        return around
    if node.tag in CONTAINERS:
        return ""
    return _HIDDEN if parent.tag in _WITH_TEXT else _STRAY


def _carried(root: Element) -> set[Element]:
    """What a timeline holds: the title, and the agents that speak."""
    found: list[Element] = []
    speakers: set[str] = set()
    for element in root.elements():
        if element.tag in ("ttm:title", "ttm:agent"):
            found.append(element)
        elif "ttm:agent" in element.values:
            speakers.update(element.values["ttm:agent"].split())
    title = next((element for element in found if element.tag == "ttm:title"), None)
    return {
        element
        for element in found
        if element is title or (element.tag == "ttm:agent" and element.get("xml:id") in speakers)
    }
