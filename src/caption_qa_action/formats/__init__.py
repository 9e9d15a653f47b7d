"""The formats: one module each.

A format module says which `SUFFIXES` its files have, whether a text is it (`sniff(text) -> bool`),
and reads it: `parse(source) -> Document`. A parser never raises and never drops anything: what it
cannot read becomes a problem with a place, and its tiles cover the text. One whose times count frames
takes the frame rate as well: `parse(source, *, fps=None)`, a Fraction.

Where other kinds of files have the same suffix, `is_caption_file(head: bytes) -> bool` tells them apart
by their first KiB, so that not every `.json` of a folder is taken for captions.

`to_timeline(document) -> Timeline` says what is visible when, for writing it in another format;
`write(timeline) -> Written` writes one, and names what it could not hold.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING

from caption_qa_action.core.document import Document
from caption_qa_action.core.registry import CallablePackage, Registry
from caption_qa_action.core.source import Source

if TYPE_CHECKING:
    from fractions import Fraction

FORMATS = Registry(__name__, os.path.dirname(__file__))
UNKNOWN = "unknown"


def suffixes() -> dict[str, str]:
    """Every file name suffix of a caption format, in lower case with its dot, and its format."""
    return {suffix: name for name in FORMATS for suffix in FORMATS.module(name).SUFFIXES}


def shared_suffixes() -> dict[str, Callable[[bytes], bool]]:
    """The suffixes that other files have as well, and what tells captions by a file's first KiB."""
    shared: dict[str, Callable[[bytes], bool]] = {}
    for name in FORMATS:
        module = FORMATS.module(name)
        if hasattr(module, "is_caption_file"):
            shared.update(dict.fromkeys(module.SUFFIXES, module.is_caption_file))
    return shared


def detect(source: Source) -> str:
    """The name of the format of a source: by content, then by suffix, else `unknown`."""
    by_suffix = suffixes().get(os.path.splitext(source.path)[1].lower(), UNKNOWN)
    text = source.text
    # The suffix is nearly always right, so its format is asked first.
    for name in sorted(FORMATS, key=lambda name: name != by_suffix):
        if FORMATS.module(name).sniff(text):
            return name
    return by_suffix


def parse(source: Source, format: str = "", *, fps: Fraction | None = None) -> Document:
    """The document in a source; its format is detected unless given.

    `fps` are the frames a second where times count frames and the file does not say how fast they
    run; formats whose times are clocks do not ask for it.
    """
    name = format or detect(source)
    if name == UNKNOWN:
        from caption_qa_action.formats import _unknown

        return _unknown.parse(source)
    module: ModuleType = FORMATS.module(name)
    parser: Callable[..., Document] = module.parse
    if fps is not None and "fps" in (getattr(parser, "__kwdefaults__", None) or ()):
        return parser(source, fps=fps)
    return parser(source)


CallablePackage.install(__name__)
