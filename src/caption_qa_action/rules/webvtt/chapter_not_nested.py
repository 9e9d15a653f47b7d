"""A chapter that begins in another one and ends after it."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Related, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import timecode

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """Chapter that overlaps another one without lying inside it.

    A file holds chapters when its header says `Kind: chapters`. A chapter may hold others, to any depth.

    ## Why
    Chapters are a tree: a player shows those inside another one below it. One that sticks out belongs
    nowhere, and players put it where they like.

    ## Bad
    ```webvtt
    WEBVTT
    Kind: chapters

    00:00.000 --> 01:30.000
    The way home

    01:00.000 --> 02:00.000
    The garden
    ```

    ## Good
    ```webvtt
    WEBVTT
    Kind: chapters

    00:00.000 --> 02:00.000
    The way home

    01:00.000 --> 02:00.000
    The garden
    ```

    ## Fix
    None: which of the two times is wrong is not in the file.

    ## Sources
    - WebVTT, section 4.5.1, "WebVTT file using only nested cues",
      https://www.w3.org/TR/webvtt1/#file-using-only-nested-cues
    """
    if document.kind != "chapters":
        return
    open_chapters: list[Cue] = []
    cues = [cue for cue in document.cues if cue.number not in document.guessed]
    for cue in sorted(cues, key=lambda cue: (cue.start_ms, -cue.end_ms)):
        while open_chapters and open_chapters[-1].end_ms <= cue.start_ms:
            open_chapters.pop()
        if open_chapters and cue.end_ms > open_chapters[-1].end_ms:
            outer = open_chapters[-1]
            yield Finding(
                cue.timing_span,
                f"chapter {cue.number} begins inside chapter {outer.number} and goes on after its end "
                f"at {timecode(outer.end_ms)}",
                related=(Related(outer.timing_span, f"chapter {outer.number} ends here"),),
            )
        else:
            open_chapters.append(cue)
