"""A cue that stays long after it has been read."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core import language
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.rules._reading import FULL_WIDTH, halves, is_read, reading_language, unit

SEVERITY = Severity.INFO


def check(
    document: Document, *, limit_cps: float = 5.0, longer_than_ms: int = 3000
) -> Iterator[Finding]:
    """Cue that is on screen for much longer than its text needs.

    Reported when it is shown for more than `longer_than_ms` and has fewer characters a second than the
    limit, half as many in Japanese, Korean and Chinese. Cues that show nothing are `empty_cue`.
    Chapters, descriptions and metadata are not measured.

    Off by default: a caption may stand for as long as a song or a laugh lasts, and many files are made
    that way on purpose.

    ## Why
    Viewers who have read a caption and still see it read it again, and think that they have missed one.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:07,000
    Yes.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,000
    Yes.
    ```

    ## Fix
    None: when the speech ends has to be heard.

    ## Options
    - `limit_cps` (default 5): the fewest characters a second. Our choice: no public figure exists.
    - `longer_than_ms` (default 3000): cues up to this length are not judged. Our choice.

    ## Sources
    - Centre for Excellence in Universal Design, "Ensure that subtitles match the timing of on-screen
      activity" in "Guidelines for Digital TV equipment and services": subtitles that stay too long are
      read again,
      https://universaldesign.ie/technology-ict/archive-irish-national-it-accessibility-guidelines/digital-tv-equipment-and-services/guidelines-for-digital-tv-equipment-and-services/
    - BBC Subtitle Guidelines, section 5.1: no longer than 1.5 seconds after speech has stopped,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    """
    if not is_read(document):
        return
    spoken = language.primary(document.language)
    for cue in document.dialogue:
        duration_ms = cue.end_ms - cue.start_ms
        if duration_ms <= longer_than_ms or cue.number in document.guessed:
            continue
        plain = document.plain(cue)
        if len(plain) * 1000 >= limit_cps * 2 * duration_ms:
            continue
        counted = reading_language(spoken, plain)
        limit = limit_cps / 2 if counted in FULL_WIDTH else limit_cps
        length = halves(counted, plain)
        if 0 < length * 500 < limit * duration_ms:
            tenths = length * 5000 // duration_ms  # rounded down: `5.0 below 5` is never printed
            yield Finding(
                cue.timing_span,
                f"cue {cue.number} has {tenths // 10}.{tenths % 10} {unit(counted)} a second "
                f"and stays for {duration_ms} ms; the minimum is {limit:g}",
            )
