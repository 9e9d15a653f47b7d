"""A style or event with too few values, or a Format line that does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING

_EVENT = "event"


def check(document: Document) -> Iterator[Finding]:
    """Style or event whose values do not fit the fields of its `Format:` line.

    Reported are events with fewer values than fields, styles with fewer or more, and Format lines of events
    that lack Start, End or Text or have fields after Text. An event may have any number of commas in
    its text.

    An event with too few values is an error: no player shows its text.

    ## Why
    Each value counts by its place. One that is missing moves all that follow: the text becomes a style or an effect,
    and the event shows nothing.

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
    Dialogue: 0,0:00:01.00,0:00:02.50,Default,,0,0,0,Where have you been?
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
    There is none: which value is missing has to be known.

    ## Sources
    - libass, process_event_tail, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    return document.noticed(
        "ass_field_count", lambda problem: Severity.ERROR if problem.detail == _EVENT else None
    )
