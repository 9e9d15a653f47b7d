"""Automatic captions that show each line twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import DELETES
from caption_qa_action.rules._highlighted import Repeated, highlighted_lines
from caption_qa_action.rules._reading import is_read
from caption_qa_action.rules._rolling import bridges, repeating

SEVERITY = Severity.WARNING
WORDS = (DELETES,)

# Two frames of 25 a second: our choice, so that one sees that a line is shown again.
_BLINK_MS = 80


def check(document: Document) -> Iterator[Finding]:
    """Rolling captions: every line is shown twice, with very short cues between.

    This is how YouTube writes automatic captions. It is recognised by both signs together: at least
    two cues, and a quarter of all, last 100 ms or less; and at least three cues, and a quarter of
    all, begin with the line that the cue before ends with. There is one finding for the file, at
    the first short cue.

    Reported as well are lines that are shown again for each word, with another word marked (`<u>`, `<b>`,
    `<font>`), as speech recognisers write them: at least three cues, and a quarter of all. Lyrics in LRC
    repeat themselves and are left alone.

    ## Why
    Only players that know the trick show such a file well. Elsewhere lines jump and repeat, a
    transcript has every sentence two or three times, and translations are made of each copy.

    ## Bad
    ```srt
    1
    00:00:00,000 --> 00:00:02,000
    so today we will

    2
    00:00:02,000 --> 00:00:02,010
    so today we will

    3
    00:00:02,010 --> 00:00:04,000
    so today we will
    build a boat

    4
    00:00:04,000 --> 00:00:04,010
    build a boat

    5
    00:00:04,010 --> 00:00:06,000
    build a boat
    out of paper
    ```

    ## Good
    ```srt
    1
    00:00:00,000 --> 00:00:02,000
    so today we will

    2
    00:00:02,010 --> 00:00:04,000
    build a boat

    3
    00:00:04,010 --> 00:00:06,000
    out of paper
    ```

    ## Fix
    Deletes the short cues, and from the others each line that the cue before ends with. Of the cues that
    mark a line word by word it makes one, without the marks; where the marks start again, the line is said again, and
    is shown again after two frames. Unsafe: lines are no longer shown a second
    time.

    ## Sources
    - `--highlight_words` of whisper, https://github.com/openai/whisper/blob/main/whisper/utils.py
    - yt-dlp, duplicate lines in automatic captions, https://github.com/yt-dlp/yt-dlp/issues/1734
    """
    if not is_read(document) or document.traits.holds_lyrics:
        return
    lines = highlighted_lines(document)
    if lines:
        shown_again = sum(len(line.cues) - 1 for line in lines)
        yield Finding(
            lines[0].cues[0].timing_span,
            f"word by word: {shown_again} of {len(document.cues)} cues show the line of the cue before again, "
            "with another word marked",
            _join(document, lines),
        )
        return
    short = bridges(document)
    if short:
        first = document.cues[min(short) - 1]
        repeats = repeating(document)
        yield Finding(
            first.timing_span,
            f"rolling captions: {len(repeats)} of {len(document.cues)} cues begin with the line "
            f"before, and {len(short)} last 100 ms or less",
            _fix(document, short, repeats),
        )


def _join(document: Document, lines: list[Repeated]) -> Fix | None:
    """One cue of those that show a line, from the start of the first to the end of the last."""
    if not document.traits.cues_are_separable:
        return None
    edits: list[Edit] = []
    for ((first, *others), marks), following in zip_longest(lines, lines[1:]):
        last = others[-1] if others else first
        here, there = document.time_spans(first)[1], document.time_spans(last)[1]
        end = document.source.text[there.start : there.end]
        if following is not None and _is_spoken_again(document, last, following.cues[0]):
            end = _retimed(document, end, following.cues[0].start_ms - _BLINK_MS)
        if end != document.source.text[here.start : here.end]:
            edits.append(Edit(here, end))
        edits += [Edit(mark.span, "") for mark in marks]
        edits += [Edit(cue.block_span, "") for cue in others]
    return Fix("show each line once", tuple(edits), words=DELETES)


def _is_spoken_again(document: Document, cue: Cue, following: Cue) -> bool:
    """Whether a line is shown again at once, so that nobody would see it."""
    is_soon = following.start_ms - cue.end_ms < _BLINK_MS <= cue.end_ms - cue.start_ms
    return is_soon and document.plain(cue) == document.plain(following)


def _retimed(document: Document, written: str, ms: int) -> str:
    retime = document.traits.retime
    return (retime(written, ms) if retime else None) or written


def _fix(document: Document, short: frozenset[int], repeats: list[Cue]) -> Fix | None:
    if not document.traits.cues_are_separable:
        return None
    repeating_numbers = {cue.number for cue in repeats}
    edits: list[Edit] = []
    for cue in document.cues:
        if cue.number in short:
            edits.append(Edit(cue.block_span, ""))
        elif cue.number in repeating_numbers:
            edits.append(_without_first_line(document, cue))
    return Fix("show each line once", tuple(edits), words=DELETES)


def _without_first_line(document: Document, cue: Cue) -> Edit:
    """Delete the first visible line of a cue, or the whole cue when it has no other."""
    lines = document.lines(cue)
    if len(lines) > 1:
        raw = document.raw(cue)
        for match in re.finditer(r"\r\n|\r|\n", raw):
            if raw[: match.start()].strip(" \t\r\n"):
                return Edit(Span(cue.text_start, cue.text_start + match.end()), "")
    return Edit(cue.block_span, "")
