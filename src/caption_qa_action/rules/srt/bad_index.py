"""A cue number that is no number, or not on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """What stands in the place of a cue's number and is not a whole number on its own line.

    That is a number with something around it (`#12`, `422.1`), a number on the timing line, or one
    that a blank line separates from it.

    ## Why
    Readers that expect digits stop here: pycaption drops the rest of the file without a word, others
    show the line as text of the cue before.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2b
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    2
    00:00:03,000 --> 00:00:04,500
    Please sit down.
    ```

    ## Fix
    Writes the cue's number on a line of its own, right above the timing line. Safe where it is the number that the cue
    has; another, such as `1984.`, may be text.

    ## Sources
    - SubRip has no standard. Tried with pycaption 2.3.14 (drops the rest), pysubs2 1.8.1 and FFmpeg
      5.1 (show the line), srt 3.5.3 (loses the next cue).
    """
    for problem in document.problems:
        if problem.code == "bad_index":
            severity = Severity.WARNING if problem.detail == "separated" else None
            yield Finding(problem.span, problem.message, problem.fix, severity=severity)
