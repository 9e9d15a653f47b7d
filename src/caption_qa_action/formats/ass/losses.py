"""What an ASS script holds that no timeline does, counted by kind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.revealed import words
from caption_qa_action.formats._writing import Losses
from caption_qa_action.formats.ass.dialect import AssDialect
from caption_qa_action.formats.ass.script import Script
from caption_qa_action.formats.ass.styles import STYLE_FORMAT, AssStyle, color
from caption_qa_action.formats.ass.writer import HEIGHT, USUAL_STYLE, WIDTH

_USUAL = dict(zip(STYLE_FORMAT, USUAL_STYLE.split(","), strict=True))
# What a timeline holds, and what the writer sets in every script.
_CARRIED_INFO = ("title", "scripttype", "playresx", "playresy", "language")
_USUAL_INFO = {"wrapstyle": "0", "scaledborderandshadow": "yes"}
_MARGINS = ("marginl", "marginr", "marginv", "margint", "marginb")
_NO_MARGINS = (",0,0,0,", ",0000,0000,0000,")
_SHAPES = ("scalex", "scaley", "spacing", "angle")
# Lines of the events that show no text.
_OTHER_EVENTS = {
    "Picture": "picture",
    "Sound": "sound",
    "Movie": "line that is no event",
    "Command": "line that is no event",
}
_HEADING = r"[ \t\ufeff]*\[([^\]\r\n]*[a-z][^\]\r\n]*)\][ \t]*\Z"
# Words behind the value of an override, which players pass over; names of fonts and styles are values.
_NOTE = r"\\(?!fn|r)[A-Za-z]+[^\\(} \t]*[ \t]+([^\W\d_][^\\}]*)"
_BLOCK = r"\\[{}]|\{([^\\}]*)[^}]*\}?"


def add_style_losses(losses: Losses, used: Mapping[AssStyle, int], script: Script) -> None:
    """Count what styles set besides their look; `used` has the first cue of each."""
    width, height = script.resolution()
    for style, cue in used.items():
        row = dict(style.row)
        for kind, name in _style_losses(row, WIDTH / width, HEIGHT / height, ssa=script.ssa):
            losses.add(kind, f"{name} {row[name]}", cue)


def _style_losses(
    row: Mapping[str, str], across: float, down: float, *, ssa: bool
) -> Iterator[tuple[str, str]]:
    """The kinds of what a style sets, each with the first field that sets it."""
    if row.get("fontname", "Arial").lstrip("@").lower() != "arial":
        yield "font", "fontname"
    if _differs(row, "fontsize", down):
        yield "font size", "fontsize"
    outline = [name for name in ("outline", "shadow") if _differs(row, name, down)]
    outline += [name for name in ("borderstyle",) if _differs(row, name)]
    outline += _outline_colors(row, ssa=ssa)
    shapes = [name for name in _SHAPES if _differs(row, name)]
    margins = [
        name
        for name, scale in zip(_MARGINS, (across, across, down, down, down), strict=True)
        if _number(row.get(name, "")) and _differs(row, name, scale)
    ]
    for kind, names in (("outline", outline), ("text shape", shapes), ("margins", margins)):
        if names:
            yield kind, names[0]


def _outline_colors(row: Mapping[str, str], *, ssa: bool) -> list[str]:
    # SubStation draws the outline in the back colour (libass, ass.c, process_style).
    usual = {"backcolour": _USUAL["outlinecolour"]} if ssa else _USUAL
    return [
        name
        for name in ("outlinecolour", "backcolour")
        if name in row
        and name in usual
        and color(row[name], ssa=ssa, alpha=True) != color(usual[name], alpha=True)
    ]


def _differs(row: Mapping[str, str], name: str, scale: float = 1) -> bool:
    """Whether a field has another number than the writer's style, in the units of its picture."""
    if name not in row:
        return False
    return abs(_number(row[name]) - _number(_USUAL.get(name, "0")) / scale) >= 0.01


def _number(value: str) -> float:
    match = re.match(r"-?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})", value)
    return float(match[0]) if match else 0


def add_event_losses(losses: Losses, dialect: AssDialect, cue: Cue, raw: str) -> None:
    """Count margins and effect of an event, and the comments in its text."""
    if raw.count("{") != raw.count("{\\"):
        for match in re.finditer(_BLOCK, raw):
            note = match[1].strip(" \t") if match[1] and match[0][-1] == "}" else ""
            if note:
                losses.add("comment", note, cue.number)
    if " " in raw and "{\\" in raw:
        for block in re.findall(r"\{[^{}]*\}", raw):
            for note in re.findall(_NOTE, block):
                losses.add("comment", note, cue.number)
    if cue.settings.endswith(_NO_MARGINS) and cue.number not in dialect.script.odd_events:
        return
    fields = dialect.fields(cue)
    margins = [fields[name] for name in _MARGINS if _number(fields.get(name, ""))]
    if margins:
        losses.add("margins", margins[0], cue.number)
    if fields.get("effect"):
        losses.add("effect", fields["effect"], cue.number)


def add_script_losses(losses: Losses, document: Document, script: Script) -> None:
    """Count comments, embedded files, properties and lines that players drop."""
    text = document.source.text
    for block in document.blocks:
        if block.kind == "comment":
            for line in re.split("[\r\n]+", text[slice(*block.span)]):
                if words(line):
                    losses.add("comment", line)
    for section in script.section_spans("fonts", "graphics"):
        losses.add("section of embedded files", text[slice(*section)].strip(" \t\r\n"))
    for name, value in script.info.items():
        if value and name not in _CARRIED_INFO and value.lower() != _USUAL_INFO.get(name):
            span = script.info_spans[name][-1]
            losses.add("script information", text[slice(*span)])
        # A title that another one has replaced.
        for span in script.info_spans[name][:-1] if name == "title" else ():
            if text[slice(*span)] != text[slice(*script.info_spans[name][-1])]:
                losses.add("script information", text[slice(*span)])
    for line in _section_lines(document, script):
        kind = _OTHER_EVENTS.get(line.lstrip(" \t").partition(":")[0], "script information")
        losses.add(kind, line)
    carried = set(script.astray)  # they are no events to players, but cues to us
    for problem in document.problems:
        if problem.code == "ass_stray_line" and problem.span not in carried:
            losses.add("line that is no event", text[slice(*problem.span)])


def _section_lines(document: Document, script: Script) -> Iterator[str]:
    """The lines with words in sections that players do not know, and of events that show no text."""
    starts = [section.span.start for section in script.sections]
    for block in document.blocks:
        if block.kind != "section":
            continue
        at = bisect_right(starts, block.span.start) - 1
        name = script.sections[at].name.lower() if at >= 0 else ""
        for line in re.split("[\r\n]+", document.source.text[slice(*block.span)]):
            heading = re.match(_HEADING, line)
            name = heading[1].lower() if heading else name
            if not heading and name not in ("fonts", "graphics") and words(line):
                yield line
