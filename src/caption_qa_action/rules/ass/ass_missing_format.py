"""Styles or events without a Format line."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Styles or events without a `Format:` line.

    The usual order of the fields is then assumed: that of ASS, or that of SSA below `[V4 Styles]`. A Format
    line without Start, End or Text is `ass_field_count`.

    ## Why
    The Format line says which value is which. libass assumes the usual order; other programs drop the
    events, or stop.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+
    PlayResX: 1920
    PlayResY: 1080

    [V4+ Styles]
    Format: Name, Fontname, Fontsize, Bold, Italic, Alignment
    Style: Default,Arial,60,0,0,2

    [Events]
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Where have you been?
    ```

    ## Good
    ```ass
    [Script Info]
    ScriptType: v4.00+
    PlayResX: 1920
    PlayResY: 1080

    [V4+ Styles]
    Format: Name, Fontname, Fontsize, Bold, Italic, Alignment
    Style: Default,Arial,60,0,0,2

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Where have you been?
    ```

    ## Fix
    Inserts the line in the usual order, above the first line that needs it. Safe: it says what is assumed
    anyway.

    ## Sources
    - libass, event_format_fallback, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    yield from document.noticed("ass_missing_format")
