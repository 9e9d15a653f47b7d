"""A cue that is gone before it can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core import language
from caption_qa_action.core.columns import shortest_ms
from caption_qa_action.core.diagnostic import Finding, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.rule import Offenders
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges
from caption_qa_action.rules.timing._times import end_fix, room_end_ms

SEVERITY = Severity.WARNING

_NO_LIMITS: Mapping[str, int] = {}


def check(
    document: Document,
    *,
    limit_ms: int = 1000,
    limit_ms_by_language: Mapping[str, int] = _NO_LIMITS,
) -> Offenders:
    """Cue that is on screen for less than the minimum time.

    Cues of no or negative duration have rules of their own. The short copies between the cues of
    rolling captions are left to `rolling_captions`. Chapters, descriptions and metadata are not
    measured.

    ## Why
    The eye needs time to find a caption. One that flashes is noticed and not read, however few
    words it has.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:01,400
    Stop!
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Stop!
    ```

    ## Fix
    Ends the cue later, where the next cue leaves room for the minimum. Unsafe: the cue may then
    stay past a shot change or past the sound.

    ## Options
    - `limit_ms` (default 1000): the minimum in milliseconds. Netflix allows 833 ms (20 frames at
      24 frames a second), vertical video is often cut to 700 ms.
    - `limit_ms_by_language` (default none): the minimum for single languages, by the first part of
      their tag. Netflix allows 500 ms in Japanese.

    ## Sources
    - Netflix, Timed Text Style Guide: General Requirements, "Duration",
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617
    - TED Translators, cheat sheet, "Subtitle duration": 1 to 7 seconds,
      https://translations.ted.com/TED_Translators_Cheat-sheet
    """
    limit_ms = limit_ms_by_language.get(language.primary(document.language), limit_ms)
    if shortest_ms(document) >= limit_ms or not is_read(document):
        return Offenders()
    short = [cue for cue in document.dialogue if 0 < cue.end_ms - cue.start_ms < limit_ms]

    def describe(cue: Cue) -> Iterator[Finding]:
        room = room_end_ms(document, cue)
        fix = None
        if room is not None and room >= cue.start_ms + limit_ms:
            end_ms = cue.start_ms + limit_ms
            fix = end_fix(document, cue, end_ms, f"end cue {cue.number} later")
        yield Finding(
            cue.timing_span,
            f"cue {cue.number} is on screen for {cue.duration_ms} ms; the minimum is {limit_ms} ms",
            fix,
        )

    skipped = document.guessed | bridges(document)
    return Offenders([cue for cue in short if cue.number not in skipped], describe)
