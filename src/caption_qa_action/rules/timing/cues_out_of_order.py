"""A cue that starts before one above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from caption_qa_action.core.annotations import TypeAlias
from caption_qa_action.core.columns import are_in_order
from caption_qa_action.core.diagnostic import Edit, Finding, Fix, Related, Severity, Span
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import MOVES
from caption_qa_action.core.text import timecode
from caption_qa_action.core.traits import FormatTraits

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

    Of a few cues that are late, above many that start before them, only those are reported. Not in
    ASS and TTML, whose cues may stand in any order. The classes of SAMI have an order each, and so has each of the files
    that were joined in one, where another begins with a header or numbers of its own: its times count from another zero.

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
    below it that go to the same place; many cues that stand too low are moved in one go, and a late cue
    goes down. Not safe: the time may be what is wrong.

    ## Sources
    - WebVTT, section 4.1, "WebVTT cue timings", https://www.w3.org/TR/webvtt1/#webvtt-cue-timings
    """
    if are_in_order(document):
        return
    from caption_qa_action.core.joined_files import timelines

    for track in document.by_track(document.cues):
        for cues in timelines(document, track):
            if any(cue.start_ms < before.start_ms for before, cue in pairwise(cues)):
                yield from _compare(document, cues)


def _compare(document: Document, of_track: list[Cue]) -> Iterator[Finding]:
    cues = [cue for cue in of_track if cue.number not in document.guessed]
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
    if not early:  # what goes back are times that could not be read
        return
    kept = _kept(cues)
    misplaced = len(cues) - len(kept)
    if misplaced <= _MOST_MOVES and misplaced * 2 <= len(early):
        yield from _misplaced(document, cues, kept)
        return
    runs = _runs(early)
    moves = [_move_up(document, run) for run in runs]
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


def _move_up(document: Document, run: _Run) -> Fix | None:
    (first, later), (last, _) = run[0], run[-1]
    title = f"move cue {first.number} up"
    if last is not first:
        title = f"move cues {first.number} to {last.number} up"
    return _move(document, first, last, later, title)


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


def _kept(cues: list[Cue]) -> list[int]:
    """The places of the most cues that stand in the order of time, in order: a longest subsequence."""
    # The earliest start in which an order of each length ends, and where it stands.
    starts: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, cue in enumerate(cues):
        start_ms = cue.start_ms
        if not starts or start_ms >= starts[-1]:  # nearly all
            before.append(places[-1] if places else -1)
            starts.append(start_ms)
            places.append(place)
            continue
        length = bisect_right(starts, start_ms)
        before.append(places[length - 1] if length else -1)
        starts[length], places[length] = start_ms, place
    found: list[int] = []
    place = places[-1]
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _misplaced(document: Document, cues: list[Cue], kept: list[int]) -> Iterator[Finding]:
    """The cues at all other places than those kept, each with one of the latter that it should not precede."""
    starts = [cues[place].start_ms for place in kept]
    for place in sorted(set(range(len(cues))).difference(kept)):
        cue, at = cues[place], bisect_right(kept, place)
        fix = None
        if at < len(kept) and starts[at] < cue.start_ms:
            other, order, where = cues[kept[at]], "after", "below"
            last = cues[kept[bisect_left(starts, cue.start_ms) - 1]]
            fix = _move(document, cues[place + 1], last, cue, f"move cue {cue.number} down")
        else:
            other, order, where = cues[kept[at - 1]], "before", "above"
        message = (
            f"cue {cue.number} starts at {timecode(cue.start_ms)}, {order} cue {other.number} {where} it "
            f"at {timecode(other.start_ms)}"
        )
        yield Finding(
            cue.timing_span, message, fix, (Related(other.timing_span, f"cue {other.number}"),)
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


def _move(document: Document, cue: Cue, last: Cue, before: Cue, title: str) -> Fix | None:
    """Cut the blocks of cues from one to another and insert them above that of a third."""
    text, newline = document.source.text, document.source.newline
    if not document.traits.cues_are_separable:
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
    return Fix(title, (Edit(place, moved), Edit(removed, "")), words=MOVES)


def _after_empty_line(text: str, cue: Cue) -> bool:
    before = text[max(0, cue.block_start - 4) : cue.block_start]
    return not cue.block_start or before.endswith(("\n\n", "\r\r", "\n\r\n"))
