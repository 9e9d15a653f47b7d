"""A value that a timeline cannot have in its place."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """A JSON timeline that lacks what a timeline needs, or has a value of the wrong kind.

    Wanted are an array `cues` of objects with `startMs` and `endMs` (whole numbers of milliseconds; also read:
    `start_ms` and `end_ms`, `start` and `end`) and `lines`, an array of strings (also read: `text`, a string).
    The message names the place, such as `cues[4].lines[0]`; elements count from 0 there. `format`, when it is
    said, is `captionpass-json`. Other names are nobody's concern.

    ## Why
    A program that reads the timeline fails on such a cue, or shows it at the wrong time or without text.

    ## Bad
    ```json
    {
      "format": "captionpass-json",
      "version": 1,
      "cues": [
        {"index": 1, "startMs": 1000, "lines": ["Good evening."]},
        {"index": 2, "startMs": "3000", "endMs": 4500, "lines": "Please sit down."}
      ]
    }
    ```

    ## Good
    ```json
    {
      "format": "captionpass-json",
      "version": 1,
      "cues": [
        {"index": 1, "startMs": 1000, "endMs": 2500, "lines": ["Good evening."]},
        {"index": 2, "startMs": 3000, "endMs": 4500, "lines": ["Please sit down."]}
      ]
    }
    ```

    ## Fix
    There is none: mend the program that writes the file; the message says the place and what is
    wanted there.

    ## Sources
    - CaptionPass, "CaptionPass JSON IR and the developer-json preset":
      https://www.captionpass.com/learn/captionpass-json-ir-developer-json
    """
    yield from document.noticed("json_schema")
