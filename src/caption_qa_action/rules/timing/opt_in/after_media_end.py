"""A cue beyond the end of its video."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import timecode
from caption_qa_action.rules.timing._times import SHORTEST_MS, end_fix

SEVERITY = Severity.WARNING


def check(document: Document, *, media_duration_ms: int = 0) -> Iterator[Finding]:
    """Cue that is still shown when the video has ended, or that starts only then.

    Off by default: how long the video is stands in no caption file and has to be said, best for
    single files, under `overrides`. Without it nothing is reported.

    ## Why
    A caption after the end is never seen. Where there are many, the captions belong to another cut of
    the video or run at another frame rate.

    ## Bad
    ```srt media_duration_ms=5000
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?

    2
    00:00:04,000 --> 00:00:06,000
    At home.
    ```

    ## Good
    ```srt media_duration_ms=5000
    1
    00:00:01,000 --> 00:00:03,000
    Where have you been?

    2
    00:00:03,500 --> 00:00:05,000
    At home.
    ```

    ## Fix
    Ends the cue with the video, where at least one second of it remains. Unsafe: it changes timing.

    ## Options
    - `media_duration_ms` (default 0): how long the video is, in milliseconds; 0 when it is not known.

    ## Sources
    - HTML, "Text track cues in reverse chronological order" and "time marches on": a cue is shown when
      playback reaches its start, https://html.spec.whatwg.org/multipage/media.html#time-marches-on
    """
    if media_duration_ms <= 0:
        return
    ends = timecode(media_duration_ms)
    for cue in document.cues:
        if cue.end_ms <= media_duration_ms or cue.number in document.guessed:
            continue
        if cue.start_ms >= media_duration_ms:
            message = (
                f"cue {cue.number} starts at {timecode(cue.start_ms)}; the video ends at {ends}"
            )
        else:
            over_ms = cue.end_ms - media_duration_ms
            message = f"cue {cue.number} ends {over_ms} ms after the video, which ends at {ends}"
        yield Finding(cue.timing_span, message, _fix(document, cue, media_duration_ms))


def _fix(document: Document, cue: Cue, media_duration_ms: int) -> Fix | None:
    if media_duration_ms - cue.start_ms < SHORTEST_MS:
        return None
    return end_fix(document, cue, media_duration_ms, f"end cue {cue.number} with the video")
