"""Times that no format may hold, or that nobody could read, as they are written: each is named."""

from __future__ import annotations

from collections.abc import Collection

from caption_qa_action.core.clock import GUESSED_MS, NO_START
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Problem
from caption_qa_action.core.text import printable, timecode
from caption_qa_action.core.timeline import Event, Loss, Timeline

# The codes of what is wrong with a time, where it makes a guess of it.
_UNREADABLE = ("ass_time_precision", "invalid_timestamp", "json_schema", "negative_timestamp")
_UNREADABLE_DETAILS = ("", "missing", "sign", "unparseable", "wallclock")
_UNREAD, _NO_END = "time that cannot be read", "cue without an end"
# Exchanged times that are further apart are no slip of one letter: the cue is shown for a moment instead.
_LONGEST_MS = 10_000


def is_backwards(event: Event) -> bool:
    """Whether text ends before it starts, so that no player shows it."""
    return event.end_ms < event.start_ms and bool(event.runs)


def turned(timeline: Timeline) -> Timeline:
    """The timeline with the times of what ends before it starts exchanged, which is a loss."""
    backwards = [event for event in timeline.events if is_backwards(event)]
    if not backwards:
        return timeline
    first = backwards[0]
    shown = f"{timecode(first.start_ms)} to {timecode(first.end_ms)}"
    loss = Loss("end before the start", len(backwards), shown, first.cue)
    events = tuple(map(_turned, timeline.events))
    return timeline._replace(events=events, losses=(*timeline.losses, loss))


def _turned(event: Event) -> Event:
    if not is_backwards(event):
        return event
    if event.start_ms - event.end_ms <= _LONGEST_MS:
        return event._replace(start_ms=event.end_ms, end_ms=event.start_ms)
    return event._replace(end_ms=event.start_ms + GUESSED_MS)


def backwards_cues(document: Document) -> list[int]:
    """The numbers of the cues that end before they start, and are no guess."""
    return [
        cue.number
        for cue in document.cues
        if cue.end_ms < cue.start_ms and cue.number not in document.guessed
    ]


def guessed_times(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """The losses of the times that could not be read, or that nothing states, in whose place guesses are written.

    Times below zero are no guess here: those are read, and every writer names them as out of range.
    """
    below = _below_zero(document)
    by_cue = unreadable_times(document, below)
    shown = {event.cue for event in timeline.events}
    others = {
        _cue(document, each)
        for each in document.problems
        if each.detail in _UNREADABLE_DETAILS and each not in below
    }
    only_below = {_cue(document, each) for each in below} - others
    guessed = (document.guessed - only_below) & shown
    if any(loss.kind == _NO_END for loss in timeline.losses):
        guessed = frozenset()  # reading has named what nothing states
    unreadable = sorted(guessed & by_cue.keys())
    losses: tuple[Loss, ...] = ()
    if unreadable:
        losses += (_loss(_UNREAD, document, len(unreadable), by_cue[unreadable[0]]),)
    elif document.tree is not None:  # of XML one element may time many cues
        problems = [
            each
            for each in document.problems
            if each not in below and _is_unreadable(document, each)
        ]
        if problems:
            losses += (_loss(_UNREAD, document, len(problems), problems[0]),)
    without_end = (guessed - by_cue.keys()) | (_left_open(document) & shown)
    return (*losses, *_without_end(document, without_end), *assumed_rate(document))


def _below_zero(document: Document) -> list[Problem]:
    """What is noticed about times that were read as ones below zero."""
    found: list[Problem] = []
    for problem in document.problems:
        if problem.code == "negative_timestamp" or problem.detail == "sign":
            cue = document.cue_at(problem.span.start)
            if cue is not None and min(cue.start_ms, cue.end_ms) < 0:
                found.append(problem)
    return found


def open_ends(document: Document) -> tuple[Loss, ...]:
    """The loss of the ends that nothing states, where the format lets a cue go on to the next one."""
    return _without_end(document, _left_open(document))


def _left_open(document: Document) -> set[int]:
    return {_cue(document, each) for each in document.problems if each.detail == "open"} - {0}


def _without_end(document: Document, numbers: Collection[int]) -> tuple[Loss, ...]:
    if not numbers:
        return ()
    first = document.cues[min(numbers) - 1]
    return (Loss(_NO_END, len(numbers), printable(document.plain(first)[:40]), first.number),)


def unreadable_times(document: Document, without: Collection[Problem] = ()) -> dict[int, Problem]:
    """What is wrong with the first time of each cue that nobody can read; by number, 0 outside cues."""
    found: dict[int, Problem] = {}
    for problem in document.problems:
        if problem not in without and _is_unreadable(document, problem):
            found.setdefault(_cue(document, problem), problem)
    return found


def assumed_rate(document: Document) -> tuple[Loss, ...]:
    """The loss of the rate at which frames are counted, where neither file nor format states one."""
    found = [
        each
        for each in document.problems
        if each.code.endswith("_frame_rate_missing") or each.detail == "rate"
    ]
    if not found:
        return ()
    return (_loss("frame rate that is not stated", document, 1, found[0])._replace(cue=0),)


def ambiguous_times(document: Document, *, below_zero: bool = True) -> tuple[Loss, ...]:
    """What names the times that readers read in two ways, one of which is written as a guess.

    Without `below_zero` not those that were read as times below zero, which writers name.
    """
    without = () if below_zero else _below_zero(document)
    found = [
        problem
        for problem in document.problems
        if problem not in without and _is_ambiguous(document, problem)
    ]
    if not found:
        return ()
    return (_loss("time that can be read in two ways", document, len(found), found[0]),)


def _is_ambiguous(document: Document, problem: Problem) -> bool:
    if not problem.is_ambiguous:
        return False
    # What cannot be read at all is named as such.
    return not _is_unreadable(document, problem) or (
        document.tree is None and _cue(document, problem) not in document.guessed
    )


def _loss(kind: str, document: Document, number: int, problem: Problem) -> Loss:
    shown = printable(document.source.text[slice(*problem.span)][:40])
    return Loss(kind, number, shown, _cue(document, problem))


def _is_unreadable(document: Document, problem: Problem) -> bool:
    if problem.detail == NO_START:
        return True
    if problem.code not in _UNREADABLE or problem.detail not in _UNREADABLE_DETAILS:
        return False
    shown = document.source.text[problem.span.start : problem.span.end]
    if shown:
        # Of a value that is missing, JSON reports what should hold it.
        return shown not in ("{", "[")
    # Where nothing stands, an end is one that nothing states; a start is not.
    cue = document.cue_at(problem.span.start)
    return cue is not None and problem.span.start < document.time_spans(cue)[1].start


def _cue(document: Document, problem: Problem) -> int:
    cue = document.cue_at(problem.span.start)
    return cue.number if cue is not None else 0
