"""JSON of a recogniser to document."""

from __future__ import annotations

import os
import re

from caption_qa_action.core.document import Document
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.source import Source, Span
from caption_qa_action.core.traits import FormatTraits
from caption_qa_action.formats._json_values import Reader, Value, read_root
from caption_qa_action.formats._pieces import PlacedCues
from caption_qa_action.formats.asr_json.dialect import AsrJsonDialect
from caption_qa_action.formats.asr_json.grouping import grouped, text_of
from caption_qa_action.formats.asr_json.reading import Reading
from caption_qa_action.formats.asr_json.recogniser import Recogniser

_HERE = os.path.dirname(__file__)
RECOGNISERS = Registry(
    "caption_qa_action.formats.asr_json.recognisers", os.path.join(_HERE, "recognisers")
)
# So many values show whose file it is, and a folder of other JSON is passed over quickly.
_LOOKED_AT_VALUES = 400
_LANGUAGE = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}"


def load(name: str) -> Recogniser:
    """The recogniser of a module's name. Raises KeyError for an unknown one."""
    recogniser: Recogniser = RECOGNISERS.module(name).RECOGNISER
    return recogniser


def recognise(text: str) -> Recogniser | None:
    """The recogniser whose JSON a text is, or begins as; None where it is nobody's."""
    asked = [
        recogniser
        for recogniser in map(load, RECOGNISERS)
        if any(f'"{name}"' in text for name in recogniser.names)
    ]
    if not asked:
        return None
    root = read_root(Reader(text, keep_partial=True, most_values=_LOOKED_AT_VALUES))
    return _choose(asked, root)


def _choose(recognisers: list[Recogniser], root: Value | None) -> Recogniser | None:
    if root is None:
        return None
    return next((each for each in recognisers if each.recognises(root)), None)


def parse(source: Source, traits: FormatTraits) -> Document:
    """The document in the JSON of a recogniser; never raises."""
    text = source.text
    reader, reading, cues = Reader(text, keep_partial=True), Reading(), PlacedCues()
    root = read_root(reader)
    recogniser = _choose(list(map(load, RECOGNISERS)), root)
    language = ""
    if root is not None and recogniser is not None:
        pieces = sorted(recogniser.read(root, reading), key=lambda piece: piece.begin)
        for group in grouped(pieces):
            cues.add(group, text_of(group))
        found = recogniser.language(root)
        language = found.replace("_", "-") if re.fullmatch(_LANGUAGE, found) else ""
    elif text.strip():
        reading.wrong(Span(0, 1), "this is the JSON of no recogniser that is known")
    return Document(
        source,
        traits,
        cues.cues,
        cues.tiles(len(text)),
        reader.problems + reading.problems + cues.problems,
        AsrJsonDialect(
            cues.times, cues.speakers, reading.lost, cues.places, cues.looks, cues.word_times, root
        ),
        language=language,
        guessed=frozenset(cues.guessed),
        plain=cues.plain,
        literal=False,
        pieces=sorted(cues.pieces),
    )
