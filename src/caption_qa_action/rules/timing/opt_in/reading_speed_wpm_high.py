"""A cue with more words than can be read while it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core import language
from caption_qa_action.core.columns import durations_ms, scripts, shown_texts
from caption_qa_action.core.diagnostic import Finding, Fix, Severity
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.measure import number_of_words, words
from caption_qa_action.core.rule import Offenders
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules.timing._times import end_fix, room_end_ms

SEVERITY = Severity.INFO

# A cue is not stretched beyond this (the default of `duration_too_long`).
_LONGEST_MS = 7000
# These are written without blanks between words.
_UNSPACED = ("bo", "dz", "ja", "km", "lo", "my", "th", "zh")


def check(document: Document, *, limit_wpm: int = 180) -> Offenders:
    """Cue with more words a minute than can be read.

    A word is what stands between blanks and has a letter or a digit; speaker names and sounds
    count. Languages that set no blanks between words, such as Chinese and Thai, are not measured.
    Chapters, descriptions and metadata are not measured either.

    ## Why
    Broadcasters and schools state reading speed in words a minute. Short words make characters a
    second look comfortable where there is much to understand.

    ## Bad
    ```srt
    1
    00:00:01,000 --> 00:00:02,000
    I do not know if we can go on like it.
    ```

    ## Good
    ```srt
    1
    00:00:01,000 --> 00:00:05,000
    I do not know if we can go on like it.
    ```

    ## Fix
    Ends the cue later, if the gap before the next cue is long enough for all of it to be read
    within 7 seconds. Unsafe: it changes timing. Otherwise shorten the text.

    ## Options
    - `limit_wpm` (default 180): the maximum in words a minute. The Described and Captioned Media
      Program asks for 120 to 160 in educational media.

    ## Sources
    - BBC Subtitle Guidelines, section 4 "Timing": 160 to 180 words a minute,
      https://www.bbc.co.uk/accessibility/forproducts/guides/subtitles/
    - DCMP Captioning Key, "Presentation Rate",
      https://dcmp.org/learn/601-captioning-key---presentation-rate
    """
    if not is_read(document) or language.primary(document.language) in _UNSPACED:
        return Offenders()

    def describe(cue: Cue) -> Iterator[Finding]:
        count = words(document.plain(cue))
        speed = -(-count * 60_000 // cue.duration_ms)
        yield Finding(
            cue.text_span,
            f"cue {cue.number} has {speed} words a minute; the limit is {limit_wpm}",
            _fix(document, cue, count, limit_wpm),
        )

    return Offenders(list(_too_fast(document, limit_wpm)), describe)


def _too_fast(document: Document, limit_wpm: int) -> Iterator[Cue]:
    # The number of words, and of signs between blanks.
    suspects = [
        (cue, parts)
        for cue, parts, duration_ms, script in zip(
            document.dialogue,
            map(str.split, shown_texts(document)),
            durations_ms(document),
            scripts(document),
            strict=True,
        )
        if len(parts) * 60_000 > limit_wpm * duration_ms and script not in _UNSPACED
    ]
    for cue, parts in suspects:
        allowed = limit_wpm * cue.duration_ms
        # Two characters make a word at most: a letter and a blank. Where cues share text, one may show more than
        # stands in its place; that is new in another.
        if cue.duration_ms <= 0 or (cue.text_end - cue.text_start + 1) * 30_000 <= allowed:
            continue
        if number_of_words(parts) * 60_000 > allowed and cue.number not in document.guessed:
            yield cue


def _fix(document: Document, cue: Cue, count: int, limit_wpm: int) -> Fix | None:
    room = room_end_ms(document, cue)
    needed_ms = -(-count * 60_000 // limit_wpm) if limit_wpm > 0 else _LONGEST_MS + 1
    if room is None or needed_ms > _LONGEST_MS or cue.start_ms + needed_ms > room:
        return None
    return end_fix(document, cue, cue.start_ms + needed_ms, f"end cue {cue.number} later")
