"""Signs for songs written now one way, now another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules.style._choice import Use, begins_line, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
CHOICES = {"style": ("♪", "♫", "♩", "♬", "#", "*")}

# A number sign or an asterisk stands for music only at the edge of a line, apart from the words.
_PATTERN = r"[♪♫♩♬]+|(?<!\w)[#*](?=[ ]\w)|(?<=[\w.,!?] )[#*](?=[\r\n<]|\Z)"


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Sign for a song that is not the one that the rest of the file uses.

    The notes `♪`, `♫`, `♩`, `♬` and, at the edges of a line, `#` and `*` are told apart. Where more than a
    fifth are another sign than most, that is said once. Opt-in: house styles contradict each other.

    ## Why
    The sign tells the viewer who cannot hear that somebody sings. Two signs in one file seem to mean
    two things.

    ## Bad
    ```srt style=♪
    1
    00:00:01,000 --> 00:00:02,500
    # Where have you been? #
    ```

    ## Good
    ```srt style=♪
    1
    00:00:01,000 --> 00:00:02,500
    ♪ Where have you been? ♪
    ```

    ## Fix
    Writes the other sign. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the sign that is asked for. Without it, the one that is most frequent in
      the file.

    ## Sources
    - Netflix Timed Text Style Guide: a single eighth note (♪),
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - BBC Subtitle Guidelines, section 16.5: the number sign (#),
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    text = document.source.text
    if not any(sign in text for sign in "♪♫♩♬#*"):
        return
    uses = [
        Use(cue, Span(*match.span()), match[0])
        for cue, match in hits(document, _PATTERN)
        if match[0] not in "#*" or _at_edge(document, cue, match)
    ]
    yield from odd_uses(uses, style, "the sign for music", lambda use, way: way)


def _at_edge(document: Document, cue: Cue, match: re.Match[str]) -> bool:
    after = document.source.text[match.end() : match.end() + 1]
    return after in "\r\n<" or begins_line(document, cue, match.start())
