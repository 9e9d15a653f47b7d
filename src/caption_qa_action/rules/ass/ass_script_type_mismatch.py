"""A script type that does not go with the section of styles."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """`ScriptType` that names another version than the section of styles.

    `v4.00` goes with `[V4 Styles]`, `v4.00+` with `[V4+ Styles]`.

    ## Why
    The two versions count alignment and write colours differently. A player that goes by the other line
    puts the captions at another place, or in another colour.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00
    PlayResX: 1920
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
    There is none: the styles are written for one of the two, and which has to be known.

    ## Sources
    - libass, process_line, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    yield from document.noticed("ass_script_type_mismatch")
