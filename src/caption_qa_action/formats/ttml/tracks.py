"""The languages of a TTML document: divisions beside each other, of which a player shows one.

So the drafts and DFXP carry several languages in one file.
"""

from __future__ import annotations

from caption_qa_action.core.document import Document, Tracks
from caption_qa_action.core.xml import Element
from caption_qa_action.formats.ttml.dialect import TtmlDialect
from caption_qa_action.formats.ttml.intervals import bodies


def find_tracks(document: Document) -> Tracks:
    """The languages of the cues, by number, that are in another one than the first division."""
    if document.tree is None or not isinstance(document.dialect, TtmlDialect):
        return {}
    languages = {
        node: node.values["xml:lang"].lower()
        for body in bodies(document.tree)
        for node in body.children
        if isinstance(node, Element) and node.tag == "div" and node.values.get("xml:lang")
    }
    if len(set(languages.values())) < 2:
        return {}
    first = next(iter(languages.values()))
    tracks: dict[int, str] = {}
    for cue, shown in zip(document.cues, document.dialect.shown, strict=True):
        above: Element | None = shown if isinstance(shown, Element) else shown.paragraph
        while above is not None and above not in languages:
            above = above.parent
        if above is not None and languages[above] != first:
            tracks[cue.number] = languages[above]
    return tracks
