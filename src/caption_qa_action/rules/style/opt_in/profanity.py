"""Words that a publisher does not want to show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.WARNING
OF_SHOWN_TEXT = True


def check(document: Document, *, words: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Word from your list of words that are not to be shown.

    Opt-in, and without a list nothing is found: which words offend depends on the language, the
    audience and the year. Case does not matter; a `*` at the end of a word stands for any ending.

    ## Why
    Programmes for children, advertisers and some platforms forbid certain words, and a caption shows
    them longer than they are heard. Where they were spoken, house styles ask to keep them or to write
    what the bleep leaves.

    ## Bad
    ```srt words=darn*
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been, darned fool?
    ```

    ## Good
    ```srt words=darn*
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?
    ```

    ## Fix
    There is none: what to show instead is for the publisher to say.

    ## Options
    - `words` (default none): the words that are not to be shown.

    ## Sources
    - BBC Subtitle Guidelines, section 2.11, on strong language,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    listed = [word.strip() for word in words if word.strip(" *")]
    if not listed:
        return
    either = "|".join(_pattern(word) for word in sorted(listed, key=len, reverse=True))
    for cue, match in hits(document, rf"(?i)(?<!\w)(?:{either})(?!\w)"):
        yield Finding(
            Span(*match.span()), f"cue {cue.number} says {quote(match[0])}, which is on the list"
        )


def _pattern(word: str) -> str:
    """One word of the list as a pattern; blanks in it match a line break too."""
    stem = r"\s+".join(map(re.escape, word.rstrip("*").split()))
    return stem + r"\w{0,20}" if word.endswith("*") else stem
