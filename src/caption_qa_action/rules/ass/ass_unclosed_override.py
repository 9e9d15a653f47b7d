"""A brace that nothing closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    r"""Opening brace `{` in the text of an event that no `}` follows.

    `\{` is a brace that is meant to be seen, and is not reported. It is an error where words follow the brace, since
    players lose them, and else a warning.

    ## Why
    The braces hold overrides and comments. Where the closing one is missing, libass shows everything from
    the brace on as text, `{\i1` included; other players hide the rest of the text.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,Arial,60

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\i1Where have you been?
    ```

    ## Good
    ```ass
    [Script Info]
    ScriptType: v4.00+

    [V4+ Styles]
    Format: Name, Fontname, Fontsize
    Style: Default,Arial,60

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,{\i1}Where have you been?
    ```

    ## Fix
    There is none: where the brace belongs has to be known.

    ## Sources
    - libass, get_next_char, https://github.com/libass/libass/blob/master/libass/ass_parse.c
    """
    text = document.source.text
    if len(re.findall(r"\{[^{}\r\n]*\}", text)) == text.count("{"):  # as nearly always
        return
    for cue in document.cues_holding("{"):
        start = _unclosed(text, cue.text_start, cue.text_end)
        if start >= 0:
            shown = quote(text[start : cue.text_end], 30)
            message = f"no brace closes the one in cue {cue.number}: {shown}"
            has_words = re.search(r"[^\W_]", text[start : cue.text_end])
            severity = Severity.ERROR if has_words else None
            yield Finding(Span(start, start + 1), message, severity=severity)


def _unclosed(text: str, start: int, end: int) -> int:
    """Where the first brace stands that nothing closes, or -1."""
    opening = text.find("{", start, end)
    while opening >= 0:
        if text[opening - 1] == "\\" and opening > start:
            closing = opening
        else:
            closing = text.find("}", opening, end)
            if closing < 0:
                return opening
        opening = text.find("{", closing + 1, end)
    return -1
