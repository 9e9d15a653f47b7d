"""A blank line inside the text of a cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A blank line, and then more text that no number or timing line introduces.

    ## Why
    A blank line ends a cue, so most players drop the text below it; pycaption drops the rest of the
    file.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

    Please sit down.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    Please sit down.
    ```

    ## Fix
    Removes the blank line. Not safe, since text appears that most viewers have not seen.

    ## Sources
    - SubRip has no standard. Tried with pycaption 2.3.14 (drops the rest of the file), pysrt 1.1.2 (drops
      the text below), ttconv 1.2.3 (no output).
    """
    yield from document.noticed("blank_line_in_cue")
