"""Omission points written now one way, now another."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules.style._choice import Use, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
CHOICES = {"style": ("...", "…")}


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Omission points that are not written as in the rest of the file.

    Three dots (`...`) and the single character (`…`) are told apart. Where more than a fifth of them
    are written the rarer way, that is said once. Opt-in: house styles contradict each other.

    ## Why
    In some fonts the two look different, and they count differently against the limits of a line.

    ## Bad
    ```srt style=…
    1
    00:00:01,000 --> 00:00:02,500
    Where have you...
    ```

    ## Good
    ```srt style=…
    1
    00:00:01,000 --> 00:00:02,500
    Where have you…
    ```

    ## Fix
    Writes them the other way. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the way that is asked for, `...` or `…`. Without it, the way that is most
      frequent in the file.

    ## Sources
    - Netflix Timed Text Style Guide: the single character (U+2026),
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - Aeidon, which writes three dots, https://github.com/otsaloma/gaupol
    """
    text = document.source.text
    if not style and ("…" not in text or "..." not in text):
        return
    uses = [
        Use(cue, Span(*match.span()), "…" if match[0] == "…" else "...")
        for cue, match in hits(document, r"(?<!\.)\.{3}(?!\.)|…")
    ]
    yield from odd_uses(uses, style, "the ellipsis", lambda use, way: way)
