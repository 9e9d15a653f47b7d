"""A script that does not state how large its picture is."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Script without `PlayResX` or `PlayResY`, or with 0 for them.

    Both are looked for in `[Script Info]`.

    ## Why
    Font sizes, margins and places count in these units. Without them libass assumes 384 x 288 or derives
    one from the other, other programs the size of the video: the text comes out several times too large
    or too small.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+
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
    There is none: what the author had in mind is not in the file.

    ## Sources
    - libass, ass_lazy_track_init, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    yield from document.noticed("ass_playres_missing")
