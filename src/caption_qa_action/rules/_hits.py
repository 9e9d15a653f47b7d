"""Where a pattern occurs in what viewers read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.source import Span

# How far a tag may reach, so that looking for its ends stays cheap in hostile files.
_LONGEST_TAG = 500
_OPENERS = ("<", "{\\")


def hits(
    document: Document, pattern: str, *, after: int = 0
) -> Iterator[tuple[Cue, re.Match[str]]]:
    """The matches that lie in the text of a cue and outside markup, in order, each with its cue.

    A match lies where that begins which it finds, so many characters `after` its own start. Metadata is for programs, so nothing is found in it; nor in binary files, whose bytes are no text.
    """
    if document.kind == "metadata" or document.source.binary:
        return
    text = document.source.text
    cue: Cue | None = None
    has_markup, text_end = False, -1
    for match in _matches(document, pattern, after):
        start = match.start() + after
        if start >= text_end:  # matches come in order, and a cue may hold a heap of them
            cue = document.cue_at(start)
            text_end = -1
            if cue is None or not cue.text_start <= start < cue.text_end:
                continue
            text_end = cue.text_end
            has_markup = any(text.find(sign, cue.text_start, text_end) >= 0 for sign in _OPENERS)
        if cue is None or not document.is_text(start):
            continue
        if not (has_markup and in_markup(text, cue, start)):
            yield cue, match


def _matches(document: Document, pattern: str, after: int) -> Iterator[re.Match[str]]:
    """The matches of a pattern; where much stands between the texts of cues, those that lie there are passed over."""
    text = document.source.text
    if document.traits.is_line_based:
        yield from re.finditer(pattern, text)
        return
    starts = sorted({cue.text_start for cue in document.cues})
    search = re.compile(pattern).search
    cue_at, offset = document.cue_at, 0
    while match := search(text, offset):
        start, offset = match.start(), max(match.end(), match.start() + 1)
        place = start + after
        cue = cue_at(place)
        if cue is not None and cue.text_start <= place < cue.text_end:
            yield match
            continue
        index = bisect_right(starts, place)
        if index == len(starts):
            return
        offset = max(offset, starts[index] - after)


class Blank(NamedTuple):
    """A run of spaces in the text of a cue; `at_start` and `at_end` show whether a line ends there."""

    cue: Cue
    start: int
    end: int
    at_start: bool
    at_end: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def odd_blanks(document: Document) -> list[Blank]:
    """The runs of spaces at the edge of a line, of two or more, or before a punctuation mark.

    Three rules want to know; one search for all is cheaper than one for each.
    """
    return document.once(_find_odd_blanks)


def _find_odd_blanks(document: Document) -> list[Blank]:
    text = document.source.text
    # Patterns that begin with a character take a third of the time of one that has them as alternatives.
    begins = "[\n\r] " if "\r" in text else "\n "
    places = [(match.end() - 1, cue) for cue, match in hits(document, begins, after=1)]
    places += [(match.start(), cue) for cue, match in hits(document, " [ \n\r,.?!;:]")]
    if text.endswith(" "):
        places += [(match.start(), cue) for cue, match in hits(document, r" \Z")]
    found: list[Blank] = []
    done = 0
    for start, cue in sorted(places, key=lambda place: place[0]):
        if start < done:
            continue
        end = start
        while end < cue.text_end and text[end] == " ":
            end += 1
        done = end
        at_start = start == cue.text_start or text[start - 1] in "\r\n"
        at_end = end == cue.text_end or text[end] in "\r\n"
        found.append(Blank(cue, start, end, at_start, at_end))
    return found


def in_markup(text: str, cue: Cue, offset: int) -> bool:
    """Whether an offset lies inside a tag or an override block of the cue's text."""
    first, last = (
        max(cue.text_start, offset - _LONGEST_TAG),
        min(cue.text_end, offset + _LONGEST_TAG),
    )
    for opener, closer in (("<", ">"), ("{\\", "}")):
        start = text.rfind(opener, first, offset)
        if start >= 0 and text.find(closer, start, offset) < 0:
            end = text.find(closer, offset, last)
            if end >= 0 and text.find(opener, offset, end) < 0:
                return opener != "<" or text[start + 1] == "/" or text[start + 1].isalpha()
    return False


def around(text: str, start: int, end: int) -> str:
    """A stretch of text with the characters beside it on its line, for a message."""
    before = re.split("[\r\n]", text[max(0, start - 12) : start])[-1]
    after = re.split("[\r\n]", text[end : end + 12])[0]
    return before + text[start:end] + after
