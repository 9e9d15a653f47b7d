"""A cue that starts before one above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.text import timecode
from caption_qa_action.core.traits import FormatTraits

SEVERITY = Severity.WARNING


def applies_to(format: FormatTraits) -> bool:
    """Formats whose cues must be in the order of time."""
    return not format.cues_in_any_order


def check(document: Document) -> Iterator[Finding]:
    """Cue that starts before a cue that stands above it.

    Not in ASS and TTML, whose cues may stand in any order.

    ## Why
    WebVTT requires cues in the order of their start times. Many players of every format read a file from
    top to bottom and skip a cue whose time has passed.

    ## Bad
    ```webvtt
    WEBVTT

    00:03.000 --> 00:04.500
    Out.

    00:01.000 --> 00:02.500
    Where have you been?
    ```

    ## Good
    ```webvtt
    WEBVTT

    00:01.000 --> 00:02.500
    Where have you been?

    00:03.000 --> 00:04.500
    Out.
    ```

    ## Fix
    Moves the cue to where its time belongs, after the cues that start at the same time. Not safe: the
    time may be what is wrong.

    ## Sources
    - WebVTT, section 4.1, "WebVTT cue timings", https://www.w3.org/TR/webvtt1/#webvtt-cue-timings
    """
    latest_ms = -1 << 62
    for cue in document.cues:
        if cue.start_ms < latest_ms:
            break
        latest_ms = cue.start_ms
    else:
        return
    yield from _compare(document)


def _compare(document: Document) -> Iterator[Finding]:
    cues = [cue for cue in document.cues if cue.number not in document.guessed]
    newline = document.source.newline
    latest: list[
        int
    ] = []  # the latest start up to each cue: never decreasing, so it can be searched
    for cue in cues:
        start_ms = cue.start_ms
        if latest and start_ms < latest[-1]:
            later = cues[bisect_right(latest, start_ms)]
            message = (
                f"cue {cue.number} starts at {timecode(start_ms)}, before cue {later.number} above it "
                f"at {timecode(later.start_ms)}"
            )
            related = (Related(later.timing_span, f"cue {later.number}"),)
            yield Finding(cue.timing_span, message, _move(document, cue, later, newline), related)
            start_ms = latest[-1]
        latest.append(start_ms)


def _move(document: Document, cue: Cue, before: Cue, newline: str) -> Fix | None:
    """Cut the block of a cue and insert it above that of another one."""
    text = document.source.text
    if not document.traits.cues_are_separable:
        return None
    apart = newline
    if document.traits.blank_line_ends_cue:
        if not _after_empty_line(text, cue) or not _after_empty_line(text, before):
            return None
        apart = newline * 2
    block = text[cue.block_start : cue.block_end]
    moved = block.rstrip("\r\n") + apart
    place = Span(before.block_start, before.block_start)
    return Fix(f"move cue {cue.number} up", (Edit(place, moved), Edit(cue.block_span, "")))


def _after_empty_line(text: str, cue: Cue) -> bool:
    before = text[max(0, cue.block_start - 4) : cue.block_start]
    return not cue.block_start or before.endswith(("\n\n", "\r\r", "\n\r\n"))
