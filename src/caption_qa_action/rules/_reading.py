"""What viewers read, and in which unit its length is counted."""

from __future__ import annotations

from collections.abc import Mapping

from caption_qa_action.core import language
from caption_qa_action.core.document import Document
from caption_qa_action.core.reading import (
    FULL_WIDTH,
    halves,
    limit_for,
    reading_language,
    unit,
)

__all__ = ["FULL_WIDTH", "Bound", "halves", "is_read", "limit_for", "reading_language", "unit"]


def is_read(document: Document) -> bool:
    """Whether the cues are shown as text to be read along with the picture.

    Chapter titles stand in a menu, descriptions are spoken, metadata is for programs.
    """
    return document.kind not in ("chapters", "descriptions", "metadata")


class Bound:
    """What is known of a cue's limit before its text is measured.

    A text is never longer than it stands in the file, so that most cues need no measuring. Where
    full-width text occurs among other text, each cue has to be asked for its script.
    """

    __slots__ = ("spoken", "limit", "strictest", "_common", "_by_language")

    def __init__(self, document: Document, common: float, by_language: Mapping[str, float]) -> None:
        self.spoken = language.primary(document.language)
        self.limit = self.strictest = limit_for(self.spoken, common, by_language)
        self._common = common
        self._by_language = by_language
        if self.spoken not in FULL_WIDTH and _has_wide_letters(document):
            limits = [limit_for(other, common, by_language) for other in FULL_WIDTH]
            self.strictest = min(self.limit, *limits)

    def excess(self, shown: str, duration_ms: int = 1000) -> tuple[int, float, str] | None:
        """The length of a visible text in halves, its limit, and how it is counted; None within the limit.

        The limit is in characters, or where a duration is given, in characters a second.
        """
        counted = reading_language(self.spoken, shown)
        limit = limit_for(counted, self._common, self._by_language)
        # No text is longer than its characters are many, in any way of counting.
        allowed = limit * duration_ms
        if len(shown) * 1000 <= allowed:
            return None
        length = halves(counted, shown)
        return (length, limit, counted) if length * 500 > allowed else None

    def limit_of(self, raw: str) -> float:
        """A limit that applies to a raw text, or a stricter one."""
        if "<" in raw or "{" in raw:
            return self.strictest
        counted = reading_language(self.spoken, raw)
        return limit_for(counted, self._common, self._by_language)


def _has_wide_letters(document: Document) -> bool:
    # Kana, Han and Hangul all lie between U+3000 and U+D800.
    return any("\u3000" < character < "\ud800" for character in document.source.alphabet)
