"""Which titles and captions are shown when, with the looks that FCPXML and others have alike."""

from __future__ import annotations

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.revealed import words
from caption_qa_action.core.timeline import Event, Loss, Placement, Run, Style, Timeline
from caption_qa_action.core.xml import Element
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats._xml_values import content
from caption_qa_action.formats.fcpxml.parser import FcpxmlDialect, styled, texts


def to_timeline(document: Document) -> Timeline:
    """The cues in order of time: a project lists what is above a clip with the clip."""
    elements = cast(FcpxmlDialect, document.dialect).shown
    events = [_event(document, cue, elements[cue.number]) for cue in document.cues]
    events.sort(key=lambda event: event.start_ms)
    return Timeline(tuple(events), document.language, losses=_notes(document))


def _notes(document: Document) -> tuple[Loss, ...]:
    """The notes of editors, which no timeline holds."""
    losses = Losses()
    for element in document.tree.elements() if document.tree is not None else ():
        if element.tag == "note" and words(content(element)):
            losses.add("comment", content(element))
    return losses.all()


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
    )
