"""Characters that turn the direction of text without being seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural
from caption_qa_action.rules._hits import hits

SEVERITY = Severity.WARNING
OF_SHOWN_TEXT = True

_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RIGHT_TO_LEFT = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def check(document: Document) -> Iterator[Finding]:
    r"""Bidirectional control that overrides, is out of place, or is not closed.

    Reported for a line of a cue are: an override (U+202D, U+202E), which reverses letters; any
    embedding or isolate (U+202A to U+202C, U+2066 to U+2069) where the line has no right-to-left
    letter; and isolates that are not closed. The marks U+200E, U+200F and U+061C are never
    reported, nor embeddings in Arabic, Hebrew and other right-to-left lines, even unclosed: they
    are the customary way to get punctuation to the right side.

    ## Why
    These characters are invisible and change the order in which text is shown. In left-to-right
    text they are remains of a template or a copy, and an override can make a text read other than
    it is.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,000
    Where \u202ehave\u202c you been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Where have you been?
    ```

    ## Fix
    Deletes the controls of the line. Unsafe: it changes the order in which the text is shown.

    ## Sources
    - Unicode Standard Annex #9, Unicode Bidirectional Algorithm,
      https://www.unicode.org/reports/tr9/
    - Right-to-left workarounds in players, https://github.com/xbmc/xbmc/issues/22398
    """
    text = document.source.text
    if document.source.alphabet.isdisjoint(_CONTROLS):
        return
    for cue, match in hits(document, f"[{_CONTROLS}][^\r\n]{{0,2000}}"):
        line_start = 1 + max(text.rfind(end, cue.text_start, match.start()) for end in "\r\n")
        line = text[max(line_start, cue.text_start) : match.end()]
        reason = _reason(line)
        if not reason:
            continue
        places = [
            Span(match.start() + found.start(), match.start() + found.end())
            for found in re.finditer(f"[{_CONTROLS}]", match[0])
        ]
        yield Finding(
            places[0],
            f"cue {cue.number} has {plural(len(places), 'bidirectional control')} in a line: {reason}",
            Fix("delete them", tuple(Edit(place, "") for place in places)),
        )


def _reason(line: str) -> str:
    if "\u202d" in line or "\u202e" in line:
        return "an override reverses letters"
    if not re.search(_RIGHT_TO_LEFT, line):
        return "nothing in the line is written from right to left"
    opened = sum(line.count(opener) for opener in "\u2066\u2067\u2068")
    if opened != line.count("\u2069"):
        return "isolates and their ends do not match"
    return ""
