"""Web addresses in captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._words import cues_with

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

_WORDS = ("http://", "https://", "www.", ".com", ".org", ".net", ".edu", ".gov", ".io")
_PATTERN = re.compile(
    r"(?i)(?:https?://|\bwww\.)[^\s<>\"“”«»]{3,200}"
    r"|(?<![@\w.-])[a-z0-9][a-z0-9-]{1,40}\.(?:com|org|net|edu|gov|io)\b(?:/[^\s<>\"]{0,200})?"
)


def check(document: Document) -> Iterator[Finding]:
    """Web address in the text of a cue.

    Opt-in: people speak of web sites, and courses show them. Addresses in advertisements are found
    by `advertisement`.

    ## Why
    Nobody can click a caption, and long addresses break lines and reading speed. An address that was
    not spoken does not belong into captions.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    It is on https://www.example.com/news/today
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    It is on our site.
    ```

    ## Fix
    There is none: somebody may have said it.

    ## Sources
    - Our choice; no house style that we know of speaks of addresses
      (SubtitleEdit removes them with other text on request, https://github.com/SubtitleEdit/subtitleedit)
    """
    for cue in cues_with(document, _WORDS):
        for match in _PATTERN.finditer(document.source.text, cue.text_start, cue.text_end):
            address = match[0].rstrip(".,;:!?)]")
            yield Finding(
                Span(match.start(), match.start() + len(address)),
                f"cue {cue.number} shows the address {quote(address)}",
            )
