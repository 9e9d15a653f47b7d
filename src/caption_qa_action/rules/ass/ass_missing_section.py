"""A script without one of its three sections."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Script without `[Script Info]`, without styles, or without `[Events]`.

    Lines that are there are read all the same: an event outside `[Events]` is a cue here.

    ## Why
    Players show only events that stand below `[Events]`, so without that line there are no captions; this
    is an error. Without a section of styles some players and libraries do not take the file for ASS at
    all; without `[Script Info]` they guess the size of the picture that places count in.

    ## Bad
    ```ass
    [Script Info]
    ScriptType: v4.00+
    PlayResX: 1920
    PlayResY: 1080

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
    There is none: what the section should hold is not in the file.

    ## Sources
    - libass, process_line and parse_memory, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    for problem in document.problems:
        if problem.code == "ass_missing_section":
            severity = Severity.ERROR if problem.detail == "events" else None
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
