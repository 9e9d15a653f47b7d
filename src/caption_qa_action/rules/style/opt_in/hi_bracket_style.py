"""Sounds and speakers in brackets of now one kind, now another."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.rules._hits import hits
from caption_qa_action.rules.style._choice import Use, begins_line, odd_uses

SEVERITY = Severity.INFO
OF_SHOWN_TEXT = True
CHOICES = {"style": ("[]", "()")}

# A label begins a line; brackets inside a sentence are those of the sentence.
_PATTERN = r"\[[^\[\]<>]{1,80}\]|\([^()<>]{1,80}\)"
_DASHES = "-‐–— "


def check(document: Document, *, style: str = "") -> Iterator[Finding]:
    """Label in brackets of another kind than the rest of the file has.

    Labels are what stands in brackets at the start of a line: sounds, music, speakers. Round and
    square ones are told apart. Where more than a fifth are of another kind than most, that is said
    once. Opt-in: some styles use one kind for sounds and the other for what is written on the screen.

    ## Why
    Viewers learn within a minute what brackets mean in a film, and programs that hide or style labels
    look for one kind.

    ## Bad
    ```srt style="[]"
    1
    00:00:01,000 --> 00:00:02,500
    (door slams)
    Where have you been?
    ```

    ## Good
    ```srt style="[]"
    1
    00:00:01,000 --> 00:00:02,500
    [door slams]
    Where have you been?
    ```

    ## Fix
    Writes the other brackets. Unsafe: it changes the text.

    ## Options
    - `style` (default none): the brackets that are asked for, `[]` or `()`. Without it, those that are
      most frequent in the file.

    ## Sources
    - Netflix English Timed Text Style Guide, SDH: square brackets,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977
    - TED Translators: round brackets for sounds, square ones for text on the screen,
      https://translations.ted.com/TED_Translators_Cheat-sheet
    """
    if "[" not in document.source.text and "(" not in document.source.text:
        return
    uses = [
        Use(cue, Span(*match.span()), match[0][0] + match[0][-1])
        for cue, match in hits(document, _PATTERN)
        if begins_line(document, cue, _without_dash(document, match.start()))
    ]

    def rewrite(use: Use, way: str) -> str | None:
        inner = document.source.text[use.span.start + 1 : use.span.end - 1]
        return f"{way[0]}{inner}{way[1]}" if way in ("[]", "()") else None

    yield from odd_uses(uses, style, "a label", rewrite)


def _without_dash(document: Document, offset: int) -> int:
    """The offset of the dash that distinguishes speakers, where one stands before a label."""
    text = document.source.text
    while offset > 0 and text[offset - 1] in _DASHES:
        offset -= 1
    return offset
