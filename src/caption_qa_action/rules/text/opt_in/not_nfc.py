"""Letters written as a base letter and a combining accent."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.core.text import plural

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
WORDS = (REPLACES,)

# Combining accents, Hangul vowels and finals, Kana voicing marks: what NFC joins to a letter.
_JOINED = (("\u0300", "\u036f"), ("\u0653", "\u0655"), ("\u1161", "\u11ff"), ("\u3099", "\u309a"))


def check(document: Document) -> Iterator[Finding]:
    r"""Text that is not in Unicode normalization form C.

    One finding for each cue. Opt-in: WebVTT forbids programs to normalize, and nothing is wrong with
    such text but what is said below.

    ## Why
    An e with an accent can be one character or two that look the same. Search finds only one of them,
    some fonts draw the accent beside the letter, and macOS file names and some editors write the rare
    form.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Meet me at the cafe\u0301.
    ```

    ## Good
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Meet me at the caf\u00e9.
    ```

    ## Fix
    Writes the cue in form C; not in WebVTT. Unsafe: it changes the text.

    ## Sources
    - Unicode Standard Annex #15, Unicode Normalization Forms, https://www.unicode.org/reports/tr15/
    - WebVTT, section 2.2: authors choose the form, programs must not normalize,
      https://www.w3.org/TR/webvtt1/#unicode-normalization
    """
    alphabet = document.source.alphabet
    marks = [mark for mark in alphabet if any(first <= mark <= last for first, last in _JOINED)]
    if not marks or document.source.binary:
        return
    import unicodedata

    for cue in document.cues:
        raw = document.raw(cue)
        if raw.isascii():
            continue
        composed = unicodedata.normalize("NFC", raw)
        if composed != raw and any(mark in raw for mark in marks):
            characters = abs(len(raw) - len(composed)) or 1
            fix = Fix("write it in form C", (Edit(cue.text_span, composed),), words=REPLACES)
            yield Finding(
                cue.text_span,
                f"{plural(characters, 'accent')} in cue {cue.number} "
                f"{'stands' if characters == 1 else 'stand'} apart from the letter",
                fix if document.traits.may_be_normalized else None,
            )
