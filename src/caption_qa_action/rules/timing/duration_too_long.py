"""A cue that stays longer than it is read."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.columns import longest_ms
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.rule import Offenders
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules.timing._times import end_fix

SEVERITY = Severity.INFO


def check(document: Document, *, limit_ms: int = 7000) -> Offenders:
    """Cue that is on screen for more than the maximum time.

    Chapters, descriptions and metadata are not measured.

    ## Why
    A caption that stays is read a second time, and the viewer looks at it instead of the picture.
    Often the end time is a slip of the hand, or the cue should be two.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:21,000
    Stop!
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Stop!
    ```

    ## Fix
    Ends the cue after the maximum. Unsafe: it changes how long the text can be read.

    ## Options
    - `limit_ms` (default 7000): the maximum in milliseconds.

    ## Sources
    - Netflix, Timed Text Style Guide: General Requirements, "Duration",
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - TED Translators, cheat sheet, "Subtitle duration": 1 to 7 seconds,
      https://translations.ted.com/TED_Translators_Cheat-sheet
    """
    if longest_ms(document) <= limit_ms or not is_read(document):
        return Offenders()

    def describe(cue: Cue) -> Iterator[Finding]:
        end_ms = cue.start_ms + limit_ms
        yield Finding(
            cue.timing_span,
            f"cue {cue.number} is on screen for {cue.duration_ms} ms; the maximum is {limit_ms} ms",
            end_fix(document, cue, end_ms, f"end cue {cue.number} earlier"),
        )

    long = [cue for cue in document.dialogue if cue.end_ms - cue.start_ms > limit_ms]
    return Offenders([cue for cue in long if cue.number not in document.guessed], describe)
