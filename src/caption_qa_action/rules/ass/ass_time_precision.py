"""A time whose fraction is not two digits."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Time with a fraction of other than two digits.

    What follows the full stop is a number of hundredths to players: `.5` is 50 ms, and `.500` five seconds.
    It is taken for a decimal fraction here, which is what programs that write it mean, and conversions mark it as a
    guess. The rules about time leave such cues out. It is an error where players read a start that is not before
    the end, since they drop the cue then.

    ## Why
    Programs that write milliseconds, or cut zeros, make files that look right and whose cues come or go
    seconds too late.

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
    Dialogue: 0,0:00:01.00,0:00:02.500,Default,,0,0,0,,Where have you been?
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
    Writes the fraction as decimals with two digits, `.5` as `.50`. Unsafe: it changes when players show the
    cue.

    ## Sources
    - libass, string2timecode, https://github.com/libass/libass/blob/master/libass/ass.c
    """
    return document.noticed(
        "ass_time_precision",
        lambda problem: Severity.ERROR if problem.detail == "dropped" else None,
    )
