"""A document in another format, with a list of what that format could not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from caption_qa_action.core.document import Document
from caption_qa_action.core.text import printable, unicode_text
from caption_qa_action.core.timeline import Event, Loss, Placement, Run, Timeline, Written
from caption_qa_action.formats import FORMATS, UNKNOWN

# What decoding puts in place of a byte that it cannot read, and halves of UTF-16 pairs: no encoding
# of Unicode can write them.
_UNREADABLE = "[\ud800-\udfff]"
# What some format has no sign for, or takes for something else: a wide net.
_RISKY = (
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0<>{}&\\|\[\]\u2000-\u206f\u2190-\u21ff\ud800-\udfff\ufeff\ufffe\uffff]"
    r"|--|\n[ \n]|[ \n]\n|\A[ \n]|[ \n]\Z|(?:\A|\n)[^\n]?[0-9]"
)
# Of these alone nobody sees anything.
_NOTHING = " \t\r\n\0\ufeff"
_STRAY = ("orphan_text", "sami_text_outside_sync")
_BARE, _USUAL_PLACE, _LATEST_MS = Run(""), Placement(), 9 * 3_600_000


def convert(document: Document, target: str, *, stream_time: bool = False) -> Written:
    """The document as text in a format that can be written, and everything that is lost on the way.

    A document that is in this format already stays as it is, character by character. The losses are
    in the order in which they are met, one for each kind. What could not be decoded is U+FFFD in the
    text, and a loss. With `stream_time` the cues of a segment are put where they stand in its stream.
    """
    if document.format == target and _is_current(document) and not stream_time:
        return _readable(Written(document.source.text))
    timeline = _timeline(document)
    if stream_time:
        from caption_qa_action.delivery.segments import at_stream_time, stream_offset_ms

        timeline = at_stream_time(timeline, stream_offset_ms(document))
    return _written([document], timeline, target)


def join(documents: Sequence[Document], target: str) -> Written:
    """Segments of one stream as one text, their times counted from the beginning of the first."""
    from caption_qa_action.delivery.segments import at_stream_time, joined, stream_offset_ms

    begin_ms = stream_offset_ms(documents[0])
    timelines = [
        at_stream_time(_timeline(document), stream_offset_ms(document) - begin_ms)
        for document in documents
    ]
    return _written(documents, joined(timelines), target)


def _timeline(document: Document) -> Timeline:
    timeline = _decoded(document, FORMATS[document.format].to_timeline(document))
    return timeline if timeline.language else timeline._replace(language=document.language)


def _written(documents: Sequence[Document], timeline: Timeline, target: str) -> Written:
    """A timeline that was made of documents, written and read again."""
    from caption_qa_action.delivery.reread import differences

    written = FORMATS[target].write(timeline)
    beside = [loss for document in documents for loss in losses_beside(document, timeline)]
    named = sum_losses((*timeline.losses, *beside, *written.losses))
    unread = differences(timeline, written.text, target, named)
    return _readable(written._replace(losses=sum_losses((*named, *unread))))


def _is_current(document: Document) -> bool:
    """Whether a document is in its format as players read it today, not in a draft of it."""
    text = document.source.text
    if document.format == "ass":
        return re.search(r"\[v4\+ styles\]", text, re.IGNORECASE) is not None
    if document.format == "ttml":
        # What claims the profile is held to it by the rules; the rest is written anew.
        return "imsc1" in text and "<!DOCTYPE" not in text and not document.problems
    return True


def losses_in(document: Document, target: str) -> tuple[Loss, ...]:
    """What is lost when a document is written in a format; nothing in a format that is only read."""
    if document.format in (target, UNKNOWN) or not FORMATS[target].is_written:
        return ()
    timeline = _decoded(document, FORMATS[document.format].to_timeline(document))
    # Most events lose nothing anywhere, and writing them is half of the work.
    risky = tuple(event for event in timeline.events if not _is_bare(event))
    written = FORMATS[target].write(timeline._replace(events=risky))
    return _readable(written._replace(losses=all_losses(document, timeline, written))).losses


def _is_bare(event: Event) -> bool:
    """Whether every format holds all of an event: ordinary words in the usual look and place."""
    if len(event.runs) != 1:
        return False
    run = event.runs[0]
    return (
        run == _BARE._replace(text=run.text)
        and event.placement == _USUAL_PLACE
        and not event.identifier
        and not event.layer
        and event.dialogue
        and 0 <= event.start_ms <= event.end_ms - 10 <= _LATEST_MS
        and not re.search(_RISKY, run.text)
    )


def all_losses(document: Document, timeline: Timeline, written: Written) -> tuple[Loss, ...]:
    """What reading a document into a timeline and writing that has lost."""
    beside = losses_beside(document, timeline)
    return sum_losses((*timeline.losses, *beside, *written.losses))


def losses_beside(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """What stands in a file and in no cue of it, so that its timeline holds none of it."""
    return (*_orphans(document), *_beside_times(document), *_comments(document, timeline))


def _orphans(document: Document) -> tuple[Loss, ...]:
    """Text that belongs to no cue, so that no player shows it and no timeline holds it."""
    text = document.source.text
    # Where a format names lines of its own that players ignore, reading has counted them.
    named = [each.span.start for each in document.problems if each.code == "ass_stray_line"]
    spans = [
        block.span
        for block in document.blocks
        if block.kind == "junk"
        and not any(block.span.start <= start < block.span.end for start in named)
    ]
    if not document.traits.is_line_based:  # there such text stands within blocks
        spans += [each.span for each in document.problems if each.code in _STRAY]
    shown = [
        words for start, end in dict.fromkeys(spans) if (words := text[start:end].strip(_NOTHING))
    ]
    return (Loss("text of no cue", len(shown), printable(shown[0][:40])),) if shown else ()


def _beside_times(document: Document) -> tuple[Loss, ...]:
    """Text on timing lines, which is part of no cue; digits of a time that cannot be read are none."""
    cues = [cue for cue in document.cues if cue.settings or cue.number in document.guessed]
    if not cues:
        return ()
    from caption_qa_action.core.conservation import text_beside_times

    found = [
        (cue, shown)
        for cue in cues
        if (shown := text_beside_times(document, cue))
        and (cue.number not in document.guessed or re.search(r"[^\W\d_]{2}", shown))
    ]
    if not found:
        return ()
    cue, shown = found[0]
    return (Loss("text beside the times", len(found), printable(shown[:40]), cue.number),)


def _comments(document: Document, timeline: Timeline) -> tuple[Loss, ...]:
    """The comments, which no timeline holds, where reading has not counted them."""
    if any(loss.kind == "comment" for loss in timeline.losses):
        return ()
    text = document.source.text
    spans = [block.span for block in document.blocks if block.kind == "comment"]
    if not spans:
        return ()
    shown = text[spans[0].start : spans[0].end].strip(" \t\r\n")
    return (Loss("comment", len(spans), printable(shown[:40])),)


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
    found = re.findall(_UNREADABLE, document.source.text)
    if not found:
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
    loss = Loss("undecodable byte", len(found), printable(found[0]))
    title = unicode_text(timeline.title)
    return timeline._replace(events=events, title=title, losses=(*timeline.losses, loss))


def _readable(written: Written) -> Written:
    """The same without lone surrogates."""
    text = written.text
    found = re.findall(_UNREADABLE, text)
    if not found:
        return written
    loss = Loss("undecodable byte", len(found), printable(found[0]))
    return Written(re.sub(_UNREADABLE, "\ufffd", text), sum_losses((*written.losses, loss)))
