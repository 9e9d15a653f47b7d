"""A timeline in JSON (.json): `captionpass-json`, version 1, for programs.

`{"format": "captionpass-json", "version": 1, "cues": [{"index": 1, "startMs": 1200, "endMs": 4200,
"lines": ["Welcome back."]}]}`. Read as well: `start` and `end`, `start_ms` and `end_ms` (milliseconds all
of them), and `text` in place of `lines`. Names that are not known are kept as they stand.

Source: https://www.captionpass.com/learn/captionpass-json-ir-developer-json
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from caption_qa_action.core.timeline import Timeline, Written

SUFFIXES = (".json",)

_TIMED = r'"(?:startMs|start_ms|start)"[ \t\r\n]*:'
_ANY_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'


class _JsonDialect:
    """How JSON writes a cue; `lost` are the values that stand where text should, with their cues."""

    def __init__(self, lost: list[tuple[int, str]]) -> None:
        self.lost = lost

    def plain(self, raw: str) -> str:
        from caption_qa_action.formats.json.values import decode

        strings = re.findall(_ANY_STRING, raw, re.DOTALL)
        plain = "\n".join(decode(string[1:-1]) for string in strings)
        return plain.replace("\r\n", "\n").replace("\r", "\n")

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        if '"placement"' not in cue.settings:
            return ""
        from caption_qa_action.formats.json.timeline import extras

        value = extras(cue.settings).get("placement")
        return (
            re.sub("[ \t\r\n]", "", f"{{{cue.settings}}}"[value.start : value.end]) if value else ""
        )

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        spans = []
        for name in ("start", "end"):
            match = re.search(
                rf'"{name}(?:Ms|_ms)?"[ \t\r\n]*+:[ \t\r\n]*+("?[^",{{}}\[\] \t\r\n]*+"?)', timing
            )
            at = match.span(1) if match else (0, 0)
            spans.append(Span(offset + at[0], offset + at[1]))
        return spans[0], spans[1]


def is_caption_file(head: bytes) -> bool:
    """Whether a JSON file begins as a timeline does; other JSON files are not captions."""
    return _is_timeline(head.replace(b"\0", b"").decode("utf-8", "ignore"))


def sniff(text: str) -> bool:
    """Whether a text begins as a JSON timeline."""
    return _is_timeline(text[:4096])


def _is_timeline(start: str) -> bool:
    if start.lstrip("\ufeff \t\r\n")[:1] != "{":
        return False
    if re.search(r'"format"[ \t\r\n]*:[ \t\r\n]*"captionpass-json"', start):
        return True
    cues = re.search(r'"cues"[ \t\r\n]*:[ \t\r\n]*\[[ \t\r\n]*\{', start)
    return cues is not None and re.search(_TIMED, start[cues.end() :]) is not None


def parse(source: Source) -> Document:
    """The document in a JSON source; never raises."""
    from caption_qa_action.formats.json.cues import read

    timeline = read(source.text)
    return Document(
        source,
        "json",
        timeline.cues,
        timeline.blocks,
        timeline.reader.problems,
        _JsonDialect(timeline.lost),
        language=timeline.language,
        header=timeline.header,
        guessed=frozenset(timeline.guessed),
        plain=timeline.plain,
        literal=False,
    )


def to_timeline(document: Document) -> Timeline:
    """What is visible when; looks and places are read from the names that `write` gives them."""
    from caption_qa_action.formats.json.timeline import read_timeline

    return read_timeline(document, cast("_JsonDialect", document.dialect).lost)


def write(timeline: Timeline) -> Written:
    """A timeline as JSON; nothing is lost."""
    from caption_qa_action.formats.json.timeline import write_timeline

    return write_timeline(timeline)
