"""Quotation marks written now one way, now another."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules.style._choice import Use, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
CHOICES = {"style": ('"', "“”", "«»")}

_STRAIGHT, _CURLY, _ANGLE = '"', "“”", "«»"
_WAYS = {'"': _STRAIGHT, "“": _CURLY, "”": _CURLY, "„": _CURLY, "«": _ANGLE, "»": _ANGLE}


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Quotation mark that is not of the shape that the rest of the file has.

    Straight (`"`), curly (`“”`, `„“`) and angle marks (`«»`) are told apart. Curly marks inside angle
    ones, for a quotation in a quotation, are one way. Where more than a fifth are another way than
    most, that is said once. Opt-in: house styles contradict each other. Apostrophes are left alone.

    ## Why
    Mixed marks show that the text came from several hands or programs, and search finds only half.

    ## Bad
    ```srt style='"'
    1
    00:00:01,000 --> 00:00:02,500
    She said: “Nowhere.”
    ```

    ## Good
    ```srt style='"'
    1
    00:00:01,000 --> 00:00:02,500
    She said: "Nowhere."
    ```

    ## Fix
    Writes straight marks for others where `"` is asked for or usual; there is none the other way,
    since a straight mark does not tell whether it opens or closes. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the marks that are asked for: `"`, `“”` or `«»`. Without it, those that
      are most frequent in the file.

    ## Sources
    - Netflix English Timed Text Style Guide, "Quotes": straight marks,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977
    - BBC Subtitle Guidelines, section 14, https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    text = document.source.text
    others = any(mark in text for mark in "“”„«»")
    if not style and not ('"' in text and others):
        return
    uses = [
        Use(cue, Span(*match.span()), _WAYS[match[0]])
        for cue, match in hits(document, '["“”„«»]')
        if not _is_inches(document, cue, match.start())
    ]
    if any(use.way == _ANGLE for use in uses) and style in ("", _ANGLE):
        # French and Russian put curly marks inside angle ones.
        uses = [use._replace(way=_ANGLE) if use.way == _CURLY else use for use in uses]
    yield from odd_uses(uses, style, "a quotation mark", _rewrite)


def _is_inches(document: Document, cue: Cue, offset: int) -> bool:
    text = document.source.text
    return text[offset] in '"”' and offset > cue.text_start and text[offset - 1].isdigit()


def _rewrite(use: Use, way: str) -> str | None:
    return '"' if way == _STRAIGHT else None
