"""A line that players ignore."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    r"""Line of the script info, styles or events that players do not understand, or a `Dialogue:` line outside `[Events]`.

    What stands behind the heading of a section is such a line too.
    Comments (`;` and `!:`), `Comment:` lines, embedded files and the sections of editors are not reported.

    ## Why
    Nobody sees what such a line says. Often it is the second half of a text that was written with a real
    line end in place of `\N`.

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
    Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Where have you been?
    I was worried.
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
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,,Where have you been?\NI was worried.
    ```

    ## Fix
    There is none: where the line belongs has to be known.

    ## Sources
    - libass, process_events_line, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    yield from document.noticed("ass_stray_line")
