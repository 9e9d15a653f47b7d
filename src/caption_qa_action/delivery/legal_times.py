"""Times that no format may hold, or that nobody could read, as they are written: each is named."""

from __future__ import annotations

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.source import Problem
from caption_qa_action.core.text import printable, timecode
from caption_qa_action.core.timeline import Event, Loss, Timeline

# The codes of what is wrong with a time, where it makes a guess of it.
_UNREADABLE = ("invalid_timestamp", "negative_timestamp")
_UNREADABLE_DETAILS = ("unparseable", "wallclock", "sign", "missing")
# Exchanged times that are further apart are no slip of one letter: the cue is shown for a moment instead.
_LONGEST_MS, _GUESSED_MS = 10_000, 2_000


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
    return event._replace(end_ms=event.start_ms + _GUESSED_MS)


def backwards_cues(document: Document) -> list[int]:
    """The numbers of the cues that end before they start, and are no guess."""
    return [
        cue.number
        for cue in document.cues
        if cue.end_ms < cue.start_ms and cue.number not in document.guessed
    ]


def unreadable_times(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """The loss of the times that could not be read, in whose place guesses are written."""
    guessed = document.guessed & {event.cue for event in timeline.events}
    problems = [problem for problem in document.problems if _is_unreadable(problem)]
    if document.tree is None:
        problems = [problem for problem in problems if _cue(document, problem) in guessed]
    elif any(loss.kind == "cue without an end" for loss in timeline.losses):
        guessed = frozenset()  # among them are the cues that have no time to be read
    # Of XML one element may time many cues.
    number = len(guessed) or (len(problems) if document.tree is not None else 0)
    if not number:
        return ()
    raw = document.source.text[slice(*problems[0].span)] if problems else ""
    cue = min(guessed) if guessed else _cue(document, problems[0])
    return (Loss("time that cannot be read", number, printable(raw[:40]), cue),)


def _is_unreadable(problem: Problem) -> bool:
    return problem.code in _UNREADABLE and problem.detail in _UNREADABLE_DETAILS


def _cue(document: Document, problem: Problem) -> int:
    cue: Cue | None = document.cue_at(problem.span.start)
    return cue.number if cue is not None else 0
