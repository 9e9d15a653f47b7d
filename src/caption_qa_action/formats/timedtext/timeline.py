"""What a file of timed text shows when: its pens as looks, its positions as places."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Run, Style, Timeline
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats._window_places import WindowPlace
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats.timedtext.parser import LINES, TimedTextDialect

# What of a pen no timeline holds, and how each is when it changes nothing.
_LOST_LOOKS = {
    "fo": "transparency",
    "bo": "background colour",
    "et": "outline",
    "fs": "font",
    "sz": "font size",
    "of": "other styling",
    "te": "other styling",
    "rb": "ruby annotation",
}
_USUAL = {
    "fo": ("254", "255"),
    "bo": ("0", "191", "192"),
    "sz": ("100",),
    "of": ("1",),
    "rb": ("0", "1"),
}


def to_timeline(document: Document) -> Timeline:
    """The timeline of a file of timed text."""
    dialect = cast(TimedTextDialect, document.dialect)
    shown = dialect.shown
    tree = document.tree
    elements = list(tree.elements()) if tree is not None else []
    pens = {each.get("id"): each for each in elements if each.tag == "pen"}
    looks = {name: _style(pen) for name, pen in pens.items()}
    losses = Losses()
    for cue in document.cues:
        lines = shown[cue.number]
        found = {kind: value for line in lines for kind, value in _lost(line, pens).items()}
        for kind, value in found.items():
            losses.add(kind, value, cue.number)
        if len(lines) > 1:
            losses.add("word times", lines[1].get("t"), cue.number)
        place = dialect.places.get(cue.number, WindowPlace())
        if place.exact:
            losses.add("exact placement", place.exact, cue.number)
    events = [_event(document, cue, dialect, looks) for cue in document.cues]
    events.sort(key=lambda event: event.start_ms)
    return Timeline(tuple(events), document.language, losses=losses.all())


def _lost(line: Element, pens: dict[str, Element]) -> dict[str, str]:
    """What of a line no timeline holds, by kind, with the value of each."""
    found: dict[str, str] = {}
    for element in line.elements():
        pen = pens.get(element.get("p"))
        for name, kind in _LOST_LOOKS.items():
            value = pen.get(name) if pen is not None else ""
            if value and value not in _USUAL.get(name, ("0",)):
                found[kind] = value
        if element.tag == "s" and element.get("t", "0") != "0":
            found["word times"] = element.get("t")
    return found


def _event(
    document: Document,
    cue: Cue,
    dialect: TimedTextDialect,
    pens: dict[str, Style],
) -> Event:
    plain = document.plain(cue)
    lines = [(line, pens.get(line.get("p"), Style())) for line in dialect.shown[cue.number]]
    runs = joined(run for line, style in lines for run in _runs(line, style, pens))
    if "".join(run.text for run in runs) != plain:
        runs = (Run(plain, runs[0].style if runs else Style()),) if plain else ()
    place = dialect.places.get(cue.number, WindowPlace())
    return Event(cue.start_ms, cue.end_ms, runs, place.placement, cue=cue.number)


def _runs(element: Element, style: Style, pens: dict[str, Style]) -> Iterator[Run]:
    for node in element.children:
        if isinstance(node, Text):
            yield Run(node.text, style)
        elif node.tag == "br":
            yield Run("\n", style)
        elif node.tag not in LINES:
            yield from _runs(node, pens.get(node.get("p"), style), pens)


def _style(pen: Element) -> Style:
    color = pen.get("fc").lower()
    return Style(
        bold=pen.get("b") == "1",
        italic=pen.get("i") == "1",
        underline=pen.get("u") == "1",
        color=color if len(color) == 7 and color != "#ffffff" and color[0] == "#" else "",
    )
