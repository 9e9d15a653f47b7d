"""SAMI (.smi, .sami): captions in the manner of HTML, shown from one SYNC tag to the next.

A cue is a paragraph (or the text of a SYNC without one); it ends with the next SYNC that says something
in its class, be it a blank. Paragraphs of different classes are different languages.

Source: Microsoft, Understanding SAMI 1.0,
https://learn.microsoft.com/en-us/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline

SUFFIXES = (".sami", ".smi")


class _SamiDialect:
    """`main` is the class of the first language, which alone is shown unless a viewer chooses."""

    def __init__(self, main: str, languages: dict[str, str]) -> None:
        self.main = main
        self.languages = languages

    def plain(self, raw: str) -> str:
        from caption_qa_action.formats.sami.text import runs

        return "".join(run.text for run in runs(raw))

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag(
                "end" if match[1] else "start",
                match[2].lower(),
                Span(offset + match.start(), offset + match.end()),
                match[3].strip(" \t\r\n"),
            )
            for match in re.finditer("<(/?)([A-Za-z][A-Za-z0-9]{0,20})([^<>]*)>", raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        # Languages stand in the place of each other.
        return "" if cue.settings == self.main else cue.settings

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.search("start[ \t\r\n]*=[ \t\r\n]*[\"']?([0-9]+)", timing, re.IGNORECASE)
        end = offset + len(timing)
        at = Span(offset + match.start(1), offset + match.end(1)) if match else Span(end, end)
        return at, Span(end, end)


def is_caption_file(head: bytes) -> bool:
    """Whether a file begins as SAMI does; disk images and SMIL presentations have the same suffix."""
    return _begins(head.replace(b"\0", b"").decode("latin-1"))


def sniff(text: str) -> bool:
    """Whether a text begins as SAMI does."""
    return _begins(text[:1024])


def _begins(start: str) -> bool:
    return re.search(r"<(?:sami|sync[ \t\r\n]+start)[ \t\r\n=>]", start, re.IGNORECASE) is not None


def parse(source: Source) -> Document:
    """The document in a SAMI source; never raises."""
    from caption_qa_action.formats.sami.blocks import Blocks

    blocks = Blocks(source.text)
    blocks.read()
    main = blocks.cues[0].settings if blocks.cues else ""
    return Document(
        source,
        "sami",
        blocks.cues,
        blocks.blocks,
        blocks.problems,
        _SamiDialect(main, blocks.languages),
        language=blocks.languages.get(main, ""),
        header={"title": blocks.title} if blocks.title else {},
        guessed=frozenset(blocks.guessed),
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What is visible when, in the first language."""
    from caption_qa_action.core.timeline import Event, Loss, Timeline
    from caption_qa_action.formats.sami.text import runs

    main = document.cues[0].settings if document.cues else ""
    events = tuple(
        Event(cue.start_ms, cue.end_ms, tuple(runs(document.raw(cue))), cue=cue.number)
        for cue in document.cues
        if cue.settings == main
    )
    others = [cue for cue in document.cues if cue.settings != main]
    losses: tuple[Loss, ...] = ()
    if others:
        first = others[0]
        losses = (Loss("caption of another language", len(others), first.settings, first.number),)
    return Timeline(events, document.language, document.header.get("title", ""), losses)
