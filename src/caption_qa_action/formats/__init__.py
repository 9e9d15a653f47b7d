"""The formats: one module each.

A format module says which `SUFFIXES` its files have, whether a text is it (`sniff(text) -> bool`),
and reads it: `parse(source) -> Document`. A parser never raises and never drops anything: what it
cannot read becomes a problem with a place, and its tiles cover the text.

`timeline(document) -> Timeline` says what is visible when, for writing it in another format;
`write(timeline) -> Written` writes one, and names what it could not hold.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType

from caption_qa_action.core.document import Document
from caption_qa_action.core.registry import Registry
from caption_qa_action.core.source import Source

FORMATS = Registry(__name__, os.path.dirname(__file__))
UNKNOWN = "unknown"


def suffixes() -> dict[str, str]:
    """Every file name suffix of a caption format, in lower case with its dot, and its format."""
    return {suffix: name for name in FORMATS for suffix in FORMATS.module(name).SUFFIXES}


def detect(source: Source) -> str:
    """The name of the format of a source: by content, then by suffix, else `unknown`."""
    by_suffix = suffixes().get(os.path.splitext(source.path)[1].lower(), UNKNOWN)
    text = source.text
    # The suffix is nearly always right, so its format is asked first.
    for name in sorted(FORMATS, key=lambda name: name != by_suffix):
        if FORMATS.module(name).sniff(text):
            return name
    return by_suffix


def parse(source: Source, format: str = "") -> Document:
    """The document in a source; its format is detected unless given."""
    name = format or detect(source)
    if name == UNKNOWN:
        from caption_qa_action.formats import _unknown

        return _unknown.parse(source)
    module: ModuleType = FORMATS.module(name)
    parser: Callable[[Source], Document] = module.parse
    return parser(source)
