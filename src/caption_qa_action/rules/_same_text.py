"""Cues that show the same text: blanks at the edge of a line, or two in a row, make no difference to a viewer."""

from __future__ import annotations

from caption_qa_action.core.document import Cue, Document


def same_text(document: Document, one: Cue, other: Cue) -> bool:
    """Whether two cues show the same text, with the same markup; not where they show none.

    A fix that deletes blanks reveals no repetition then, since it was one before.
    """
    # Words with times, and elements with names, differ where their text is the same.
    if document.pieces or document.tree is not None:
        return _as_shown(document.plain(one)) == _as_shown(document.plain(other)) != ""
    text = document.source.text
    first = text[one.text_start : one.text_start + 1]
    there = text[other.text_start : other.text_start + 1]
    # The first character tells most texts apart, so that nothing need be cut out.
    if first != there and not first.isspace() and not there.isspace():
        return False
    raw = document.raw(one)
    if text.startswith(raw, other.text_start) and len(raw) == other.text_end - other.text_start:
        return bool(raw)
    return _as_shown(raw) == _as_shown(document.raw(other)) != ""


def _as_shown(text: str) -> str:
    """A text with one blank between its words, line by line."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
