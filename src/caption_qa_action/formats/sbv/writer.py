"""SBV from a timeline: times and text, nothing else."""

from __future__ import annotations

import re

from caption_qa_action.core.timeline import Event, Timeline, Written
from caption_qa_action.formats._arrows import is_line_of_times
from caption_qa_action.formats._writing import (
    Losses,
    is_empty,
    lose_looks,
    lose_place,
    written_runs,
    written_times,
)
from caption_qa_action.formats.sbv.timing import exact_time, looks_like_timing


def write(timeline: Timeline) -> Written:
    """An SBV file; never raises."""
    losses = Losses()
    events = [event for event in timeline.events if not is_empty(event, losses)]
    return Written("\n".join(_block(event, losses) for event in events), losses.all())


def _block(event: Event, losses: Losses) -> str:
    start_ms, end_ms = written_times(event, losses)
    text = _text(event, losses)
    if event.identifier and not event.identifier.isdecimal():
        losses.add("cue identifier", event.identifier, event.cue)
    return f"{exact_time(start_ms)},{exact_time(end_ms)}\n{text}\n"


def _text(event: Event, losses: Losses) -> str:
    runs = written_runs(event, losses)
    if not runs:
        return ""
    for run in runs:
        lose_looks(run, event, losses)
    lose_place(event, losses, anchored=False)
    text = "".join(run.text for run in runs)
    if "[" in text:
        harmless = re.sub(r"(?i)\[(br)\]", r"(\1)", text)
        if harmless != text:
            losses.add("text that reads as markup", text, event.cue)
            text = harmless
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    for index, line in enumerate(lines):
        if ":" in line and looks_like_timing(line):
            losses.add("text that reads as a timing line", line, event.cue)
            # A no-break space: readers, and our own, know only blanks and tabs beside times.
            harmless = re.sub("(-->|[,;])(?!\u00a0)", "\\1\u00a0", line)
            lines[index] = (
                harmless.replace(":", ":\u2060") if is_line_of_times(harmless) else harmless
            )
    return "\n".join(lines)
