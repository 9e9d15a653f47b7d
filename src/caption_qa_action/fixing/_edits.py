"""Edits chosen together, and the bytes that they make."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

from caption_qa_action.core.diagnostic import Diagnostic
from caption_qa_action.core.source import Edit, Source, Span, apply_edits


class EditSet:
    """The places that chosen edits change; in order, none touching another."""

    __slots__ = ("edits", "_moved_to")

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._moved_to: set[Span] = set()

    def add_if_disjoint(self, edits: Sequence[Edit], *, moves: bool = False) -> bool:
        """Take all of some edits if each is free.

        To where one fix moves text others may move some too: it stands there in the order in which it stood.
        """
        new = [edit for edit in edits if not (moves and edit.span in self._moved_to)]
        if not all(map(self._is_free, new)):
            return False
        for edit in new:
            insort(self.edits, edit)
            if moves and edit.span.start == edit.span.end:
                self._moved_to.add(edit.span)
        return True

    def _is_free(self, edit: Edit) -> bool:
        place = bisect_left(self.edits, edit)
        before = self.edits[place - 1] if place else None
        after = self.edits[place] if place < len(self.edits) else None
        return (before is None or _in_order(before, edit)) and (
            after is None or _in_order(edit, after)
        )


def _in_order(before: Edit, after: Edit) -> bool:
    """Whether one edit stands wholly before another.

    Two that only touch have no agreed order, so the second waits for the next round; unless both only delete.
    """
    if before.replacement or after.replacement:
        return before.span.end < after.span.start
    return before.span.end <= after.span.start


def edited(source: Source, chosen: Sequence[Diagnostic]) -> bytes | None:
    """The bytes after the fixes; None when the encoding cannot write them."""
    edits = (edit for item in chosen if item.fix for edit in item.fix.edits)
    mended = apply_edits(source.text, edits)
    encoding = next((item.fix.encoding for item in chosen if item.fix and item.fix.encoding), "")
    errors = "surrogateescape" if source.encoding == "utf-8" else "strict"
    try:
        return mended.encode(encoding, errors) if encoding else source.encode(mended)
    except UnicodeEncodeError:
        return None
