"""A file that is too fast as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core import language
from caption_qa_action.core.diagnostic import Finding, Severity, Span
from caption_qa_action.core.document import Document
from caption_qa_action.core.measure import tenths_up
from caption_qa_action.rules._reading import (
    halves,
    is_read,
    limit_for,
    reading_language,
    unit,
)

SEVERITY = Severity.INFO

_FEWEST_CUES = 10
# So many cues show the script in which most of the text is written.
_SAMPLE = 500
_CAPTION_LIMITS = {"ja": 5.0, "ko": 10.0, "zh": 8.0}


def check(
    document: Document,
    *,
    limit_cps: float = 15.0,
    limit_cps_by_language: Mapping[str, float] = _CAPTION_LIMITS,
) -> Iterator[Finding]:
    """File whose cues together have more characters a second than can be read comfortably.

    All characters of the cues are divided by the time for which the cues are shown; how they are
    counted is told under `reading_speed_high`. Reported once, at the first cue. Files with fewer than
    ten cues are not judged, nor are chapters, descriptions and metadata.

    Off by default: no standard names a number, and fast dialogue is not a fault of the captions.

    ## Why
    Every cue can be just below the limit and the whole still tire the reader, who has no rest for an
    hour and sees little of the picture.

    ## Bad
    ```srt repeat=10
    1
    00:00:01,000 --> 00:00:03,000
    You have been away for an hour, where to?

    ```

    ## Good
    ```srt repeat=10
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?

    ```

    ## Fix
    None: the text has to be shortened.

    ## Options
    - `limit_cps` (default 15): the highest average in characters a second.
    - `limit_cps_by_language` (default ja 5, ko 10, zh 8): the highest average for single languages, by
      the first part of their tag; full-width characters for these three.

    ## Sources
    - The numbers are our choice: no public figure exists for an average. 15 is the optimum of Subtitle
      Edit, below the 17 to 21 that houses allow a single cue,
      https://github.com/SubtitleEdit/subtitleedit
    """
    if not is_read(document):
        return
    guessed = document.guessed
    cues = [
        cue for cue in document.dialogue if cue.end_ms > cue.start_ms and cue.number not in guessed
    ]
    if len(cues) < _FEWEST_CUES:
        return
    total_ms = sum([cue.end_ms - cue.start_ms for cue in cues])
    longest = sum([cue.text_end - cue.text_start for cue in cues])
    spoken = language.primary(document.language)
    counted = reading_language(
        spoken, "".join(map(document.plain, cues[:: len(cues) // _SAMPLE + 1]))
    )
    limit = limit_for(counted, limit_cps, limit_cps_by_language)
    # A text is never longer than it stands in the file, so that most files need no measuring.
    if longest * 1000 <= limit * total_ms:
        return
    length = sum(halves(counted, document.plain(cue)) for cue in cues)
    if length * 500 > limit * total_ms:
        first = document.dialogue[0].text_span
        yield Finding(
            Span(first.start, first.end),
            f"all cues together have {tenths_up(length * 500, total_ms)} {unit(counted)} a second; "
            f"the limit of the average is {limit:g}",
        )
