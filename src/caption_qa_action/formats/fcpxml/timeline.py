"""Which titles and captions are shown when, with the looks that FCPXML and others have alike."""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.revealed import words
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.core.xml import Element
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats._xml_values import content
from caption_qa_action.formats.fcpxml.parser import FcpxmlDialect, styled, texts

# What of a style no timeline holds, and how each is when it changes nothing.
_LOST_LOOKS = {
    "font": "font",
    "fontFace": "font",
    "fontSize": "font size",
    "backgroundColor": "background colour",
    "strokeColor": "outline",
    "shadowColor": "outline",
    "alignment": "other styling",
    "baseline": "other styling",
    "kerning": "other styling",
    "lineSpacing": "other styling",
}
_USUAL = {"fontFace": ("", "Regular"), "alignment": ("center",)}
_SHARES = r"[01](?:\.[0-9]{1,9})?(?: [01](?:\.[0-9]{1,9})?){2,3}"


def to_timeline(document: Document) -> Timeline:
    """The cues in order of time: a project lists what is above a clip with the clip."""
    elements = cast(FcpxmlDialect, document.dialect).shown
    events = [_event(document, cue, elements[cue.number]) for cue in document.cues]
    events.sort(key=lambda event: event.start_ms)
    losses = _notes(document)
    for cue in document.cues:
        for kind, value in _lost(elements[cue.number]).items():
            losses.add(kind, value, cue.number)
    return Timeline(tuple(events), document.language, losses=losses.all())


def _notes(document: Document) -> Losses:
    """The notes of editors, which no timeline holds."""
    losses = Losses()
    for element in document.tree.elements() if document.tree is not None else ():
        if element.tag == "note" and words(content(element)):
            losses.add("comment", content(element))
    return losses


def _lost(shown: Element) -> dict[str, str]:
    """What of a title or a caption no timeline holds, by kind, with the value of each."""
    found: dict[str, str] = {}
    for element in shown.elements():
        if element.tag == "text-style":
            for name, value in element.values.items():
                kind = _LOST_LOOKS.get(name)
                if kind and value not in _USUAL.get(name, ("", "0")):
                    found[kind] = value
        elif element.tag == "text" and element.get("placement") in ("left", "right"):
            found["placement"] = element.get("placement")
        elif element.tag == "text" and "position" in element.values:
            found["exact placement"] = element.get("position")
        elif element.tag == "param" and element.get("name") == "Position":
            found["exact placement"] = element.get("value")
    return found


def _event(document: Document, cue: Cue, element: Element) -> Event:
    plain = document.plain(cue)
    looks = {
        each.get("id"): _style(style)
        for each in element.children
        if isinstance(each, Element) and each.tag == "text-style-def"
        for style in each.children
        if isinstance(style, Element)
    }
    runs: list[Run] = []
    for text in texts(element):
        if runs:
            runs.append(Run("\n"))
        runs += [Run(content(part), looks.get(part.get("ref"), Style())) for part in styled(text)]
    shown = joined(runs)
    if "".join(run.text for run in shown) != plain:
        shown = (Run(plain, shown[0].style if shown else Style()),)
    at_top = any(text.get("placement") == "top" for text in texts(element))
    place = Placement(vertical="top") if at_top else Placement()
    return Event(cue.start_ms, cue.end_ms, shown, place, cue=cue.number)


def _style(style: Element) -> Style:
    return Style(
        bold=style.get("bold") == "1",
        italic=style.get("italic") == "1",
        underline=style.get("underline") == "1",
        color=_color(style.get("fontColor")),
    )


def _color(written: str) -> str:
    """A colour that is written as shares of red, green, blue and what is opaque; `""` for white and for none."""
    if not re.fullmatch(_SHARES, written):
        return ""
    parts = [min(255, round(float(part) * 255)) for part in written.split()]
    shown = "#" + "".join(f"{part:02x}" for part in parts)
    shown = shown[:7] if shown.endswith("ff") and len(parts) == 4 else shown
    return "" if shown == "#ffffff" else shown
