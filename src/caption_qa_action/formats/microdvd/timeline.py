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
    events = [
        Event(cue.start_ms, cue.end_ms, _runs(document.raw(cue), cue, losses), cue=cue.number)
        for cue in document.cues
    ]
    return Timeline(tuple(events), document.language, losses=losses.all())


def _runs(raw: str, cue: Cue, losses: Losses) -> tuple[Run, ...]:
    whole = Style()
    runs: list[Run] = []
    for index, line in enumerate(raw.split("|")):
        style = whole
        for code, value in re.findall(_CODE, line):
            style = _styled(style, code.lower(), value, cue, losses)
            if code.isupper():
                whole = _styled(whole, code.lower(), value, cue, Losses())
        shown = re.sub(_CODE, "", line)
        if shown.startswith("/"):
            shown, style = shown[1:], style._replace(italic=True)
        if index:
            runs.append(Run("\n", runs[-1].style if runs else style))
        runs.append(Run(shown, style))
    return joined(runs)


def _styled(style: Style, code: str, value: str, cue: Cue, losses: Losses) -> Style:
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
    losses.add(_LOST.get(code, "formatting code"), f"{{{code}:{value}}}", cue.number)
    return style
