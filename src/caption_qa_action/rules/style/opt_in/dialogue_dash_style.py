"""Dashes before speakers written now one way, now another."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules.style._choice import Use, begins_line, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
CHOICES = {"style": ("-", "- ", "–", "– ", "—", "— ")}

_DASHES = "-‐–—"
# What follows a dash that begins a line.
_BEFORE_SPEECH = r"(?:(?<=\\N.)|(?<![\w.?!\-–—].)) ?(?=[^\s\-‐–—<>0-9])"


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Dash before a speaker that is not written as in the rest of the file.

    Hyphen, en dash and em dash, each with and without a blank after it, are told apart. Where more
    than a fifth of them are written another way than most, that is said once. Opt-in: house styles
    contradict each other, by language too.

    ## Why
    The dash tells the viewer that somebody else speaks. One that looks different seems to mean
    something else.

    ## Bad
    ```srt style="-"
    1
    00:00:01,000 --> 00:00:02,500
    - Where have you been?
    -Nowhere.
    ```

    ## Good
    ```srt style="-"
    1
    00:00:01,000 --> 00:00:02,500
    -Where have you been?
    -Nowhere.
    ```

    ## Fix
    Writes the dash the other way. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the dash that is asked for, with its blank if it has one, such as `-` or
      `"– "`. Without it, the way that is most frequent in the file.

    ## Sources
    - Netflix Timed Text Style Guides, "Dual Speakers": a hyphen, with a blank in some languages,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - BBC Subtitle Guidelines, on dashes for two speakers,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    text = document.source.text
    # One search a dash, since it can skip to a single character, and the arrows are full of them.
    uses = [
        Use(cue, Span(*match.span()), match[0])
        for dash in _DASHES
        if dash in text
        for cue, match in hits(document, dash + _BEFORE_SPEECH)
        if begins_line(document, cue, match.start())
    ]
    uses.sort(key=lambda use: use.span)
    yield from odd_uses(uses, style, "the dash before a speaker", lambda use, way: way)
