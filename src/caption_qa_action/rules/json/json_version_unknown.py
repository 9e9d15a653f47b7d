"""A timeline of a version that is not known."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING
FORMATS = ("json",)


def check(document: Document) -> Iterator[Finding]:
    """A JSON timeline whose `version` is not 1.

    The cues are read all the same, as those of version 1.

    ## Why
    A later version may say things in other words. What is not understood is passed over, so captions could
    be shown without a look or a place that their author gave them.

    ## Bad
    ```json
    {
      "format": "captionpass-json",
      "version": 2,
      "cues": [
        {"index": 1, "startMs": 1000, "endMs": 2500, "lines": ["Good evening."]}
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
    There is none: bring the file to version 1, or use a later release of this program.

    ## Sources
    - CaptionPass, "CaptionPass JSON IR and the developer-json preset":
      https://www.captionpass.com/learn/captionpass-json-ir-developer-json
    """
    yield from document.noticed("json_version_unknown")
