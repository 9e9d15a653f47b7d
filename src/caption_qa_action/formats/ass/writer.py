r"""A timeline as ASS v4.00+: one style, everything else in override tags.

Braces are written `\{` and `\}`, and a backslash that would begin an escape is followed by a word joiner,
as FFmpeg and mpv do it (FFmpeg, libavcodec/ass.c, ff_ass_bprint_text_event).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from caption_qa_action.core.direction import has_right_to_left
from caption_qa_action.core.stacking import ASS, anchor, arranged
from caption_qa_action.core.text import NO_CHARACTERS, printable, without_controls
from caption_qa_action.core.timeline import (
    Event,
    Loss,
    Placement,
    Style,
    Timeline,
    Written,
    physical,
)
from caption_qa_action.formats._usable_place import known
from caption_qa_action.formats._writing import loses_direction, without_nul
from caption_qa_action.formats.ass.events import clock
from caption_qa_action.formats.ass.text import WORD_JOINER

WIDTH, HEIGHT = 1920, 1080
# The margins are 5 % of the picture, the title-safe area that broadcasters keep (EBU R 95); the letters
# are as high as a line of one fifteenth of the picture has them.
_MARGIN_X, _MARGIN_Y = 96, 54
USUAL_STYLE = (
    "Default,Arial,72,&H00FFFFFF,&H000000FF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,"
    f"{_MARGIN_X},{_MARGIN_X},{_MARGIN_Y},1"
)
# With this encoding libass puts each line in the direction of its first letter, else all from left to right (libass,
# ass_shaper.c, ass_resolve_base_direction).
_DIRECTED_STYLE = f"{USUAL_STYLE[:-1]}-1"
_HEAD = f"""\
WrapStyle: 0
ScaledBorderAndShadow: yes
PlayResX: {WIDTH}
PlayResY: {HEIGHT}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, \
Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, \
MarginL, MarginR, MarginV, Encoding
Style: {USUAL_STYLE}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_COLUMNS = {"left": 1, "center": 2, "right": 3}
_ROWS = {"bottom": 0, "middle": 3, "top": 6}
# 99:59:59.99: readers know no hours of three digits there.
_LATEST_MS = 359_999_990


def write(timeline: Timeline) -> Written:
    """The script of a timeline, and what ASS cannot hold."""
    losses: dict[str, Loss] = {}
    info = ["[Script Info]", "ScriptType: v4.00+"]
    if timeline.title:
        info.append(f"Title: {_one_line(timeline.title)}")
    if timeline.language:
        info.append(f"Language: {_one_line(timeline.language)}")
    placed, crowded, _ = arranged(timeline.events, ASS)
    for index in sorted(crowded):
        event = timeline.events[index]
        loss = losses.get("placement") or Loss(
            "placement", 0, printable(event.text[:40]), event.cue
        )
        losses["placement"] = loss._replace(number=loss.number + 1)
    lines = [_line(event, losses) for event in placed]
    is_directed = any(has_right_to_left(event.text) for event in timeline.events)
    head = _HEAD.replace(USUAL_STYLE, _DIRECTED_STYLE) if is_directed else _HEAD
    text = "\n".join(info) + "\n" + head + "".join(lines)
    return Written(text, tuple(losses.values()))


def _line(event: Event, losses: dict[str, Loss]) -> str:
    for kind, shown in _lost(event):
        loss = losses.get(kind) or Loss(kind, 0, printable(shown[:40]), event.cue)
        losses[kind] = loss._replace(number=loss.number + 1)
    name = next((run.speaker for run in event.runs if run.speaker), "")
    start, end = (clock(min(ms, _LATEST_MS)) for ms in (event.start_ms, event.end_ms))
    fields = f"{event.layer},{start},{end},Default,{_name(name)},0,0,0,,"
    return f"Dialogue: {fields}{_place(event.placement)}{_text(event)}\n"


