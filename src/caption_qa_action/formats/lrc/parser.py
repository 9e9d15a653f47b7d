"""LRC source to document."""

from __future__ import annotations

import re

from caption_qa_action.core.document import Document
from caption_qa_action.core.source import Source
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats.lrc.dialect import LrcDialect
from caption_qa_action.formats.lrc.lines import Reader


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in an LRC source; never raises."""
    reader = Reader(source.text)
    reader.read()
    language = reader.header.get("la", "")
    return Document(
        source,
        traits,
        reader.cues,
        reader.blocks,
        reader.problems,
        LrcDialect(reader.repeats),
        language=language
        if re.fullmatch("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}", language)
        else "",
        header=reader.header,
        guessed=frozenset(reader.guessed),
        literal=False,
    )
