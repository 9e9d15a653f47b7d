"""A delivered document, mended for reading as far as a profile goes and nothing new is found.

Every result is written, read and checked again. A cue that then has a fault which it had not before
keeps its times and lines, and the others are mended around it. A mere suggestion about a cue that was not
changed holds nothing back. What comes out would come out of itself again: the result is mended anew until it
no longer changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeAlias

from caption_qa_action.core.diagnostic import Fault, Severity
from caption_qa_action.core.document import Document
from caption_qa_action.core.joined_files import has_other_timelines
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.named_tuple import NamedTuple
from caption_qa_action.core.preset import READABILITY, Preset
from caption_qa_action.core.source import Source
from caption_qa_action.core.timeline import Event, Timeline, Written
from caption_qa_action.delivery.normalise import (
    Normalised,
    Repair,
    guesses,
    losses,
    normalise,
    show_same,
    timeline_of,
    written,
)
from caption_qa_action.delivery.profiles import WARN_ONLY, Shaped, Shaper
from caption_qa_action.delivery.strip_unsupported import Fixed, strip_unsupported
from caption_qa_action.formats import FORMATS

# A file settles in one round, seldom in two or three; in each, cues that must stay are found in a few
# trials. Beyond that nothing is mended, so that a large file full of faults takes no minutes: of more cues than a
# film has there are fewer trials.
_MOST_ROUNDS, _MOST_TRIALS, _LEAST_TRIALS, _TRIED_CUES = 4, 6, 3, 20_000
# Where an event with a new fault stands, those beside it may have caused it: a cue that ends later
# leaves less time to draw the next one.
_BESIDE = 1
# A code, and the number of the event that has such a fault; 0 outside events.
_InEvent: TypeAlias = tuple[str, int]
# Text that is written in signs which look alike, where the format has no escapes for it.
_ALIKE = frozenset({"text that reads as a timing line", "text that reads as markup"})


class Aided(NamedTuple):
    """What a profile makes of a delivered document; `note` is why it makes less than it could.

    `left` are cues that were not mended, each with the code that it would then have.
    """

    made: Normalised
    fixes: tuple[Fixed, ...] = ()
    note: str = ""
    left: tuple[_InEvent, ...] = ()


class Mender(NamedTuple):
    """How documents are mended for a preset."""

    preset: Preset
    shaper: Shaper
    repair: Repair

    def aided(self, document: Document, delivered: Normalised) -> Aided:
        """The delivered form of a document, mended until it no longer changes."""
        if self.shaper.profile == WARN_ONLY or not delivered.document.cues:
            return Aided(delivered)
        if has_other_timelines(document):
            note = "not mended for reading, since another file begins in it, with times of its own"
            return Aided(delivered, (), note)
        aided = self._mended(document, delivered)
        fixes = aided.fixes
        for _ in range(_MOST_ROUNDS):
            if aided.note or not aided.fixes:
                return aided._replace(fixes=fixes)
            before = aided.made
            aided = self._mended(before.document, before)
            if aided.made.document.source.text == before.document.source.text:
                return aided._replace(made=before, fixes=fixes)
            fixes += aided.fixes
        return Aided(delivered, (), "not mended for reading, since it does not settle")

    def _mended(self, document: Document, delivered: Normalised) -> Aided:
        """The document mended once.

        A format may have no place for what another holds, as TTML has none for a cue that ends before
        it begins: where words would be lost so, it is mended as it came, and else not at all.
        """
        format = self.preset.output
        timelines = [timeline_of(delivered.document)]
        if document.format != format:
            timelines[0] = _with_kinds_of(document, timelines[0])
            timelines.append(strip_unsupported(timeline_of(document), self.preset)[0])
        for timeline in timelines:
            rewrite = FORMATS[format].rewrite
            if rewrite and timeline is timelines[0] and document.format == format:
                # Its style sheets and comments, which no timeline holds, are not lost.
                timeline = timeline._replace(losses=())
            else:
                rewrite = None
            aided = self._sound(timeline, delivered, rewrite)
            if aided is not None:
                return aided
        return Aided(delivered, (), "not mended for reading, since words would be lost")

    def _sound(
        self,
        timeline: Timeline,
        delivered: Normalised,
        rewrite: Callable[[Timeline, Document], Written] | None,
    ) -> Aided | None:
        """The timeline mended so far that nothing new is found; None when words would be lost."""

        def write(shaped: Shaped) -> tuple[Normalised, tuple[Fixed, ...]]:
            text = (
                rewrite(shaped.timeline, delivered.document)
                if rewrite
                else _with_texts_of(delivered.document, shaped.timeline, self.preset.output)
            )
            made, more = normalise(text.text, self.preset, self.repair)
            fixes = [Fixed(change.code, change.message, change.cue) for change in shaped.changes]
            fixes += guesses(delivered.document, made.document)
            fixes += (*losses((*timeline.losses, *text.losses)), *more)
            aided = not self.preset.enforces_reading
            return made, tuple(fix._replace(aided=aided) for fix in fixes)

        everything = frozenset(range(len(timeline.events) + 1)) | {
            event.cue for event in timeline.events
        }
        kept: frozenset[int] = frozenset()
        known: set[_InEvent] | None = None
        left: set[_InEvent] = set()
        trials = max(_LEAST_TRIALS, min(_MOST_TRIALS, _TRIED_CUES // (len(timeline.events) + 1)))
        for trial in range(trials + 1):
            if trial == trials:
                kept = everything
            shaped = (
                self.shaper.in_order(timeline)
                if kept == everything
                else self.shaper.apply(timeline, kept)
            )
            if shaped.timeline.events == timeline.events:
                return Aided(delivered)
            made, fixes = write(shaped)
            if not show_same(delivered.document, made.document):
                alike = _written_alike(timeline, self.preset.output) - kept
                if not alike or rewrite:
                    return None
                kept |= alike
                continue
            if kept == everything:
                # In order of time, and no more: what is found now was there, and the order hid it.
                return Aided(made, fixes)
            if known is None:
                known = _by_event(delivered.faults, delivered.document, timeline.events)
                sorted_only = self.shaper.in_order(timeline)
                if sorted_only.timeline.events != timeline.events:
                    in_order, _ = write(sorted_only)
                    known |= _by_event(
                        in_order.faults, in_order.document, sorted_only.timeline.events
                    )
            new = _by_event(made.faults, made.document, shaped.timeline.events) - known
            at_fault = _at_fault(new, timeline.events, shaped.timeline.events)
            if not at_fault and not _serious(new, made.faults):
                return Aided(made, fixes, left=tuple(sorted(left)))
            left.update(fault for fault in new if fault[1])
            kept |= at_fault or everything
        raise AssertionError("the last trial returns")


def _with_texts_of(document: Document, timeline: Timeline, format: str) -> Written:
    """A timeline written in a format; texts that were not changed stand as in the document, where signs would be others.

    Of an unknown tag in SRT the writer makes text, though some player may know it.
    """
    made = written(timeline, format)
    if document.format != format or not any(loss.kind in _ALIKE for loss in made.losses):
        return made
    again = FORMATS[format].parse(Source.of(made.text))
    events = [event for event in timeline.events if not shows_nothing(event.text)]
    if len(again.cues) != len(events):
        return made
    before = {event.cue: event for event in timeline_of(document).events}
    parts = Counter(event.cue for event in events)
    pieces: list[str] = []
    end = 0
    changed: list[Event] = []
    for cue, event in zip(again.cues, events, strict=True):
        known = before.get(event.cue)
        if known is None or parts[event.cue] > 1 or event.runs != known.runs:
            changed.append(event)
        elif event.placement == known.placement:
            pieces += made.text[end : cue.text_start], document.raw(document.cues[event.cue - 1])
            end = cue.text_end
    text = "".join((*pieces, made.text[end:]))
    others = [loss for loss in made.losses if loss.kind not in _ALIKE]
    still = written(timeline._replace(events=tuple(changed)), format).losses
    return Written(text, (*others, *(loss for loss in still if loss.kind in _ALIKE)))


def _written_alike(timeline: Timeline, format: str) -> frozenset[int]:
    """The numbers of the events whose text is written in other signs."""
    return frozenset(
        _number(at, event)
        for at, event in enumerate(timeline.events)
        if any(
            loss.kind in _ALIKE
            for loss in written(timeline._replace(events=(event,)), format).losses
        )
    )


def _serious(new: set[_InEvent], faults: Iterable[Fault]) -> bool:
    """Whether some faults are more than suggestions, or are about the file as a whole."""
    codes = {
        item.code
        for item in faults
        if item.severity >= Severity.WARNING or item.code in READABILITY
    }
    return any(not cue or code in codes for code, cue in new)


def _at_fault(
    new: set[_InEvent], before: Iterable[Event], after: tuple[Event, ...]
) -> frozenset[int]:
    """The numbers of the events that were changed and have a new fault, or stand beside such a one."""
    numbered = [_number(at, event) for at, event in enumerate(after)]
    times: dict[int, list[Event]] = {}
    for number, event in zip(numbered, after, strict=True):
        times.setdefault(number, []).append(event)
    same = {
        number
        for number, event in ((_number(at, event), event) for at, event in enumerate(before))
        if times.get(number) == [event]
    }
    faulty = {number for _, number in new}
    if 0 in faulty:
        return frozenset()
    found: set[int] = set()
    for at, number in enumerate(numbered):
        if number in faulty:
            found.update(numbered[max(0, at - _BESIDE) : at + _BESIDE + 1])
    return frozenset(found - same)


def _number(at: int, event: Event) -> int:
    return event.cue or at + 1


def _by_event(
    faults: Iterable[Fault], document: Document, events: tuple[Event, ...]
) -> set[_InEvent]:
    """What is found in a written timeline, by the numbers that its events have."""
    cues = document.cues
    aligned = len(cues) == len(events)
    starts = [event.start_ms for event in events]
    found: set[_InEvent] = set()
    for item in faults:
        if not item.cue:
            found.add((item.code, 0))
            continue
        at = item.cue - 1
        if not aligned:
            at = max(0, bisect_right(starts, cues[at].start_ms) - 1)
        found.add((item.code, _number(at, events[at]) if events else 0))
    return found


def _with_kinds_of(document: Document, timeline: Timeline) -> Timeline:
    """The timeline with what the input marks as no dialogue, which other formats cannot hold."""
    # Those without text are written in some formats alone.
    events = [event for event in timeline_of(document).events if not shows_nothing(event.text)]
    if len(events) != len(timeline.events) or all(event.dialogue for event in events):
        return timeline
    pairs = zip(timeline.events, events, strict=True)
    kept = tuple(event._replace(dialogue=before.dialogue) for event, before in pairs)
    return timeline._replace(events=kept)
