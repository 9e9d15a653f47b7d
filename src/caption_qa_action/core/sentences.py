"""Where sentences end."""

from __future__ import annotations

import re

from caption_qa_action.core.words import Words, words_of

BLANKS = " \t\n\u3000"
OPENERS = "\"'“‘„‚«‹([¿¡「『（【〈《"
CLOSERS = "\"'”’»›)]」』）】〉》"
DASHES = "‐‑‒–—―−－-"

# Marks that end a sentence wherever they stand, and those that need a blank after them.
WIDE_MARKS = "。！？｡"
_MARKS = f".!?…‽؟۔।॥։።{WIDE_MARKS}"
# In French a blank stands before the closing quotation mark.
_INNER_BLANKS = " \u00a0\u202f"
_END = f"[{_MARKS}]+(?:[{re.escape(CLOSERS)}]|[{_INNER_BLANKS}]»)*"
_TURN = rf"\n(?=[{DASHES}]|>>)"
_WORD = r"[^\W\d_]{1,30}"
_LEAD = rf"[{BLANKS}]{{0,9}}(?:[{re.escape(OPENERS)}♪#{DASHES}]{{1,3}}[{BLANKS}]{{0,3}}){{0,3}}"
# A sound or a name in brackets begins something new though its letters are small: `Thanks. [laughs]`.
_ASIDE = rf"[{BLANKS}]{{1,9}}[\[(]"
_LONGEST_TOKEN = 30
# Japanese quotes that go on: the quotation is followed by its particle.
_QUOTING = "とって"


def sentence_ends(text: str, language: str = "") -> list[int]:
    """The offsets inside a text at which a sentence has ended, with its closing quotes.

    `language` is a language subtag such as `en`. A full stop after an abbreviation, an initial or a
    number, or inside an address, ends none; nor does one that is followed by a small letter. The end
    of the text itself is not given.
    """
    words = words_of(language)
    ends = [
        match.end()
        for match in re.finditer(_END, text)
        if match.end() < len(text) and _ends_sentence(text, match, words)
    ]
    turns = [match.start() for match in re.finditer(_TURN, text) if match.start()]
    return sorted({*ends, *turns}) if turns else ends


def _ends_sentence(text: str, match: re.Match[str], words: Words) -> bool:
    marks = match[0].rstrip(CLOSERS + _INNER_BLANKS)
    end = match.end()
    if marks[-1] in WIDE_MARKS:
        quoted = end > match.start() + len(marks)
        return not (quoted and text[end] in _QUOTING)
    if text[end] not in BLANKS:
        return False
    following = _following(text, end)
    if following[:1].islower() and not re.compile(_ASIDE).match(text, end):
        return False  # `"Really?" he asked`, or a pause in the middle of a sentence
    before = _token_before(text, match.start())
    if marks in ("...", "…"):
        return not (following and before.lower() == following.lower())  # a stutter: I... I
    if marks != ".":
        return True
    return _full_stop_ends(before, following.lower(), words, match.start() - len(before) == 0)


def _full_stop_ends(before: str, following: str, words: Words, first: bool) -> bool:
    """Whether a single full stop between two words ends a sentence."""
    known = before.lower()
    if not before or known in words.titles:
        return False
    starts = following in words.starters
    if known in words.abbreviations:
        return starts
    if (len(before) == 1 and before.isupper()) or re.fullmatch(
        r"(?:[^\W\d_]{1,3}\.)+\w{1,3}", before
    ):
        return starts  # an initial, or letters with full stops: J. Smith, the U.S. Army
    if before.isdecimal() and len(before) <= 3:
        return starts if words.dotted_ordinals else not first  # 3. Mai; 1. Open the box
    return True


def _token_before(text: str, end: int) -> str:
    """The word that ends at an offset, without opening quotes; at most its last thirty characters."""
    token = text[max(0, end - _LONGEST_TOKEN) : end]
    for blank in BLANKS:
        token = token.rpartition(blank)[2]
    return token.lstrip(OPENERS + DASHES)


def _following(text: str, start: int) -> str:
    """The first word after an offset, past blanks, opening quotes and dashes; its first sign if none."""
    match = re.compile(_LEAD).match(text, start)
    at = match.end() if match else start
    word = re.compile(_WORD).match(text, at)
    return word[0] if word else text[at : at + 1]
