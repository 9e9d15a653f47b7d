"""A long stretch at the beginning of a programme with hardly any captions."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.text import plural, timecode
from caption_qa_action.rules._reading import is_read

SEVERITY = Severity.WARNING


def check(
    document: Document, *, within_ms: int = 1_380_000, limit_cues: int = 2
) -> Iterator[Finding]:
    """Fewer captions than two in the first 23 minutes of a file that goes on after them.

    Chapters, descriptions and metadata are not counted.

    Off by default: a film may begin without words. The presets for the BBC switch it on.

    ## Why
    Such a file mostly has the times of another cut, counts from ten o'clock as tapes do, or is the
    second half of a programme. A broadcaster's automatic acceptance refuses it.

    ## Bad
    ```srt
    1
    10:00:01,000 --> 10:00:02,500
    Where have you been?

    2
    10:00:03,000 --> 10:00:04,500
    At the market.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,500
    Where have you been?

    2
    00:00:03,000 --> 00:00:04,500
    At the market.
    ```

    ## Fix
    None: by how much the times are wrong, the file does not tell.

    ## Options
    - `within_ms` (default 1380000): the stretch, in milliseconds from the beginning.
    - `limit_cues` (default 2): how many captions have to begin in it.

    ## Sources
    - The BBC's figures: bbc/ttml-validator, bbcTimingXmlCheck.py,
      https://github.com/bbc/ttml-validator/blob/main/src/xmlChecks/bbcTimingXmlCheck.py
    """
    if not document.cues or not is_read(document):  # without any it is `no_cues`
        return
    early = sum(
        cue.start_ms < within_ms and cue.number not in document.guessed for cue in document.cues
    )
    late = any(cue.end_ms > within_ms for cue in document.cues)
    if late and early + len(document.guessed) < limit_cues:
        message = (
            f"{plural(early, 'caption')} before {timecode(within_ms)}; there should be {limit_cues}"
        )
        yield Finding(document.cues[0].timing_span, message)
