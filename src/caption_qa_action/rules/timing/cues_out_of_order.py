"""A cue that starts before one above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeAlias

from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import MOVES
from caption_qa_action.core.text import timecode
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.rules._timelines import in_one_timeline

SEVERITY = Severity.WARNING
WORDS = (MOVES,)

# Cues that stand together and each belong before the cue beside them.
_Run: TypeAlias = list[tuple[Cue, Cue]]
# Two cues that go to one place are moved one after the other; more than so many are moved in one go, or a
# file in reverse would be read again for each of its cues. Our choice.
_MOST_MOVES = 4


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
    Moves the cue to where its time belongs, after the cues that start at the same time, and with it those
    below it that go to the same place; many cues that stand too low are moved in one go. Not safe: the time may be what is wrong. A cue is not moved into another file that was pasted above it, with a
    header or numbers of its own: its times count from another zero.

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
    early: _Run = []
    for cue in cues:
        start_ms = cue.start_ms
        if latest and start_ms < latest[-1]:
            later = cues[bisect_right(latest, start_ms)]
            early.append((cue, later))
            start_ms = latest[-1]
        latest.append(start_ms)
    runs = _runs(early)
    moves = [_move(document, run[0][0], run[-1][0], run[0][1], newline) for run in runs]
    if len(runs) > _MOST_MOVES:
        first = next((at for at, move in enumerate(moves) if move), 0)
        together = _together(moves, runs)
        moves = [together if at == first else None for at in range(len(runs))]
    for run, fix in zip(runs, moves, strict=True):
        for cue, later in run:
            message = (
                f"cue {cue.number} starts at {timecode(cue.start_ms)}, before cue {later.number} above it "
                f"at {timecode(later.start_ms)}"
            )
            related = (Related(later.timing_span, f"cue {later.number}"),)
            yield Finding(cue.timing_span, message, fix, related)
            fix = None  # the others of a run go with the first


def _together(moves: list[Fix | None], runs: list[_Run]) -> Fix | None:
    """Moves as one fix: what goes to one place is inserted there in the order of time."""
    by_place: dict[Span, list[tuple[int, Edit, Edit]]] = {}
    count = 0
    for move, run in zip(moves, runs, strict=True):
        if move is not None:
            insertion, deletion = move.edits
            by_place.setdefault(insertion.span, []).append(
                (run[0][0].start_ms, insertion, deletion)
            )
            count += len(run)
    edits: list[Edit] = []
    for place, moved in by_place.items():
        moved.sort(key=lambda each: each[0])
        edits.append(Edit(place, "".join(insertion.replacement for _, insertion, _ in moved)))
        edits += (deletion for _, _, deletion in moved)
    return (
        Fix(f"put {count} cues in the order of time", tuple(edits), words=MOVES) if edits else None
    )


def _runs(early: _Run) -> list[_Run]:
    """Cues with the one that each belongs before, those together that stand in order and go to one place."""
    runs: list[_Run] = []
    for cue, later in early:
        last = runs[-1][-1] if runs else None
        if (
            last
            and last[1] is later
            and last[0].number + 1 == cue.number
            and last[0].start_ms <= cue.start_ms
        ):
            runs[-1].append((cue, later))
        else:
            runs.append([(cue, later)])
    return runs


def _move(document: Document, cue: Cue, last: Cue, before: Cue, newline: str) -> Fix | None:
    """Cut the blocks of cues from one to another and insert them above that of a third."""
    text = document.source.text
    if not document.traits.cues_are_separable or not in_one_timeline(document, before, last):
        return None
    apart = newline
    if document.traits.blank_line_ends_cue:
        if not _after_empty_line(text, cue) or not _after_empty_line(text, before):
            return None
        apart = newline * 2
    block = text[cue.block_start : last.block_end]
    moved = block.rstrip("\r\n") + apart
    place = Span(before.block_start, before.block_start)
    removed = Span(cue.block_start, last.block_end)
    title = f"move cue {cue.number} up"
    if last is not cue:
        title = f"move cues {cue.number} to {last.number} up"
    return Fix(title, (Edit(place, moved), Edit(removed, "")), words=MOVES)


def _after_empty_line(text: str, cue: Cue) -> bool:
    before = text[max(0, cue.block_start - 4) : cue.block_start]
    return not cue.block_start or before.endswith(("\n\n", "\r\r", "\n\r\n"))
