"""Two lines of which one is much shorter."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules.layout._lines import (
    are_bilingual,
    ends_sentence,
    has_turns,
    pairs,
)

SEVERITY = Severity.INFO


def check(document: Document, *, least_percent: int = 50) -> Iterator[Finding]:
    """Cue of two lines of which one is shorter than half the other.

    Dialogue with a line for each speaker, verses, two languages below each other, and cues whose first
    line ends a sentence are left alone: they are broken by sense. Chapters, descriptions and metadata are not measured.

    Off by default: houses differ. Netflix breaks by sense and fills the lower line, the BBC breaks at
    natural points even where that makes the lines uneven.

    ## Why
    Two lines of about the same length are read with fewer movements of the eye than a long one and a
    stump.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    We looked for you in the house and the
    garden.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:04,000
    We looked for you
    in the house and the garden.
    ```

    ## Fix
    None in the file itself: `caption-qa process` with a fix profile such as `auto-split-sentences`
    writes a copy whose lines are broken anew.

    ## Options
    - `least_percent` (default 50): the shorter line in percent of the longer one.

    ## Sources
    - TED Translators, cheat sheet: lines as balanced as they can be, neither below half of the other,
      https://translations.ted.com/TED_Translators_Cheat-sheet
    """
    for cue, lines, _, first, second in pairs(document):
        shorter, longer = (first, second) if first < second else (second, first)
        if shorter * 100 >= least_percent * longer:
            continue
        if has_turns(lines) or ends_sentence(lines[0]) or are_bilingual(lines):
            continue
        yield Finding(
            cue.text_span,
            f"the shorter line of cue {cue.number} has {shorter * 100 // longer} % of the length of "
            f"the longer one; the minimum is {least_percent} %",
        )
