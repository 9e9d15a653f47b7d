"""A property of the script that is set twice."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Property of `[Script Info]` that is set again.

    Reported for the second line and each one after it.

    ## Why
    The last value counts in libass, the first in other programs.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+
    PlayResX: 1920
    PlayResX: 1280
    PlayResY: 1080

    [V4+ Styles]
    Format: Name, Fontname, Fontsize, Bold, Italic, Alignment
    Style: Default,Arial,60,0,0,2

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
    There is none: which value is meant has to be known.

    ## Sources
    - libass, check_duplicate_info_line, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    yield from document.noticed("ass_duplicate_info")
