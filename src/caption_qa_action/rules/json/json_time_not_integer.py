"""A time with a fraction of a millisecond."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document

SEVERITY = Severity.WARNING
FORMATS = ("json",)


def check(document: Document) -> Iterator[Finding]:
    """A time in a JSON timeline that is not written as a whole number.

    Read are the milliseconds rounded, a half upwards. Where as milliseconds no cue could be read, since most would be
    shown for less than 20 ms, and the values have fractions or their names say no unit, the whole file is in seconds,
    and is read so: that is one finding.

    ## Why
    Times are whole milliseconds. Programs that want integers refuse `1000.0`, and others cut `2499.9`
    down to 2499. Values such as `1.5` are seconds that were never multiplied.

    ## Bad
    ```json
    {
      "format": "captionpass-json",
      "version": 1,
      "cues": [
        {"index": 1, "startMs": 1000.0, "endMs": 2499.9, "lines": ["Good evening."]}
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
    Writes the whole number. Safe where the value does not change (`1000.0`, `1e3`). The times of a file in seconds
    are written as milliseconds, all at once; a fraction that may be seconds in a file that is not is left alone.

    ## Sources
    - CaptionPass, "CaptionPass JSON IR and the developer-json preset":
      https://www.captionpass.com/learn/captionpass-json-ir-developer-json
    """
    yield from document.noticed("json_time_not_integer")
