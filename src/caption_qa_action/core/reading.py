"""In which unit the length of a text is counted, and which limit applies to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from caption_qa_action.core import language, measure

# These are counted in full-width characters: a wide character is 1, every other one a half
# (Netflix Timed Text Style Guides for Japanese, Korean and Chinese).
FULL_WIDTH = ("ja", "ko", "zh")


def reading_language(spoken: str, text: str) -> str:
    """The language whose way of counting a text has: `ja`, `ko` or `zh`, else the one spoken.

    `spoken` is the language of the document without its region.
    """
    if spoken in FULL_WIDTH:
        return spoken
    return language.of_script(text) or spoken


def halves(counted: str, text: str) -> int:
    """The length of a visible text in halves of a character, in a language's way of counting."""
    if counted in FULL_WIDTH:
        return measure.columns(text)
    return measure.graphemes(text) * 2


def spans_halves(counted: str, text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The lengths of stretches of a text, as `halves` of each."""
    if text.isascii() and text.replace("\n", "").isprintable():
        each, count = 1 if counted in FULL_WIDTH else 2, text.count
        if "\n" not in text:
            return [(end - start) * each for start, end in spans]
        return [(end - start - count("\n", start, end)) * each for start, end in spans]
    pieces = [text[start:end] for start, end in spans]
    each = 1 if counted in FULL_WIDTH else 2
    return [
        len(piece) * each if piece.isascii() and piece.isprintable() else halves(counted, piece)
        for piece in pieces
    ]


def unit(counted: str) -> str:
    """What is counted in a language."""
    return "full-width characters" if counted in FULL_WIDTH else "characters"


def limit_for(spoken: str, common: float, by_language: Mapping[str, float]) -> float:
    """The limit of a language, in the unit of its amounts.

    For a full-width language without a limit of its own, wide characters count twice against the
    common limit.
    """
    limit = by_language.get(spoken)
    if limit is None:
        return common / 2 if spoken in FULL_WIDTH else common
    return limit
