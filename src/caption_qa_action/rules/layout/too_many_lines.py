"""A cue with more lines than the screen should hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from caption_qa_action.core.columns import shown_texts
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.rule import Offenders
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.WARNING


def check(document: Document, *, limit_lines: int = 2) -> Offenders:
    """Cue with more visible lines than the limit.

    Lines that show nothing are not counted: blank ones, and those that hold only markup. Chapters,
    descriptions and metadata are not measured.

    ## Why
    Every line covers more of the picture, and a third one may leave the screen. Many players and
    upload services show two lines and cut the rest.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    Where
    have you
    been?
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    Where have
    you been?
    ```

    ## Fix
    None in the file itself, since where a line may break depends on the sentence and its
    neighbours: `caption-qa process` with a fix profile such as `auto-split-sentences` writes a copy
    whose lines are broken anew.

    ## Options
    - `limit_lines` (default 2): the maximum number of lines.

    ## Sources
    - Netflix, Timed Text Style Guide: General Requirements, "Line Treatment": 2 lines maximum,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - BBC Subtitle Guidelines, section 3.3 "Avoid 3 lines or more",
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    if not is_read(document):
        return Offenders()

    def describe(cue: Cue) -> Iterator[Finding]:
        lines = len(document.lines(cue))
        yield Finding(
            cue.text_span, f"cue {cue.number} has {lines} lines; the limit is {limit_lines}"
        )

    breaks = map(str.count, shown_texts(document), repeat("\n"))
    cues = [
        cue
        for cue, number in zip(document.dialogue, breaks, strict=True)
        if number >= limit_lines and len(document.lines(cue)) > limit_lines
    ]
    return Offenders(cues, describe)
