"""The tags of caption text that a rule finds fault with."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from caption_qa_action.core.document import Document, Tag


def faulty_tags(document: Document, faults: Callable[[list[Tag]], list[int]]) -> Iterator[Tag]:
    """The tags at the indexes that `faults` names, of every cue; none of chapters and metadata.

    `faults` is asked once for each sequence of tags that occurs, since most cues share a few.
    """
    if document.kind in ("chapters", "metadata"):
        return
    for tags, cues in document.markup():
        found = faults(tags)
        if not found:
            continue
        for cue in cues:
            own = document.tags(cue)
            for index in found:
                yield own[index]
