"""A file of no known format: one block of junk, so that the file rules can still speak."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Block, Cue, Document, Tag
from caption_qa_action.core.source import Problem, Source, Span
from caption_qa_action.core.traits import UNKNOWN, FormatTraits
from caption_qa_action.formats import _signatures

_TRAITS = FormatTraits(UNKNOWN, UNKNOWN)


class _NoDialect:
    def plain(self, raw: str) -> str:
        return raw

    def tags(self, raw: str, offset: int) -> list[Tag]:
        return []

    def placement(self, cue: Cue, raw: str) -> str:
        return ""

    def time_spans(self, timing: str, offset: int) -> tuple[Span, Span]:
        return Span(offset, offset), Span(offset, offset)


def parse(source: Source) -> Document:
    """A document without cues; what is known though it is not read is named."""
    text = source.text
    blocks = [Block("junk", Span(0, len(text)))] if text else []
    document = _signatures.recognise(text, signatures=_signatures.DOCUMENTS)
    signature = document or _signatures.recognise(text)
    problems = []
    if signature is not None:
        first_line = re.match("[^\r\n]*", text)
        span = Span(0, first_line.end() if first_line else 0)
        problems.append(
            Problem("unknown_format", span, signature.message, "document" if document else "")
        )
    return Document(source, _TRAITS, [], blocks, problems, _NoDialect())
