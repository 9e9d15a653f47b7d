"""A line between cues that looks blank and is not."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    r"""A line between two cues that holds spaces or tabs in place of being empty.

    ## Why
    Readers that look for an empty line do not find one, and take the next cue for text of the one above.

    ## Bad
    ```srt escapes
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    \x20\x20
    2
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
    Empties the line. Safe.

    ## Sources
    - SubRip has no standard; a player whose users met this: https://github.com/captioning/captioning/issues/10
    """
    yield from document.noticed("whitespace_separator")
