"""A cue without a number."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """A timing line without a number above it.

    Where no cue of the file has a number, it is one finding.

    ## Why
    FFmpeg refuses a whole file whose cues are not numbered, and other readers find no captions in it
    or add the text to the cue before.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.

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
    Inserts the cue's number in the file. Safe. `index_sequence` mends the numbers after it.

    ## Sources
    - SubRip has no standard. Tried with FFmpeg 5.1 (file rejected), pycaption 2.3.14 (no captions) and
      ttconv 1.2.3 (no output).
    """
    yield from document.noticed("missing_index")
