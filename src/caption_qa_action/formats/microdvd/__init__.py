"""MicroDVD (.sub): `{start}{end}text`, in frames, with `|` between the lines of a cue.

`{1}{1}25.000` as the first line says how many frames a second has. Codes in braces before a line give
its look: `{y:i}` makes it italic, `{Y:i}` all lines of the cue; so does a slash before a line.

There is no standard; https://en.wikipedia.org/wiki/MicroDVD describes what players read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Cue, Document, Tag
from caption_qa_action.core.source import Source, Span

if TYPE_CHECKING:
    from fractions import Fraction

    from caption_qa_action.core.timeline import Timeline

SUFFIXES = (".sub",)

_CODE = r"\{([A-Za-z]):([^{}\r\n]{0,80})\}"


class _MicrodvdDialect:
    def plain(self, raw: str) -> str:
        lines = re.sub(_CODE, "", raw).split("|")
        return "\n".join(line[1:] if line.startswith("/") else line for line in lines)

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return [
            Tag("override", match[1], Span(offset + match.start(), offset + match.end()), match[2])
            for match in re.finditer(_CODE, raw)
        ]

    def placement(self, cue: Cue, raw: str) -> str:
        found = re.search(r"\{[Pop]:[^{}\r\n]{0,80}\}", raw)
        return found[0] if found else ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        match = re.match(r"[ \t\ufeff]*\{([^{}]*)\}[ \t]*\{([^{}]*)\}", timing)
        if not match:
            return Span(offset, offset), Span(offset, offset)
        return (
            Span(offset + match.start(1), offset + match.end(1)),
            Span(offset + match.start(2), offset + match.end(2)),
        )


def sniff(text: str) -> bool:
    """Whether the first line that is not blank begins with frame numbers in braces."""
    start = text[:65536].lstrip("\ufeff \t\r\n")
    return bool(re.match(r"\{(?:[0-9]{1,9}\}[ \t]*\{[0-9]{0,9}|DEFAULT\}\{)\}", start))


def parse(source: Source, *, fps: Fraction | None = None) -> Document:
    """The document in a MicroDVD source; never raises.

    `fps` are the frames a second where the file does not say them.
    """
    from caption_qa_action.formats.microdvd.lines import Reader

    reader = Reader(source.text, fps)
    reader.read()
    dialect = _MicrodvdDialect()
    plain: dict[int, str] = {}
    for cue in reader.cues:
        raw = source.text[cue.text_start : cue.text_end]
        if "|" in raw or raw.startswith(("/", "{")):
            plain[cue.number] = dialect.plain(raw)
    return Document(
        source,
        "microdvd",
        reader.cues,
        reader.blocks,
        reader.problems,
        dialect,
        header=reader.header,
        guessed=frozenset(reader.guessed),
        plain=plain,
        literal=not plain,
    )


def to_timeline(document: Document) -> Timeline:
    """What a MicroDVD document shows when."""
    from caption_qa_action.formats.microdvd.timeline import to_timeline

    return to_timeline(document)
