"""A blank line inside the text of a cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A blank line, and then more text that no number or timing line introduces.

    ## Why
    A blank line ends a cue. Many readers of SRT take the text below it for more of the cue, FFmpeg and so most players
    among them; others drop it, and some the rest of the file.

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
    Removes the blank line. Not safe, since text appears that some viewers have not seen.

    ## Sources
    - SubRip has no standard. Tried with pysrt 1.1.2 (drops the text below) and ttconv 1.2.3 (no output) as well.
    """
    yield from document.noticed("blank_line_in_cue")
