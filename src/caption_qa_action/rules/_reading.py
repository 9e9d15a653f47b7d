"""What viewers read, and in which unit its length is counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caption_qa_action.core import language, measure
from caption_qa_action.core.columns import scripts, shown_texts
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.measure import Ruler
from caption_qa_action.core.reading import (
    FULL_WIDTH,
    halves,
    limit_for,
    reading_language,
    unit,
)

__all__ = [
    "FULL_WIDTH", "Bound", "halves", "is_read", "limit_for", "reading_language", "same_text", "unit",
]  # fmt: skip


def is_read(document: Document) -> bool:
    """Whether the cues are shown as text to be read along with the picture.

    Chapter titles stand in a menu, descriptions are spoken, metadata is for programs.
    """
    return document.kind not in ("chapters", "descriptions", "metadata")


def same_text(document: Document, one: Cue, other: Cue) -> bool:
    """Whether two cues show the same text, with the same markup; not where they show none.

    Blanks at the edge of a line, or two in a row, make no difference to a viewer: a fix that deletes them reveals no
    repetition, since it was one before.
    """
    # Words with times, and elements with names, differ where their text is the same.
    if document.pieces or document.tree is not None:
        shown, shown_there = document.plain(one), document.plain(other)
    else:
        text = document.source.text
        # Most texts differ in the first character or the last, so that nothing need be cut out.
        first = text[one.text_start : one.text_start + 1]
        there = text[other.text_start : other.text_start + 1]
        if first != there and not first.isspace() and not there.isspace():
            return False
        last = text[one.text_end - 1 : one.text_end]
        there = text[other.text_end - 1 : other.text_end]
        if last != there and not last.isspace() and not there.isspace():
            return False
        shown, shown_there = document.raw(one), document.raw(other)
    words = shown.split()
    if not words or words != shown_there.split():
        return False
    return shown == shown_there or _as_shown(shown) == _as_shown(shown_there)


def _as_shown(text: str) -> str:
    """A text with one blank between its words, line by line."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


class Bound:
    """The limit of the texts of a document, which may depend on the script of each.

    A text is never longer than it stands in the file, so that most cues need no measuring: `strictest` is the
    lowest limit that one can have. Where full-width text occurs among other text, each has to be asked for its script.
    """

    __slots__ = (
        "spoken",
        "limit",
        "strictest",
        "_document",
        "_common",
        "_by_language",
        "_is_uniform",
        "_is_plain",
        "_columns",
        "_graphemes",
    )

    def __init__(self, document: Document, common: float, by_language: Mapping[str, float]) -> None:
        alphabet = document.source.alphabet
        self._document = document
        self.spoken = language.primary(document.language)
        self.limit = self.strictest = limit_for(self.spoken, common, by_language)
        self._common = common
        self._by_language = by_language
        # References and other writings stand for characters that are not in the file.
        is_written = document.shows_own_characters
        ruler = document.once(_ruler_of) if is_written else measure
        self._columns, self._graphemes = ruler.columns, ruler.graphemes
        self._is_uniform = self.spoken in FULL_WIDTH or (
            is_written and not language.may_have_script(alphabet)
        )
        # Then a text has as many characters as its length tells.
        self._is_plain = (
            self._is_uniform
            and self.spoken not in FULL_WIDTH
            and isinstance(ruler, Ruler)
            and ruler.counts_each
        )
        if self.spoken not in FULL_WIDTH and _has_wide_letters(alphabet):
            limits = [limit_for(other, common, by_language) for other in FULL_WIDTH]
            self.strictest = min(self.limit, *limits)

    def counted(self) -> list[str]:
        """The language in whose way the text of each cue of dialogue is counted."""
        if self._is_uniform:
            return [self.spoken] * len(self._document.dialogue)
        return [script or self.spoken for script in scripts(self._document)]

    def limits(self, counted: Sequence[str]) -> list[float]:
        """The limit of each of some texts, by the language in whose way it is counted."""
        known = {each: limit_for(each, self._common, self._by_language) for each in {*counted}}
        return list(map(known.__getitem__, counted))

    def length(self, shown: str, counted: str) -> int:
        """The length of a visible text in halves, as it is counted in a language."""
        if self._is_plain:
            return 2 * (len(shown) - shown.count("\n") - shown.count("\r"))
        return self._columns(shown) if counted in FULL_WIDTH else 2 * self._graphemes(shown)

    def least_limits(self) -> list[float]:
        """The lowest limit that the text of each cue of dialogue can have."""
        limit, strictest = self.limit, self.strictest
        shown = shown_texts(self._document)
        if strictest == limit:
            return [limit] * len(shown)
        return [limit if is_ascii else strictest for is_ascii in map(str.isascii, shown)]

    def exceeds(self, shown: str, duration_ms: int = 1000) -> bool:
        """Whether a visible text is above its limit, as for `excess`."""
        if self._is_plain:
            return self.length(shown, self.spoken) * 500 > self.limit * duration_ms
        return self.excess(shown, duration_ms) is not None

    def excess(self, shown: str, duration_ms: int = 1000) -> tuple[int, float, str] | None:
        """The length of a visible text in halves, its limit, and how it is counted; None within the limit.

        The limit is in characters, or where a duration is given, in characters a second.
        """
        if self._is_uniform or shown.isascii():
            counted, limit = self.spoken, self.limit
        else:
            counted = reading_language(self.spoken, shown)
            limit = limit_for(counted, self._common, self._by_language)
        allowed = limit * duration_ms
        # No text is longer than its characters are many, in any way of counting.
        if len(shown) * 1000 <= allowed:
            return None
        length = self.length(shown, counted)
        return (length, limit, counted) if length * 500 > allowed else None


def _ruler_of(document: Document) -> Ruler:
    return Ruler(document.source.alphabet)


def _has_wide_letters(alphabet: frozenset[str]) -> bool:
    # Kana, Han and Hangul all lie between U+3000 and U+D800.
    return any("\u3000" < character < "\ud800" for character in alphabet)
