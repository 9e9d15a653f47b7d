"""A style that no event has."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    r"""Style that no event, no comment and no `\r` override names.

    The style `Default` is never reported: players fall back to it.

    ## Why
    It does no harm, but it may be what is left of a name that was misspelt in the events, and fonts are
    embedded for it.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+
    PlayResX: 1920
    PlayResY: 1080

    [V4+ Styles]
    Format: Name, Fontname, Fontsize, Bold, Italic, Alignment
    Style: Default,Arial,60,0,0,2
    Style: Sign,Arial,72,0,0,8

    [Events]
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
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
    There is none: it may be kept for later.

    ## Sources
    - libass, process_style, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    yield from document.noticed("ass_style_unused")
