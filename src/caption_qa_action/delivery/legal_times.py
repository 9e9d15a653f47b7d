"""Times that no format may hold, or that nobody could read, as they are written: each is named."""

from __future__ import annotations

from caption_qa_action.core.clock import GUESSED_MS, OTHER_READING
from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Problem
from caption_qa_action.core.text import printable, timecode
from caption_qa_action.core.timeline import Event, Loss, Timeline

# The codes of what is wrong with a time, where it makes a guess of it.
_UNREADABLE = ("ass_time_precision", "invalid_timestamp", "json_schema", "negative_timestamp")
_UNREADABLE_DETAILS = ("", "missing", "sign", "unparseable", "wallclock")
_UNREAD = "time that cannot be read"
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
    """The losses of the times that could not be read, or that nothing states, in whose place guesses are written."""
    problems = [problem for problem in document.problems if _is_unreadable(document, problem)]
    guessed = document.guessed & {event.cue for event in timeline.events}
    if any(loss.kind == "cue without an end" for loss in timeline.losses):
        guessed = frozenset()  # reading has named what nothing states
    by_cue: dict[int, Problem] = {}
    for problem in problems:
        by_cue.setdefault(_cue(document, problem), problem)
    unreadable = sorted(guessed & by_cue.keys())
    losses: tuple[Loss, ...] = ()
    if unreadable:
        losses += (_loss(_UNREAD, document, len(unreadable), by_cue[unreadable[0]]),)
    elif problems and document.tree is not None:  # of XML one element may time many cues
        losses += (_loss(_UNREAD, document, len(problems), problems[0]),)
    if open_ended := sorted(guessed - by_cue.keys()):
        first = document.cues[open_ended[0] - 1]
        shown = printable(document.plain(first)[:40])
        losses += (Loss("cue without an end", len(open_ended), shown, first.number),)
    return losses


def ambiguous_times(document: Document) -> tuple[Loss, ...]:
    """What names the times that readers read in two ways, one of which is written as a guess."""
    found = [
        problem
        for problem in document.problems
        if problem.code == "ttml_frame_out_of_range" or OTHER_READING in problem.message
    ]
    if not found:
        return ()
    return (_loss("time that can be read in two ways", document, len(found), found[0]),)


def _loss(kind: str, document: Document, number: int, problem: Problem) -> Loss:
    shown = printable(document.source.text[slice(*problem.span)][:40])
    return Loss(kind, number, shown, _cue(document, problem))


def _is_unreadable(document: Document, problem: Problem) -> bool:
    if problem.code not in _UNREADABLE or problem.detail not in _UNREADABLE_DETAILS:
        return False
    # Of a value that is missing, JSON reports what should hold it.
    return document.source.text[problem.span.start : problem.span.end] not in "{["


def _cue(document: Document, problem: Problem) -> int:
    cue = document.cue_at(problem.span.start)
    return cue.number if cue is not None else 0
