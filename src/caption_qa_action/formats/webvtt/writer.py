"""WebVTT from a timeline.

Source: WebVTT, 4 Syntax, and 5.1 default CSS (the colour classes), https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import re

from caption_qa_action.core.stacking import line_count
from caption_qa_action.core.text import clock
from caption_qa_action.core.timeline import USUAL_PLACE, Event, Run, Timeline, Written
from caption_qa_action.formats._usable_place import (
    LEAST_WIDTH_PERCENT,
    known,
    loss_of_place,
    usable,
)
from caption_qa_action.formats._writing import (
    Losses,
    Mark,
    Piece,
    is_empty,
    is_plain,
    latest_ms,
    lose_looks,
    loses_direction,
    merged,
    nested,
    without_nul,
    without_times,
    written_runs,
    written_times,
)
from caption_qa_action.formats.webvtt.colors import CLASSES

_MOST_HOURS = 9_999
_NAMES = {color: name for name, color in CLASSES.items()}
_OTHER_SIDE = {"top": "bottom", "bottom": "top"}
_LINE_ALIGNMENTS = {"top": "", "middle": ",center", "bottom": ",end"}
_BOLD, _ITALIC, _UNDERLINE = (Mark(f"<{name}>", f"</{name}>") for name in "biu")


def write(timeline: Timeline) -> Written:
    """A WebVTT file; never raises."""
    losses = Losses()
    used: set[str] = set()
    blocks = [
        block(event, used, losses) for event in timeline.events if not is_empty(event, losses)
    ]
    return Written("\n".join(["WEBVTT\n", *blocks]), losses.all())


def block(
    event: Event,
    used: set[str],
    losses: Losses,
    *,
    settings: str | None = None,
    text: str | None = None,
) -> str:
    """An event as a cue; `settings` and `text` are written as they are where they are given.

    `used` are the identifiers of the cues before it.
    """
    start_ms, end_ms = written_times(event, losses, _MOST_HOURS)
    if text is None:
        text = _text(event, losses)
    if text and end_ms <= start_ms:  # no cue of WebVTT may last no time
        losses.add("cue that is never shown", text, event.cue)
        start_ms = min(start_ms, latest_ms(_MOST_HOURS) - 1)
        end_ms = start_ms + 1
    identifier = _identifier(event, used, losses)
    if settings is None:
        settings = _settings(event, losses) if text else ""
    elif settings:
        settings = f" {settings}"
    head = f"{identifier}{clock(start_ms, '.')} --> {clock(end_ms, '.')}{settings}\n"
    return f"{head}{text}\n" if text else head


def _identifier(event: Event, used: set[str], losses: Losses) -> str:
    if not event.identifier:
        return ""
    identifier = re.sub("[\r\n\0]+", " ", event.identifier).strip(" \t\f")
    if not identifier:
        return ""
    keyword = identifier.startswith(("NOTE", "STYLE", "REGION", "WEBVTT"))
    if keyword or "-->" in identifier or identifier in used:
        losses.add("cue identifier", event.identifier, event.cue)
        return ""
    used.add(identifier)
    return f"{identifier}\n"


def _settings(event: Event, losses: Losses) -> str:
    if event.placement == USUAL_PLACE and not event.layer and not event.direction:
        return ""
    align, vertical, x, y, writing, row = event.placement
    # In vertical text lines are counted across the picture, and positions down.
    wanted_line, wanted = map(known, (x, y) if writing else (y, x))
    # A percentage is counted from the left, where the lines of text that grows to the left end (7.2).
    side = _OTHER_SIDE.get(vertical, vertical) if writing == "rl" else vertical
    line = None if wanted_line is None else usable(wanted_line, side, 0)
    # A box is only as wide as there is room on both sides of where it is held.
    position = None if wanted is None else usable(wanted, align, LEAST_WIDTH_PERCENT)
    kinds = {loss_of_place(wanted_line, line), loss_of_place(wanted, position)}
    for kind in sorted(kinds - {""}):
        losses.add(kind, event.text, event.cue)
    if loses_direction(event, by_first_letter=True):
        losses.add("direction of the text", event.direction, event.cue)
    if event.layer:
        losses.add("layer", str(event.layer), event.cue)
    settings = ""
    if writing in ("rl", "lr"):
        settings += f" vertical:{writing}"
    if line is not None:
        settings += f" line:{_percentage(line)}{_LINE_ALIGNMENTS.get(side, '')}"
    elif vertical == "top":
        settings += f" line:{row}"
    elif vertical == "bottom" and row:
        settings += f" line:-{row + line_count(event)}"
    elif vertical == "middle":
        settings += " line:50%,center"
    if position is not None:
        settings += f" position:{_percentage(position)}"
    if align in ("left", "right"):
        settings += f" align:{align}"
    return settings


def _percentage(number: float) -> str:
    shown = f"{number:.2f}"
    return f"{shown.rstrip('0').rstrip('.')}%"


def _text(event: Event, losses: Losses) -> str:
    if is_plain(event, "[<>&]"):
        return without_times(event.runs[0].text, event, losses, without_hours=True)
    pieces: list[Piece] = []
    for run in written_runs(event, losses):
        piece = _piece(run, event, losses)
        if run.ruby:
            annotation = _escape(re.sub("[\r\n]+", " ", run.ruby))
            piece = piece._replace(text=f"<ruby>{piece.text}<rt>{annotation}</rt></ruby>")
        pieces.append(piece)
    return without_times(nested(merged(pieces)), event, losses, without_hours=True)


def _piece(run: Run, event: Event, losses: Losses) -> Piece:
    kept = ("bold", "italic", "underline", "color", "speaker", "language", "ruby")
    lose_looks(run, event, losses, kept)
    style = run.style
    marks: list[Mark] = []
    speaker, language = _annotation(run.speaker), _annotation(run.language)
    if speaker:
        marks.append(Mark(f"<v {speaker}>", "</v>"))
    if language:
        marks.append(Mark(f"<lang {language}>", "</lang>"))
    if style.color:
        opaque = style.color[:7] if style.color.endswith("ff") else style.color
        name = _NAMES.get(opaque)
        if name:
            marks.append(Mark(f"<c.{name}>", "</c>"))
        else:
            losses.add("text colour", style.color, event.cue)
    marks += [_BOLD] * style.bold + [_ITALIC] * style.italic + [_UNDERLINE] * style.underline
    return Piece(_escape(run.text), tuple(marks))


def _annotation(text: str) -> str:
    return _escape(re.sub("[\t\n\f\r ]+", " ", text).strip(" ")) if text else ""


def _escape(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return without_nul(text)
