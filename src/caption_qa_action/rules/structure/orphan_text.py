"""Text that belongs to no cue."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Text before the first timing line, or in a block that has lost its timing line.

    In LRC and MicroDVD, where each line has its own time, a line without one; in TTML, text in a division and in no
    paragraph; in other XML and in SAMI, text outside the elements that hold captions; in SubViewer, lines in the header
    that are none of it.

    ## Why
    No player shows it. Mostly a timing line was deleted or damaged by an edit, and the caption
    is missing from the video.

    ## Bad
    ```srt
    1
    Good evening.

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
    None: when the text is spoken is not in the file.

    ## Sources
    - SubRip has no standard; readers skip what stands before the first timing line.
    """
    yield from document.noticed("orphan_text")
