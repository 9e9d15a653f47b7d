"""A word written with look-alike letters of another script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
WORDS = (REPLACES,)

_FOREIGN = "\u0370-\u03ff\u0400-\u052f"
_LATIN = "AaBCcEeHIiJjKMNOoPpSsTXxYyZ"
_CYRILLIC = "АаВСсЕеНІіЈјКМ\0ОоРрЅѕТХхУу\0"
_GREEK = "Α\0Β\0\0Ε\0ΗΙ\0\0\0ΚΜΝΟοΡ\0\0\0ΤΧ\0Υ\0Ζ"
_TO_LATIN = {
    foreign: latin
    for script in (_CYRILLIC, _GREEK)
    for latin, foreign in zip(_LATIN, script, strict=True)
    if foreign != "\0"
}
# Latin letters on both sides of others, or others on both sides of them.
_CHANGES_TWICE = f"[A-Za-z][{_FOREIGN}]+[A-Za-z]|[{_FOREIGN}][A-Za-z]+[{_FOREIGN}]"


def check(document: Document) -> Iterator[Finding]:
    """Word that mixes Latin with Cyrillic or Greek letters that look the same.

    Reported when all letters of one script in the word are look-alikes of the other, such as a
    Cyrillic `с` in an English word. Words that join two scripts on purpose have letters that cannot
    be confused and are not reported. Where scripts change more than once in such a word, as in `fцr`, the
    text was read in a wrong encoding: then none of its words is mended.

    ## Why
    The word looks right and is not: search does not find it, spelling is not checked, a speech
    program stumbles, and a font may draw the odd letter differently. It comes from optical character
    recognition, from typing with the wrong keyboard layout, or from evading filters.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Let us meet at the \u0441afe.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Let us meet at the cafe.
    ```

    ## Fix
    Writes the letters of the script that cannot be mistaken, or else of the one with more letters
    in the word. Unsafe: it changes the text.

    ## Sources
    - Unicode Technical Standard #39, Unicode Security Mechanisms, section 5 "Detection Mechanisms",
      https://www.unicode.org/reports/tr39/#Detection_Mechanisms
    """
    if document.source.alphabet.isdisjoint(_TO_LATIN):
        return
    text = document.source.text
    done = 0
    found: list[tuple[Cue, Span, str]] = []
    is_misread = False
    for cue, match in hits(document, f"[A-Za-z](?:(?=[{_FOREIGN}])|(?<=[{_FOREIGN}].))"):
        start, end = match.span()
        if start < done:
            continue
        while start > cue.text_start and text[start - 1].isalpha():
            start -= 1
        while end < cue.text_end and text[end].isalpha():
            end += 1
        done = end
        word = text[start:end]
        meant = _meant(word)
        if meant != word:
            found.append((cue, Span(start, end), meant))
        elif re.search(_CHANGES_TWICE, word):
            is_misread = True
    for cue, span, meant in found:
        yield Finding(
            span,
            f"{quote(text[span.start : span.end])} in cue {cue.number} mixes letters of two scripts that look alike",
            None
            if is_misread
            else Fix("write it in one script", (Edit(span, meant),), words=REPLACES),
        )


def _meant(word: str) -> str:
    """The word in one script; the word as it is when its scripts cannot be confused."""
    latin = [letter for letter in word if letter.isascii()]
    foreign = [letter for letter in word if not letter.isascii()]
    if not foreign:  # the sign beside it, such as a Greek question mark, is no letter
        return word
    to_latin = all(letter in _TO_LATIN for letter in foreign)
    script = _CYRILLIC if max(foreign) >= "\u0400" else _GREEK
    to_foreign = {a: b for a, b in zip(_LATIN, script, strict=True) if b != "\0"}
    # "SMSка" is an abbreviation with an ending.
    abbreviated = len(latin) > 1 and "".join(latin).isupper() and word.startswith("".join(latin))
    from_latin = not abbreviated and all(letter in to_foreign for letter in latin)
    if to_latin and (not from_latin or len(latin) >= len(foreign)):
        return "".join(_TO_LATIN.get(letter, letter) for letter in word)
    if from_latin:
        return "".join(to_foreign.get(letter, letter) for letter in word)
    return word
