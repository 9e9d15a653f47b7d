"""Masked words written now one way, now another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import REPLACES
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules._words import lower
from caption_qa_action.rules.style._choice import Use, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
WORDS = (REPLACES,)
CHOICES = {"style": ("f**k", "f***", "f---", "[ __ ]", "[bleep]")}

_WAYS = {
    "f**k": r"(?<!\w)[^\W\d_]{1,3}\*{2,}[^\W\d_]{0,6}(?!\w)",
    "f***": r"(?<!\w)[^\W\d_]\*{3,}(?!\w)",
    "f---": r"(?<![\w-])[^\W\d_]-{3,}(?!\w)",
    "[ __ ]": r"\[ ?__ ?\]",
    "[bleep]": r"(?i:[\[(] ?(?:bleep(?:s|ing|ed)?|beep(?:s|ing)?|censored|expletive) ?[\])])",
}
# Without one of these in the file, in lower case, nothing is masked that way.
_SIGNS = {
    "f**k": ("**",),
    "f***": ("***",),
    "f---": ("---",),
    "[ __ ]": ("__",),
    "[bleep]": ("bleep", "beep", "censored", "expletive"),
}


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Masked word that is not masked as in the rest of the file.

    Told apart are stars with the first and last letters (`f**k`), stars after the first (`f***`), hyphens
    (`f---`), the gap of automatic captions (`[ __ ]`) and a label (`[bleep]`). Where more than a fifth are
    masked another way than most, that is said once. Opt-in: masks are a choice of the house.

    ## Why
    Two masks in one file look like two things that were done to the sound.

    ## Bad
    ```srt style="[bleep]"
    1
    00:00:01,000 --> 00:00:02,500
    Where the [ __ ] have you been?
    ```

    ## Good
    ```srt style="[bleep]"
    1
    00:00:01,000 --> 00:00:02,500
    Where the [bleep] have you been?
    ```

    ## Fix
    Writes the label or the gap where one of them is asked for or usual. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the mask that is asked for: `f**k`, `f***`, `f---`, `[ __ ]` or `[bleep]`.
      Without it, the one that is most frequent in the file.

    ## Sources
    - BBC Subtitle Guidelines, section 2.11, on bleeped words,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    text = document.once(lower)
    likely = [way for way, signs in _SIGNS.items() if any(sign in text for sign in signs)]
    if not likely:
        return
    either = "|".join(_WAYS[way] for way in likely)
    uses = [Use(cue, Span(*match.span()), _way(match[0])) for cue, match in hits(document, either)]
    yield from odd_uses(uses, style, "a masked word", _rewrite, REPLACES)


def _way(mask: str) -> str:
    # From the strictest to the loosest: "f***" fits the first pattern too.
    return next(way for way in reversed(_WAYS) if re.fullmatch(_WAYS[way], mask))


def _rewrite(use: Use, way: str) -> str | None:
    return way if way.startswith("[") else None
