"""Text that is not valid JSON."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.ERROR


def check(document: Document) -> Iterator[Finding]:
    """Text in a JSON timeline that is not valid JSON.

    Each place is reported with its line and column: a comma too many or missing, a string that is not
    closed, a comment, `NaN`, a control character in a string, a wrong escape. Reading goes on after it,
    where need be with the next cue.

    ## Why
    A JSON parser refuses the whole file for one character, so none of its captions is shown. Python's own
    parser lets `NaN` and `Infinity` pass, and the file fails only later, in another program.

    ## Bad
    ```json
    {
      "format": "captionpass-json",
      "version": 1,
      "cues": [
        {"index": 1, "startMs": 1000, "endMs": 2500, "lines": ["Good evening."],},
        {"index": 2, "startMs": 3000, "endMs": 4500, "lines": ["Please sit down."]}
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
    Deletes a comma that is too many and a comment, inserts a missing comma, writes a control character
    as an escape. Safe. For anything else there is none.

    ## Sources
    - RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format,
      sections 2 to 7: https://www.rfc-editor.org/rfc/rfc8259
    """
    yield from document.noticed("json_syntax")
