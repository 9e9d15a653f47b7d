"""What an SBV or SubViewer document shows when, and what its header states beside."""

from __future__ import annotations

from caption_qa_action.core.document import Document
from caption_qa_action.core.timeline import Timeline
from caption_qa_action.formats._plain_timeline import plain_timeline
from caption_qa_action.formats._writing import Losses

# What describes a SubViewer file, and how programs write that it says nothing.
_DESCRIBING = ("author", "source", "prg", "program", "filepath", "delay", "cd track")
_NOTHING = ("", "0")
_USUAL_COLORS = ("", "&HFFFFFF", "&H00FFFFFF")


def to_timeline(document: Document) -> Timeline:
    """The timeline of an SBV or SubViewer document."""
    header = document.header
    losses = Losses()
    for name in _DESCRIBING:
        if header.get(name, "") not in _NOTHING:
            losses.add("metadata", header[name])
    if header.get("comment"):
        losses.add("comment", header["comment"])
    if header.get("colf", "").upper() not in _USUAL_COLORS:
        losses.add("text colour", header["colf"])
    timeline = plain_timeline(document)
    return timeline._replace(title=header.get("title", ""), losses=losses.all())
