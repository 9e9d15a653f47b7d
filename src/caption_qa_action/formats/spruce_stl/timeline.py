"""What a Spruce STL document shows when: its commands and switches as looks and places."""

from __future__ import annotations

import re

from caption_qa_action.core.annotations import cast
from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Placement, Run, Style, Timeline
from caption_qa_action.formats._writing import Losses, joined
from caption_qa_action.formats.spruce_stl.dialect import SWITCH, Commands, SpruceDialect


def to_timeline(document: Document) -> Timeline:
    """The timeline of a Spruce STL document."""
    known = cast(SpruceDialect, document.dialect).commands
    losses = Losses()
    events = []
    for cue in document.cues:
        commands = known.get(cue.number, Commands())
        place = Placement(commands.align, commands.vertical)
        runs = _runs(document, cue, commands, losses)
        events.append(Event(cue.start_ms, cue.end_ms, runs, place, cue=cue.number))
    return Timeline(tuple(events), document.language, losses=losses.all())


def _runs(document: Document, cue: Cue, commands: Commands, losses: Losses) -> tuple[Run, ...]:
    raw = document.raw(cue)
    if commands.graphic and raw.startswith(commands.graphic):
        losses.add("picture", raw, cue.number)
        return ()
    style = Style(commands.bold, commands.italic, commands.underline)
    runs = []
    for index, part in enumerate(re.split(SWITCH, raw)):
        if index % 2:
            style = _switched(style, part.lower())
        else:
            runs.append(Run(part.replace("|", "\n"), style))
    return joined(runs)


def _switched(style: Style, switch: str) -> Style:
    """A style after a switch in the text: what was on is off."""
    return style._replace(
        bold=style.bold != (switch == "b"),
        italic=style.italic != (switch == "i"),
        underline=style.underline != (switch == "u"),
    )
