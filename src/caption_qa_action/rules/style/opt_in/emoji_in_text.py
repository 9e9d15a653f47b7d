"""Emoji in captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True

# What Unicode draws as a picture, and pictures by a selector; notes (U+2669..U+266F) are music.
_PICTURES = "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u231a\u231b\u23e9-\u23f3\u2614\u2615\u26a1\u26bd\u2705\u2728\u274c\u2753-\u2757\u2b50"
_PATTERN = f"(?:[{_PICTURES}]|[\u2190-\u2bff](?=\ufe0f))[{_PICTURES}\u200d\ufe0f\u2190-\u2bff]*"


def check(document: Document) -> Iterator[Finding]:
    """Emoji in the text of a cue.

    Notes such as ♪ and signs such as © are not emoji. Opt-in: captions for social media may have them.

    ## Why
    Television sets, set-top boxes and many players have no font for them and show a box. Screen
    readers speak their names in the middle of a sentence.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been? 😡
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?!
    ```

    ## Fix
    There is none: what it says may have to be said in words.

    ## Sources
    - BBC Subtitle Guidelines, section 9.3.2, on characters to use,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - Unicode Technical Standard #51, Unicode Emoji, https://www.unicode.org/reports/tr51/
    """
    alphabet = document.source.alphabet
    if "\ufe0f" not in alphabet and not re.search(f"[{_PICTURES}]", "".join(alphabet)):
        return
    for cue, match in hits(document, _PATTERN):
        first = match[0][0]
        yield Finding(
            Span(*match.span()), f"cue {cue.number} contains an emoji: {first} (U+{ord(first):04X})"
        )
