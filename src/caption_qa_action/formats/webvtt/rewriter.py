"""A WebVTT file written anew around changed cues: its header, style sheets, regions and comments stay.

Source: WebVTT, 4 Syntax, https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from caption_qa_action.core.clock import has_two_times
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.revealed import words
from caption_qa_action.core.text import LINE_SEPARATORS
from caption_qa_action.core.timeline import Loss, Timeline, Written
from caption_qa_action.formats._writing import Losses, is_empty
from caption_qa_action.formats.webvtt.header_parts import (
    header_parts,
    is_later_header,
    own_pairs,
)
from caption_qa_action.formats.webvtt.settings import valid_settings
from caption_qa_action.formats.webvtt.timeline import event_of, regions_of, to_timeline
from caption_qa_action.formats.webvtt.timestamp_map import offset_ms, time_maps
from caption_qa_action.formats.webvtt.writer import block

_KEPT = ("comment", "style", "region", "junk")
_LOSSES = {"comment": "comment", "style": "style sheet", "region": "region"}


def rewrite(timeline: Timeline, document: Document) -> Written:
    """A document with the events of a timeline that was made from it; never raises.

    What no event holds stays before the cue that it stood before, stray text as a comment, and what has not changed in a cue
    is written as it was: classes of a style sheet, word times, regions.
    """
    losses = Losses()
    known = document.once(to_timeline).events

    def lost_in(cue: Cue | None) -> tuple[Loss, ...]:
        """What of a cue no event holds."""
        lost = Losses()
        if cue is not None:
            event_of(document, cue, regions_of(document), lost)
        return lost.all()

    parts = Counter(event.cue for event in timeline.events)
    kept = _kept(document, losses)
    _lose_time_maps(document, losses)
    used: set[str] = set()
    reported: set[int] = set()
    blocks = [_header(document)]
    for event in timeline.events:
        if event.cue:
            blocks += kept.pop(event.cue, ())
        # Cues are numbered from 1 in their order.
        cue = document.cues[event.cue - 1] if 0 < event.cue <= len(document.cues) else None
        before = known[cue.number - 1] if cue is not None else event
        if document.kind != "metadata" and is_empty(event, losses):
            for loss in lost_in(cue):
                if loss.kind == "hidden text":
                    losses.add(loss.kind, loss.shown, loss.cue)
            continue
        if cue is None:
            blocks.append(block(event, used, losses))
            continue
        settings = valid_settings(cue.settings) if before.placement == event.placement else None
        raw = _raw(document, cue) if parts[cue.number] == 1 and event.runs == before.runs else None
        blocks.append(block(event, used, losses, settings=settings, text=raw))
        if raw is None and cue.number not in reported:
            reported.add(cue.number)
            for loss in lost_in(cue):
                if loss.kind not in ("region", "width of the text") or settings is None:
                    losses.add(loss.kind, loss.shown, loss.cue)
    for rest in kept.values():
        blocks += rest
    return Written("\n".join(blocks), losses.all())


def _header(document: Document) -> str:
    text = document.source.text
    spans = [block.span for block in document.blocks if block.kind == "header"]
    header = _lines(text[spans[0].start : spans[0].end]) if spans else ""
    return f"{header}\n" if re.match(r"WEBVTT(?:[ \t\n]|\Z)", header) else "WEBVTT\n"


def _kept(document: Document, losses: Losses) -> dict[int, list[str]]:
    """The blocks that are no cues, by the number of the cue that follows them; 0 for the last ones."""
    starts = [(cue.block_start, cue.number) for cue in document.cues]
    kept: dict[int, list[str]] = {}
    place = 0
    for found in document.blocks:
        if found.kind not in _KEPT:
            continue
        while place < len(starts) and starts[place][0] < found.span.start:
            place += 1
        text = _lines(document.source.text[found.span.start : found.span.end])
        if "-->" in text:  # it would begin a cue where it has not
            losses.add(_LOSSES.get(found.kind, "text of no cue"), text, 0)
            continue
        if found.kind == "junk":
            if is_later_header(text):
                text = _words_of_header(document, text, losses)
            # What stands in no cue is a comment then, which every reader passes over.
            text = text and f"NOTE\n{text}"
        if text:
            number = starts[place][1] if place < len(starts) else 0
            kept.setdefault(number, []).append(f"{text}\n")
    return kept


def _lose_time_maps(document: Document, losses: Losses) -> None:
    """Name the maps in text of no cue: left out, or in a comment, they place no cue any more."""
    junk = sorted(block.span for block in document.blocks if block.kind == "junk")
    for time_map in time_maps(document) if junk else ():
        at = bisect_right(junk, time_map.start, key=lambda span: span.start) - 1
        if at >= 0 and time_map.start < junk[at].end and offset_ms(time_map.value) != 0:
            losses.add("time map of a stream", time_map.value)


def _words_of_header(document: Document, text: str, losses: Losses) -> str:
    """What is no metadata in the header of a file that was put behind another one; the rest is left out."""
    comment, pairs, others = header_parts(text)
    for pair in own_pairs(pairs, document.header):
        losses.add("metadata", pair)
    return "\n".join([*([comment.strip(" \t")] if words(comment) else []), *others])


def _raw(document: Document, cue: Cue) -> str | None:
    """The text of a cue as it stands in the file; None where it would end the cue elsewhere."""
    raw = document.raw(cue).replace("\r\n", "\n").replace("\r", "\n")
    broken = rf"-->|\A\n|\n\n|\n\Z|\0|{LINE_SEPARATORS}"
    if re.search(broken, raw) or has_two_times(re.sub("<[^>]*>", "", raw), without_hours=True):
        return None
    return raw


def _lines(text: str) -> str:
    """Text with LF line ends, and none at its edges."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
