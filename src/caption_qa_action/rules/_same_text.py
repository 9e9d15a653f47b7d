"""Cues that show the same text: blanks at the edge of a line, or two in a row, make no difference to a viewer."""

from __future__ import annotations

from caption_qa_action.core.document import Cue, Document


def same_text(document: Document, one: Cue, other: Cue) -> bool:
    """Whether two cues show the same text, with the same markup; not where they show none.

    A fix that deletes blanks reveals no repetition then, since it was one before.
    """
    # Words with times, and elements with names, differ where their text is the same.
    if document.pieces or document.tree is not None:
        shown, shown_there = document.plain(one), document.plain(other)
        if _begin_differently(shown[:1], shown_there[:1]):
            return False
        return _as_shown(shown) == _as_shown(shown_there) != ""
    text = document.source.text
    first = text[one.text_start : one.text_start + 1]
    if _begin_differently(first, text[other.text_start : other.text_start + 1]):
        return False
    raw = document.raw(one)
    if text.startswith(raw, other.text_start) and len(raw) == other.text_end - other.text_start:
        return bool(raw)
    return _as_shown(raw) == _as_shown(document.raw(other)) != ""


def _begin_differently(first: str, there: str) -> bool:
    """Whether the first characters tell two texts apart, as they do most, so that nothing need be cut out."""
    return first != there and not first.isspace() and not there.isspace()


def _as_shown(text: str) -> str:
    """A text with one blank between its words, line by line."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
