"""A file in capital letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.text import quote
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.INFO
SAFELY_MENDED = False

# Letters that are frequent in every language of their script; their count shows cheaply whether a
# text can be in capitals at all.
_FREQUENT = ("ae", "ао", "αο")
_PARTS = 4  # (chosen)
_LEAST_LETTERS, _LEAST_WORDS = 200, 3
# What is set off from the text in brackets or before a colon is a label, and those are in capitals.
_LABELS = r"(?s)\[[^\[\]]{0,200}\]|\([^()]{0,200}\)|(?m:^(?:[^\S\n]|[>\-])*+[^\n:a-zà-ÿ]{1,40}:)"


def check(
    document: Document, *, limit_percent: int = 80, each_cue: bool = False
) -> Iterator[Finding]:
    """Text that is written in capital letters throughout.

    Reported once for a file, at its first cue of capitals, when most of its letters are capitals.
    Labels in brackets and speakers before a colon do not count. Single cues in capitals, which may be
    a shout, are reported only with `each_cue`.

    ## Why
    Capitals are slower to read, take more room, and hide what is a name and what is shouted. They are
    a remnant of decoders that had no lower-case letters below the line.

    ## Bad
    ```srt each_cue=true
    1
    00:00:01,000 --> 00:00:02,500
    WHERE HAVE YOU BEEN ALL NIGHT?
    ```

    ## Good
    ```srt each_cue=true
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been all night?
    ```

    ## Fix
    There is none: which words are names is not in the file.

    ## Options
    - `limit_percent` (default 80): the share of capitals among the letters of the file up to which it
      is not reported. Our choice.
    - `each_cue` (default false): also report each cue of three words or more that is all capitals.

    ## Sources
    - DCMP Captioning Key, "Text": mixed case is preferred, https://www.captioningkey.org/text.html
    - BBC Subtitle Guidelines, section 11.2: capitals show a shout,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    if not is_read(document) or document.source.binary:
        return
    if _may_be_capitals(document.source):
        small, capitals = _letters(document)
        if small + capitals >= _LEAST_LETTERS and capitals * 100 > limit_percent * (
            small + capitals
        ):
            percent = capitals * 100 // (small + capitals)
            for cue in document.dialogue:
                if _is_capitals(document.plain(cue)):
                    yield Finding(
                        cue.text_span, f"{percent} % of the letters of the file are capitals"
                    )
                    return
    if each_cue:
        for cue in document.dialogue:
            shown = document.plain(cue)
            if _is_capitals(shown):
                yield Finding(cue.text_span, f"cue {cue.number} is all in capitals: {quote(shown)}")


def _may_be_capitals(source: Source) -> bool:
    count, part = source.text.count, len(source.text) // _PARTS
    for letters in _FREQUENT:
        if not letters.isascii() and source.alphabet.isdisjoint(letters.upper()):
            continue
        capitals = sum(map(count, letters.upper()))
        # Nearly always a part of the text has more small ones.
        some = sum(count(letter, 0, part) for letter in letters)
        if capitals > some and capitals > sum(map(count, letters)):
            return True
    return False


def _letters(document: Document) -> tuple[int, int]:
    """How many letters of the visible text are small, and how many are capitals."""
    small = capitals = 0
    for cue in document.dialogue:
        shown = re.sub(_LABELS, "", document.plain(cue))
        lower = sum(map(str.islower, shown))
        small += lower
        capitals += sum(map(str.isupper, shown))
    return small, capitals


def _is_capitals(shown: str) -> bool:
    shown = re.sub(_LABELS, "", shown)
    return shown.isupper() and len(re.findall(r"[^\W\d_]{2,}", shown)) >= _LEAST_WORDS
