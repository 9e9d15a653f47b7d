"""What MicroDVD text looks like: its codes as runs."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Cue, Document
from caption_qa_action.core.timeline import Event, Run, Style, Timeline
from caption_qa_action.formats._writing import Losses, joined

_CODE = r"\{([A-Za-z]):([^{}\r\n]{0,80})\}"
_LOST = {"f": "font", "s": "font", "h": "character set", "p": "placement", "o": "placement"}


def to_timeline(document: Document) -> Timeline:
    """The timeline of a MicroDVD document."""
    losses = Losses()
    usual = _usual_style(document, losses)
    events = [
        Event(cue.start_ms, cue.end_ms, _runs(document, cue, usual, losses), cue=cue.number)
        for cue in document.cues
    ]
    return Timeline(tuple(events), document.language, losses=losses.all())


def _usual_style(document: Document, losses: Losses) -> Style:
    """The look of all cues, as lines of its own set it."""
    style = Style()
    for block in document.blocks:
        if block.kind == "style":
            line = document.source.text[slice(*block.span)]
            for code, value in re.findall(_CODE, line):
                style = _styled(style, code.lower(), value, 0, losses)
    return style


def _runs(document: Document, cue: Cue, usual: Style, losses: Losses) -> tuple[Run, ...]:
    whole = usual
    runs: list[Run] = []
    for index, line in enumerate(document.raw(cue).split("|")):
        style = whole
        for code, value in re.findall(_CODE, line):
            style = _styled(style, code.lower(), value, cue.number, losses)
            if code.isupper():
                whole = _styled(whole, code.lower(), value, cue.number, Losses())
        shown = re.sub(_CODE, "", line)
        if shown.startswith("/"):
            shown, style = shown[1:], style._replace(italic=True)
        if index:
            runs.append(Run("\n", runs[-1].style if runs else style))
        runs.append(Run(shown, style))
    return joined(runs)


def _styled(style: Style, code: str, value: str, cue: int, losses: Losses) -> Style:
    if code == "y":
        return style._replace(
            italic=style.italic or "i" in value,
            bold=style.bold or "b" in value,
            underline=style.underline or "u" in value,
            strike=style.strike or "s" in value,
        )
    if code == "c":
        bgr = re.fullmatch(r"\$([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})", value)
        return style._replace(color=f"#{bgr[3]}{bgr[2]}{bgr[1]}".lower()) if bgr else style
    losses.add(_LOST.get(code, "formatting code"), f"{{{code}:{value}}}", cue)
    return style
