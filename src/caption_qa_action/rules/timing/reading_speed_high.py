"""A cue with more text than can be read while it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caption_qa_action.core.columns import durations_ms, shown_texts
from caption_qa_action.core.diagnostic import Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.measure import tenths_up
from caption_qa_action.core.rule import Offenders
from caption_qa_action.core.source import REPLACES
from caption_qa_action.rules._reading import Bound, is_read, unit
from caption_qa_action.rules.timing._times import end_fix, room_end_ms

SEVERITY = Severity.WARNING
# Of text that is written as it was meant there may be more than of what stood there.
MENDED_AFTER = (REPLACES,)

# A cue is not stretched beyond this (the default of `duration_too_long`).
_LONGEST_MS = 7000
_CAPTION_LIMITS = {"ja": 7.0, "ko": 14.0, "zh": 11.0}


def check(
    document: Document,
    *,
    limit_cps: float = 20.0,
    limit_cps_by_language: Mapping[str, float] = _CAPTION_LIMITS,
) -> Offenders:
    """Cue with more characters a second than can be read.

    Counted are the characters that a viewer sees: an accented letter, a family emoji or a flag is
    one, spaces and punctuation count, markup and line ends do not. In Japanese, Korean and Chinese
    a wide character counts one and every other a half. A cue exactly at the limit is not reported,
    and what is printed is rounded up, so that `20.0 above 20` never appears. Cues without a
    positive duration have rules of their own. Chapters, descriptions and metadata are not measured.

    ## Why
    Viewers who cannot finish a caption lose the thread, and see nothing but captions. Deaf viewers,
    and those who read a foreign language, need more time than others.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    Nobody can read all of this in one second.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:03,500
    Nobody can read all of this in one second.
    ```

    ## Fix
    Ends the cue later, if the gap before the next cue is long enough for all of it to be read
    within 7 seconds. Unsafe: it changes timing. Otherwise shorten the text, or share it among cues
    with more time: splitting a cue within its own time does not make it slower.

    ## Options
    - `limit_cps` (default 20): the maximum in characters a second.
    - `limit_cps_by_language` (default ja 7, ko 14, zh 11): the maximum for single languages, by the
      first part of their tag. For Japanese, Korean and Chinese it counts full-width characters.
      Where one of these is left out, `limit_cps` applies and wide characters count twice.

    ## Sources
    - Netflix, English Timed Text Style Guide, "Reading Speed Limits": 20 characters a second,
      https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977
    - Netflix, Korean Timed Text Style Guide, captions for the deaf and hard of hearing: 14, Latin
      characters count half, https://partnerhelp.netflixstudios.com/hc/en-us/articles/216001127
    - SubtitleEdit, NetflixQualityController: the limits of Netflix by language, 7 and 11 for
      captions in Japanese and Chinese, https://github.com/SubtitleEdit/subtitleedit
    - TED Translators, cheat sheet: 21, https://translations.ted.com/TED_Translators_Cheat-sheet
    """
    if not is_read(document):
        return Offenders()
    bound = Bound(document, limit_cps, limit_cps_by_language)

    def describe(cue: Cue) -> Iterator[Finding]:
        excess = bound.excess(document.plain(cue), cue.duration_ms)
        if excess is not None:
            length, limit, counted = excess
            speed = tenths_up(length * 500, cue.duration_ms)
            yield Finding(
                cue.text_span,
                f"cue {cue.number} has {speed} {unit(counted)} a second; the limit is {limit:g}",
                _fix(document, cue, length, limit),
            )

    return Offenders(list(_too_fast(document, bound)), describe)


def _too_fast(document: Document, bound: Bound) -> Iterator[Cue]:
    counted = bound.counted()
    # No text is longer than its characters are many, in any way of counting.
    suspects = [
        (cue, shown, each, limit * duration_ms)
        for cue, shown, each, limit, duration_ms in zip(
            document.dialogue,
            shown_texts(document),
            counted,
            bound.limits(counted),
            durations_ms(document),
            strict=True,
        )
        if len(shown) * 1000 > limit * duration_ms
    ]
    guessed, length = document.guessed, bound.length
    for cue, shown, each, most in suspects:
        # Where cues share text, one may show more than stands in its place; that is new in another.
        if (cue.text_end - cue.text_start) * 1000 <= most or cue.number in guessed:
            continue
        if cue.end_ms > cue.start_ms and length(shown, each) * 500 > most:
            yield cue


def _fix(document: Document, cue: Cue, length: int, limit: float) -> Fix | None:
    room = room_end_ms(document, cue)
    needed_ms = -int(-length * 500 // limit) if limit > 0 else _LONGEST_MS + 1
    if room is None or needed_ms > _LONGEST_MS or cue.start_ms + needed_ms > room:
        return None
    return end_fix(document, cue, cue.start_ms + needed_ms, f"end cue {cue.number} later")
