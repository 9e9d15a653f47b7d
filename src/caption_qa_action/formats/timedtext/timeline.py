"""What a file of timed text shows when: its pens as looks, its positions as places."""

from __future__ import annotations

from collections.abc import Iterator

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.core.xml import Element, Text
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats.timedtext.parser import (
    APPENDS,
    LINES,
    WINDOWS,
    TimedTextDialect,
    stated_end_ms,
)

# The points of a box that stand at its place, in rows from the top left.
_ALIGNS = ("left", "center", "right")
_VERTICALS = ("top", "middle", "bottom")
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
    shown = cast(TimedTextDialect, document.dialect).shown
    tree = document.tree
    elements = list(tree.elements()) if tree is not None else []
    pens = {each.get("id"): each for each in elements if each.tag == "pen"}
    positions = {each.get("id"): each for each in elements if each.tag == "wp"}
    looks = {name: _style(pen) for name, pen in pens.items()}
    places = {name: _place(position) for name, position in positions.items()}
    losses = Losses()
    for cue in document.cues:
        for kind, value in _lost(shown[cue.number], pens, positions).items():
            losses.add(kind, value, cue.number)
    events = [_event(document, cue, shown[cue.number], looks, places) for cue in document.cues]
    events.sort(key=lambda event: event.start_ms)
    events = _appended(events, shown, losses)
    return Timeline(tuple(events), document.language, losses=losses.all())


def _appended(events: list[Event], shown: dict[int, Element], losses: Losses) -> list[Event]:
    """The events, with text that is added to what its window still shows in one with that."""
    found: list[Event] = []
    for event in events:
        line, last = shown[event.cue], found[-1] if found else None
        if last is None or not any(line.get(name) == "1" for name in APPENDS):
            found.append(event)
            continue
        before = shown[last.cue]
        is_same_window = any(line.get(name, "-") == before.get(name, "") for name in WINDOWS)
        if not is_same_window or event.start_ms > max(last.end_ms, stated_end_ms(before)):
            found.append(event)
            continue
        losses.add("word times", event.text, event.cue)
        end_ms = max(last.end_ms, event.end_ms)
        found[-1] = last._replace(end_ms=end_ms, runs=joined((*last.runs, *event.runs)))
    return found


def _lost(line: Element, pens: dict[str, Element], wps: dict[str, Element]) -> dict[str, str]:
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
    place = wps.get(line.get("wp"))
    if place is not None and ("ah" in place.values or "av" in place.values):
        found["exact placement"] = f"{place.get('ah')} {place.get('av')}"
    return found


def _event(
    document: Document,
    cue: Cue,
    element: Element,
    pens: dict[str, Style],
    places: dict[str, Placement],
) -> Event:
    plain = document.plain(cue)
    runs = joined(_runs(element, pens.get(element.get("p"), Style()), pens))
    if "".join(run.text for run in runs) != plain:
        runs = (Run(plain, runs[0].style if runs else Style()),) if plain else ()
    place = places.get(element.get("wp"), Placement())
    return Event(cue.start_ms, cue.end_ms, runs, place, cue=cue.number)


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


def _place(position: Element) -> Placement:
    point = position.get("ap", "7")
    if len(point) != 1 or not point.isascii() or not point.isdigit() or point == "9":
        return Placement()
    return Placement(_ALIGNS[int(point) % 3], _VERTICALS[int(point) // 3])
