"""A word in capitals within a sentence that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action import Document, Edit, Finding, Fix, Severity, Span

SEVERITY = Severity.WARNING
WORDS = ("replaces",)


def check(
    document: Document, *, limit_characters: int = 4, allowed: tuple[str, ...] = ("NATO", "NASA")
) -> Iterator[Finding]:
    """A word is in capitals where the words around it are not.

    ## Why

    Capitals read as shouting, and screen readers spell them. Our house puts emphasis in italics.

    ## Bad

    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    I said STOP that.
    ```

    ## Good

    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    I said stop that.
    ```

    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    NASA said so.
    ```

    ## Fix

    Writes the word in small letters. It changes what is read, so that it is not safe.

    ## Options

    - `limit_characters` (default 4): shorter words are taken for abbreviations
    - `allowed` (default NATO and NASA): words that are written in capitals

    ## Sources

    The style guide of our house, section 4.
    """
    word = re.compile(rf"\b[A-Z]{{{max(1, limit_characters)},}}\b")
    for cue in document.dialogue:
        raw = document.raw(cue)
        if raw.isupper():
            continue
        for match in word.finditer(raw):
            if match[0] in allowed:
                continue
            span = Span(cue.text_start + match.start(), cue.text_start + match.end())
            yield Finding(
                span,
                f'"{match[0]}" is in capitals; write it small, or in italics',
                Fix(
                    f'write "{match[0].lower()}"',
                    (Edit(span, match[0].lower()),),
                    words="replaces",
                ),
            )
