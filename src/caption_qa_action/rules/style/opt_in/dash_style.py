"""Dashes for interruptions written now one way, now another."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules.style._choice import Use, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
CHOICES = {"style": ("--", "—", "–")}

# After a letter or a mark, so that dashes before a speaker and hyphens inside words do not count.
_PATTERN = r"(?<=[^\W\d_])[ ]?(?:--|[—–])(?![-—–])|(?<=[,.?!'’\"])--(?![-—–])"


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Dash in a sentence that is not written as in the rest of the file.

    Two hyphens (`--`), the long dash (`—`) and the shorter one (`–`) are told apart. Where more than
    a fifth of them are written another way than most, that is said once. The dash before a speaker is
    `dialogue_dash_style`. Opt-in: house styles contradict each other.

    ## Why
    Where the sign changes in the middle of a film, the viewer looks for a meaning in it.

    ## Bad
    ```srt style=--
    1
    00:00:01,000 --> 00:00:02,500
    Where have you—
    ```

    ## Good
    ```srt style=--
    1
    00:00:01,000 --> 00:00:02,500
    Where have you--
    ```

    ## Fix
    Writes the other dash. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the way that is asked for: `--`, `—` or `–`. Without it, the way that is
      most frequent in the file.

    ## Sources
    - Netflix English Timed Text Style Guide: two hyphens or a single em dash for an interruption,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977
    - DCMP Captioning Key, "Hyphens and Dashes", https://www.captioningkey.org/lang_mechanics.html
    """
    text = document.source.text
    if not style and sum(dash in text for dash in ("--", "—", "–")) < 2:
        return
    uses = []
    for cue, match in hits(document, _PATTERN):
        way = match[0].strip()
        start = match.end() - len(way)
        uses.append(Use(cue, Span(start, match.end()), way))
    yield from odd_uses(uses, style, "the dash", lambda use, way: way)