def _lost(event: Event) -> Iterable[tuple[str, str]]:
    """What of an event ASS cannot hold: its kind, and how it looks."""
    runs = event.runs
    if event.identifier and not re.fullmatch("[0-9]{1,9}", event.identifier):
        yield "cue identifier", event.identifier
    speakers = [run.speaker for run in runs if run.text.strip(" \t\n")]
    if len(set(speakers)) > 1:
        yield (
            "change of speaker",
            next(filter(None, [name for name in speakers if name != speakers[0]]), speakers[0]),
        )
    comma = next((name for name in speakers if _name(name) != name), "")
    if comma:
        yield "speaker name as written", comma
    if "\0" in event.text:
        yield "NUL character", event.text
    if not event.text.isprintable() and re.search(NO_CHARACTERS, event.text):
        yield "control character", event.text
    for run in runs:
        if run.ruby:
            yield "ruby annotation", run.ruby
        if run.language:
            yield "language of a passage", run.language
    if loses_direction(event, by_first_letter=True):
        yield "direction of the text", event.direction
    if event.placement.writing:
        yield "vertical text", event.placement.writing
    outside = [ms for ms in (event.start_ms, event.end_ms) if not 0 <= ms <= _LATEST_MS]
    if outside:
        yield "time out of range", f"{outside[0]} ms"
    elif event.end_ms > event.start_ms and clock(event.start_ms) == clock(event.end_ms):
        yield "cue too short for hundredths", f"{event.end_ms - event.start_ms} ms"


def _one_line(text: str) -> str:
    return re.sub("[\r\n]+", " ", text).strip(" \t")


def _name(name: str) -> str:
    """A speaker's name without what would end the field."""
    return _one_line(name.replace(",", ";"))


def _place(placement: Placement) -> str:
    placement = physical(placement)
    number = _ROWS.get(placement.vertical, 0) + _COLUMNS.get(placement.align, 2)
    tags = f"\\an{number}" if number != 2 else ""
    x, y = known(placement.x_percent), known(placement.y_percent)
    if placement.row:
        y = anchor(placement, ASS)
    if x is not None or y is not None:
        column, row = (number - 1) % 3, (number - 1) // 3
        usual_x = (_MARGIN_X, WIDTH / 2, WIDTH - _MARGIN_X)[column]
        usual_y = (HEIGHT - _MARGIN_Y, HEIGHT / 2, _MARGIN_Y)[row]
        at_x = usual_x if x is None else x * WIDTH / 100
        at_y = usual_y if y is None else y * HEIGHT / 100
        tags += f"\\pos({_number(at_x)},{_number(at_y)})"
    return f"{{{tags}}}" if tags else ""


def _number(value: float) -> str:
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _text(event: Event) -> str:
    """The text of an event, with a block of overrides where its look changes."""
    look = Style()
    parts: list[str] = []
    for run in event.runs:
        block = _block(look, run.style)
        look = run.style
        escaped = _escaped(run.text)
        # Before a block, a backslash would make its brace a letter.
        if block and parts and parts[-1].endswith("\\"):
            block = WORD_JOINER + block
        if block or escaped:
            parts.append(block + escaped)
    return "".join(parts)


def _escaped(text: str) -> str:
    if "\\" in text or "{" in text or "}" in text:
        text = re.sub(rf"\\(?=[Nnh{{}}{WORD_JOINER}\n\r])", "\\\\" + WORD_JOINER, text)
        text = re.sub("[{}]", r"\\\g<0>", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_controls(without_nul(text)).replace("\n", "\\N")


def _block(before: Style, after: Style) -> str:
    """The overrides that turn one look into another; `\\c` without a value is the usual colour."""
    if before == after:
        return ""
    tags = ""
    for letter, was, now in (
        ("b", before.bold, after.bold),
        ("i", before.italic, after.italic),
        ("u", before.underline, after.underline),
        ("s", before.strike, after.strike),
    ):
        if was != now:
            tags += f"\\{letter}{int(now)}"
    if before.color[:7] != after.color[:7]:
        red, green, blue = after.color[1:3], after.color[3:5], after.color[5:7]
        tags += f"\\c&H{blue}{green}{red}&".upper().replace("\\C", "\\c") if blue else "\\c"
    if before.color[7:] != after.color[7:]:
        opacity = after.color[7:9]
        tags += f"\\1a&H{255 - int(opacity, 16):02X}&" if _is_hex(opacity) else "\\1a"
    return f"{{{tags}}}" if tags else ""


def _is_hex(text: str) -> bool:
    return bool(re.fullmatch("[0-9a-fA-F]{2}", text))
