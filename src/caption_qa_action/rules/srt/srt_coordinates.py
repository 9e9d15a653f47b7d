"""Screen coordinates after the times of an SRT cue."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural
from caption_qa_action.rules.srt._timing_line import remove_settings, settings_span

SEVERITY = Severity.INFO


def check(document: Document) -> Iterator[Finding]:
    """Coordinates such as `X1:040 X2:600 Y1:420 Y2:460` on timing lines.

    One finding a file, at the first, with the number of cues.

    ## Why
    Programs that read captions off a DVD note there where the picture of the text was. FFmpeg, and players
    that are made of it, put the text there, other players leave it at the bottom, and some readers refuse the
    file.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,500 X1:201 X2:516 Y1:397 Y2:423
    Good evening.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Good evening.
    ```

    ## Fix
    Removes the coordinates of all cues. Unsafe: in players that obey them the text moves to the bottom.

    ## Sources
    - SubRip has no standard. Tried with pycaption 2.3.14 (raises an error) and FFmpeg 9.0.2
      (puts the text where X1 and Y1 are).
    """
    cues = [
        cue for cue in document.cues if cue.settings and re.match("[XxYy][12]:[0-9]", cue.settings)
    ]
    if cues:
        message = f"the timing lines of {plural(len(cues), 'cue')} hold screen coordinates"
        fix = remove_settings(
            document, cues, "[XxYy][12]:[0-9]+", "remove the coordinates", safe=False
        )
        yield Finding(settings_span(document, cues[0]), message, fix)
