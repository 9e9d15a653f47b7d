"""A name that occurs more than once in an object."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING


def check(document: Document) -> Iterator[Finding]:
    """A name that occurs more than once in an object of a JSON timeline.

    ## Why
    Which of the values counts is up to the parser: most take the last, some the first, some refuse the file.
    So two programs can show the same file at different times.

    ## Bad
    ```json
    {
      "format": "captionpass-json",
      "version": 1,
      "cues": [
        {"index": 1, "startMs": 1000, "endMs": 2500, "endMs": 2000, "lines": ["Good evening."]}
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
    There is none: only the author knows which value was meant.

    ## Sources
    - RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format,
      section 4: https://www.rfc-editor.org/rfc/rfc8259#section-4
    """
    yield from document.noticed("duplicate_json_key")
