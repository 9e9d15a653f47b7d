"""A document in another format, with a list of what that format could not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from operator import itemgetter

from caption_qa_action.core.document import Document
from caption_qa_action.core.measure import shows_nothing
from caption_qa_action.core.text import SURROGATE, printable, unicode_text
from caption_qa_action.core.timeline import ORDER, USUAL_PLACE, Event, Loss, Run, Timeline, Written
from caption_qa_action.delivery.beside import (
    in_header,
    losses_beside,
    lost_title,
    on_timing_lines,
    undecodable_bytes,
    without_no_characters,
)
from caption_qa_action.delivery.legal_times import ambiguous_times, guessed_times, turned
from caption_qa_action.delivery.placed_words import place_words
from caption_qa_action.delivery.refused import is_refused
from caption_qa_action.formats import FORMATS, UNKNOWN

# What some format has no sign for, or takes for something else: a wide net.
_RISKY = (
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0<>{}&\\|\[\]\u2000-\u206f\u2190-\u21ff\ud800-\udfff\ufeff\ufffe\uffff]"
    r"|--|:[0-9]|\n[ \n]|[ \n]\n|\A[ \n]|[ \n]\Z|(?:\A|\n)[^\n]?[0-9]"
)
# What is lost where all that stands in a file is kept.
_BY_REWRITING = {
    "NUL character",
    "cue without an end",
    "end before the start",
    "time that cannot be read",
    "undecodable byte",
}
_BARE, _LATEST_MS = Run(""), 9 * 3_600_000


def convert(document: Document, target: str, *, stream_time: bool = False) -> Written:
    """The document as text in a format that can be written, and everything that is lost on the way.

    A document that is in this format already stays as it is, character by character, unless some reader refuses
    it as it is written: then it is written anew, as it was read. The losses are in the order in which they are met,
    one for each kind. What could not be decoded is U+FFFD in the text, and a loss. With `stream_time` the cues of a
    segment are put where they stand in its stream.
    """
    original = document
    document, guessed = document.once(place_words)
    written = _converted(document, target, stream_time=stream_time)
    if written.text != original.source.text:
        guessed += ambiguous_times(original, below_zero=False)
    return written._replace(losses=sum_losses((*guessed, *written.losses))) if guessed else written


def _converted(document: Document, target: str, *, stream_time: bool) -> Written:
    if document.format == target and not stream_time:
        if FORMATS[target].is_current(document) and not is_refused(document):
            return _readable(Written(document.source.text), target)
        if FORMATS[target].rewrite is not None:
            return _rewritten(document)
    timeline = _timeline(document)
    if stream_time:
        from caption_qa_action.delivery.segments import place

        (timeline,) = place([document], [timeline], from_first=False)
    return _written(timeline, target, losses_beside(document, timeline))


def join(documents: Sequence[Document], target: str, *, stream_time: bool = False) -> Written:
    """Segments of one stream as one text, their times counted from the beginning of the earliest.

    With `stream_time` they are those of the stream.
    """
    from caption_qa_action.delivery.segments import joined, place

    documents, placed = zip(*(document.once(place_words) for document in documents), strict=True)
    timelines = place(documents, [*map(_timeline, documents)], from_first=not stream_time)
    beside = [losses_beside(*each) for each in zip(documents, timelines, strict=True)]
    named = [
        _in_segment(document, loss)
        for document, *losses in zip(documents, placed, beside, strict=True)
        for loss in chain(*losses)
    ]
    timelines = [
        timeline._replace(losses=tuple(_in_segment(document, loss) for loss in timeline.losses))
        for document, timeline in zip(documents, timelines, strict=True)
    ]
    return _written(joined(timelines), target, named)


def _in_segment(document: Document, loss: Loss) -> Loss:
    """A loss of one of several files, whose cues are numbered otherwise in the whole."""
    place = f" in cue {loss.cue}" if loss.cue else ""
    return loss._replace(shown=f"{document.source.path}{place}: {loss.shown}", cue=0)


def _timeline(document: Document) -> Timeline:
    """What a document shows, with times that can be written."""
    timeline = turned(_decoded(document, document.once(FORMATS[document.format].to_timeline)))
    guessed = guessed_times(document, timeline)
    return timeline._replace(
        language=timeline.language or document.language,
        losses=(*timeline.losses, *guessed, *_moved(document, timeline)),
    )


def _moved(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """A loss of the order of the file, where what is shown by time alone was read in the order of time."""
    first: dict[int, Event] = {}
    for event in timeline.events:
        if event.cue:
            first.setdefault(event.cue, event)  # a chorus is shown again, and stands once
    places = [document.cues[number - 1].text_start for number in first]
    if all(before <= place for before, place in pairwise(places)):
        return ()
    moved: list[Event] = []
    latest_ms = 0
    for _, event in sorted(zip(places, first.values(), strict=True), key=itemgetter(0)):
        if event.start_ms < latest_ms:
            moved.append(event)
        latest_ms = max(latest_ms, event.start_ms)
    if not moved:
        return ()
    return (Loss(ORDER, len(moved), printable(moved[0].text[:40]), moved[0].cue),)


def _written(timeline: Timeline, target: str, beside: Iterable[Loss]) -> Written:
    """A timeline, written and read again; `beside` is what is lost that stands beside the cues it was made of."""
    from caption_qa_action.delivery.reread import differences

    written = FORMATS[target].write(timeline)
    named = sum_losses((*timeline.losses, *beside, *lost_title(timeline, target), *written.losses))
    unread = differences(timeline, written.text, target, named)
    return _readable(written._replace(losses=sum_losses((*named, *unread))), target)


def _rewritten(document: Document) -> Written:
    """A document written anew in its own format, with what stands beside its cues."""
    from caption_qa_action.delivery.reread import differences

    timeline, format = _timeline(document), FORMATS[document.format]
    assert format.rewrite is not None
    written = format.rewrite(timeline, document)
    named = sum_losses(
        (
            *(loss for loss in timeline.losses if loss.kind in _BY_REWRITING),
            *on_timing_lines(document, written.text),
            *in_header(document, written.text),
            *written.losses,
        )
    )
    unread = differences(timeline, written.text, document.format, named)
    written = written._replace(losses=sum_losses((*named, *unread)))
    return _readable(written, document.format)


def shown_cues(document: Document) -> int:
    """How many cues a document has; one that is shown at several times, as a chorus is, counts each time."""
    if document.format == UNKNOWN or document.traits.cues_are_events:
        return len(document.cues)
    events = document.once(FORMATS[document.format].to_timeline).events
    return max(len(document.cues), len(events))


def losses_in(document: Document, target: str) -> tuple[Loss, ...]:
    """What is lost when a document is written in a format; nothing in a format that is only read."""
    if document.format in (target, UNKNOWN) or not FORMATS[target].is_written:
        return ()
    document, _ = document.once(place_words)
    decoded = _decoded(document, document.once(FORMATS[document.format].to_timeline))
    # What is wrong with times has findings of its own.
    timeline = turned(decoded)._replace(losses=decoded.losses)
    # Most events lose nothing anywhere, and writing them is half of the work.
    risky = tuple(event for event in timeline.events if not _is_bare(event))
    written = FORMATS[target].write(timeline._replace(events=risky))
    written = written._replace(losses=all_losses(document, timeline, target, written))
    return _readable(written, target).losses


def _is_bare(event: Event) -> bool:
    """Whether every format holds all of an event: ordinary words in the usual look and place."""
    if len(event.runs) != 1:
        return False
    run = event.runs[0]
    return (
        run == _BARE._replace(text=run.text)
        and event.placement == USUAL_PLACE
        and not event.identifier
        and not event.layer
        and not event.direction
        and event.dialogue
        and 0 <= event.start_ms <= event.end_ms - 10 <= _LATEST_MS
        and not re.search(_RISKY, run.text)
        and not shows_nothing(run.text)
    )


def all_losses(
    document: Document, timeline: Timeline, target: str, written: Written
) -> tuple[Loss, ...]:
    """What reading a document into a timeline and writing that has lost."""
    beside = (*losses_beside(document, timeline), *lost_title(timeline, target))
    return sum_losses((*timeline.losses, *beside, *written.losses))


def sum_losses(losses: Iterable[Loss]) -> tuple[Loss, ...]:
    """One loss for each kind, with the sum of the numbers and the look of the first."""
    sums: dict[str, Loss] = {}
    for loss in losses:
        known = sums.get(loss.kind)
        if known is None:
            sums[loss.kind] = loss
            continue
        # Cue 0 is no place: an occurrence in a cue is the better example.
        first = min(known, loss, key=lambda each: each.cue or 1 << 60)
        sums[loss.kind] = first._replace(number=known.number + loss.number)
    return tuple(sorted(sums.values(), key=lambda loss: (loss.cue, loss.kind)))


def _decoded(document: Document, timeline: Timeline) -> Timeline:
    """The timeline with U+FFFD for each byte that could not be read, which is a loss in every format."""
    loss = undecodable_bytes(document)
    if not loss:
        return timeline
    events = tuple(
        event._replace(
            identifier=unicode_text(event.identifier),
            runs=tuple(
                Run(
                    unicode_text(run.text),
                    run.style._replace(color=unicode_text(run.style.color)),
                    *map(unicode_text, (run.speaker, run.language, run.ruby)),
                )
                for run in event.runs
            ),
        )
        for event in timeline.events
    )
    title = unicode_text(timeline.title)
    return timeline._replace(events=events, title=title, losses=(*timeline.losses, *loss))


def _readable(written: Written, target: str) -> Written:
    """The same without lone surrogates, and without what no format should hold."""
    text, losses = without_no_characters(written.text, target)
    found = re.findall(SURROGATE, text)
    if found:
        losses += (Loss("undecodable byte", len(found), printable(found[0])),)
    if not losses:
        return written
    return Written(unicode_text(text), sum_losses((*written.losses, *losses)))
