"""Markup in the title of a chapter."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import quote

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Tag in a chapter title.

    A file holds chapters when its header says `Kind: chapters`. The first tag of a title is reported.

    ## Why
    Chapter titles stand in a menu, which shows plain text: some players leave the tags out, others show
    them as they are written.

    ## Bad
    ```webvtt
    WEBVTT
    Kind: chapters

    00:00.000 --> 01:30.000
    <i>The way home</i>
    ```

    ## Good
    ```webvtt
    WEBVTT
    Kind: chapters

    00:00.000 --> 01:30.000
    The way home
    ```

    ## Fix
    None: take the tags out by hand, and look whether the title still says all.

    ## Sources
    - WebVTT, section 4.2.3, "WebVTT chapter title text",
      https://www.w3.org/TR/webvtt1/#chapter-title-text
    """
    if document.kind != "chapters":
        return
    for cue in document.cues:
        tags = document.tags(cue)
        if tags:
            span = tags[0].span
            shown = quote(document.source.text[span.start : span.end])
            yield Finding(
                span,
                f"the title of chapter {cue.number} has markup: {shown}; titles are plain text",
            )
