r"""SubRip from a timeline: numbered cues, the tags that most players know, `{\anN}` for places.

SubRip has no escapes, so text that would read as markup or as a timing line is written with signs
that look alike, and named.
"""

from __future__ import annotations

import re

from caption_qa_action.core.text import clock
from caption_qa_action.core.timeline import Event, Run, Timeline, Written, nearest_anchor
from caption_qa_action.formats._arrows import ODD_ARROW, has_odd_arrow
from caption_qa_action.formats._writing import (
    Losses,
    Mark,
    Piece,
    is_empty,
    is_plain,
    lose_looks,
    lose_place,
    merged,
    nested,
    without_times,
    written_runs,
    written_times,
)
from caption_qa_action.formats.srt import markup
from caption_qa_action.formats.srt.lines import looks_like_timing
from caption_qa_action.formats.srt.timing import ARROW

# No reader takes it for that of a timing line.
_HARMLESS_ARROW = "\u2794"
_ROWS = {"bottom": 1, "middle": 4, "top": 7}
_COLUMNS = {"left": 0, "center": 1, "right": 2}
# What FFmpeg, and players that are made of it, hide beside that, though it is no tag: `<4>`, `< >`, `<v Bob>`
# (FFmpeg, libavcodec/htmlsubtitles.c, `likely_a_tag`).
_LIKE_A_TAG = r"<[ ]*/?[A-Za-z0-9_]*(?:[ \t][^<>\r\n]*)?>"
# A tag that the text leaves open would go on in the tag that follows it.
_LEFT_OPEN = r"<(?=/?[A-Za-z][^<>\n]*\Z)"
_LIKE_A_CUE = r"(?m)^([0-9]+[ \t]*\n)(?=[0-9]+:[0-9]+:[0-9])"
# What begins markup, a number with a time below it, or any of the arrows.
_DELICATE = r"[<>{:&\u2190-\u21ff\u203a\u2794-\u27ff\u00bb\uff1e]"
_BOLD, _ITALIC, _UNDERLINE, _STRIKE = (Mark(f"<{name}>", f"</{name}>") for name in "bius")


def write(timeline: Timeline) -> Written:
    """An SRT file; never raises."""
    losses = Losses()
    events = [event for event in timeline.events if not is_empty(event, losses)]
    blocks = [_block(number, event, losses) for number, event in enumerate(events, 1)]
    return Written("\n".join(blocks), losses.all())


def _block(number: int, event: Event, losses: Losses) -> str:
    start_ms, end_ms = written_times(event, losses)
    text = _text(event, losses)
    if event.identifier and not event.identifier.isdecimal():
        losses.add("cue identifier", event.identifier, event.cue)
    return f"{number}\n{clock(start_ms, ',')} --> {clock(end_ms, ',')}\n{text}\n"


def _text(event: Event, losses: Losses) -> str:
    if is_plain(event, _DELICATE):
        return event.runs[0].text
    pieces = merged(_piece(run, event, losses) for run in written_runs(event, losses))
    last = len(pieces) - 1
    escaped = [
        Piece(_without_markup(piece.text, index < last, event, losses), piece.marks)
        for index, piece in enumerate(pieces)
    ]
    text = _without_arrows(_without_numbers(nested(escaped), event, losses), event, losses)
    text = without_times(text, event, losses)
    if not text:
        return ""
    lose_place(event, losses, anchored=True)
    align, vertical = nearest_anchor(event.placement)
    anchor = _ROWS.get(vertical, 1) + _COLUMNS.get(align, 1)
    return text if anchor == 2 else f"{{\\an{anchor}}}{text}"


def _piece(run: Run, event: Event, losses: Losses) -> Piece:
    lose_looks(run, event, losses, ("bold", "italic", "underline", "strike", "color"))
    style = run.style
    marks: list[Mark] = []
    if style.color:
        if len(style.color) > 7 and not style.color.endswith("ff"):
            losses.add("transparency", style.color, event.cue)
        # What nobody sees has no colour: the black of `transparent` would be another one.
        if style.color[7:] != "00":
            marks.append(Mark(f'<font color="{style.color[:7]}">', "</font>"))
    marks += [_BOLD] * style.bold + [_ITALIC] * style.italic
    marks += [_UNDERLINE] * style.underline + [_STRIKE] * style.strike
    return Piece(run.text, tuple(marks))


def _without_markup(text: str, more: bool, event: Event, losses: Losses) -> str:
    """The text with what players would take for markup written in other brackets."""
    harmless = text
    if "{\\" in text:
        harmless = re.sub(r"\{(?=\\)", "(", text)
    if "<" in text:
        for pattern in (markup.HIDDEN, markup.BREAK, _LIKE_A_TAG):
            harmless = re.sub(pattern, lambda tag: f"\u2039{tag[0][1:-1]}\u203a", harmless)
        if more:
            harmless = re.sub(_LEFT_OPEN, "\u2039", harmless)
    if harmless != text:
        losses.add("text that reads as markup", text, event.cue)
    return harmless


def _without_numbers(text: str, event: Event, losses: Losses) -> str:
    """The text with a word joiner between a number and a time below it, which readers would take for a new cue."""
    if ":" not in text:
        return text
    harmless = re.sub(_LIKE_A_CUE, "\\1\u2060", text)
    if harmless != text:
        losses.add("text that reads as a timing line", text, event.cue)
    return harmless


def _without_arrows(text: str, event: Event, losses: Losses) -> str:
    """The text with what readers would take for a timing line written with other arrows."""
    if ">" not in text and "\u2192" not in text and not has_odd_arrow(text):
        return text
    harmless = re.sub("-{2,}>+", "\u2192", text)
    lines = harmless.split("\n")
    for index, line in enumerate(lines):
        if looks_like_timing(line):
            lines[index] = re.sub(f"{ARROW}|{ODD_ARROW}", _HARMLESS_ARROW, line)
    harmless = "\n".join(lines)
    if harmless != text:
        losses.add("text that reads as a timing line", text, event.cue)
    return harmless
