"""Captions made to be slow: each makes a reader, a pattern, a rule or a writer look at the same again.

An input is named `FORMAT: SHAPE of UNIT` or `FORMAT: STRUCTURE`. It is text with lone surrogates for bytes
that are no UTF-8, of about as many characters as it is asked for, and the same at every call. A module for each
format, named after its suffix, states how it writes cues (`FRAME`) and what it can be filled with (`STRUCTURES`).
"""

from __future__ import annotations

import importlib

from hostile_inputs.builders import Make
from hostile_inputs.shapes import SHAPES, TIMINGS, UNITS, cues_of

SUFFIXES = ("srt", "vtt", "ass", "ttml", "sbv", "json", "smi", "lrc", "sub", "tsv", "scc")


def inputs() -> dict[str, tuple[str, Make]]:
    """Every input by its name: the suffix of its format, and what makes it."""
    found: dict[str, tuple[str, Make]] = {}
    for suffix in SUFFIXES:
        module = importlib.import_module(f"hostile_inputs.{suffix}")
        frame = getattr(module, "FRAME", None)
        if frame is not None:
            for name, drawn in TIMINGS.items():
                found[f"{suffix}: {name}"] = suffix, cues_of(frame, drawn)
            for name, unit in UNITS.items():
                for shape, of in SHAPES.items():
                    found[f"{suffix}: {shape} of {name}"] = suffix, of(frame, unit)
        for name, make in module.STRUCTURES.items():
            found[f"{suffix}: {name}"] = suffix, make
    return found


def cover() -> list[str]:
    """The names of a part of the inputs, without those that try the same again: each unit in each shape and in four
    formats, times that are odd together in three or four, and whatever a format alone has."""
    formats = [suffix for suffix in SUFFIXES if suffix != "scc"]
    left_out = {
        f"{suffix}: {shape} of {name}"
        for at, suffix in enumerate(formats)
        for unit, name in enumerate(UNITS)
        for turn, shape in enumerate(SHAPES)
        if (at + unit + 3 * turn) % len(formats)
    }
    left_out |= {
        f"{suffix}: {name}"
        for at, suffix in enumerate(formats)
        for turn, name in enumerate(TIMINGS)
        if (at + turn) % 3
    }
    return [name for name in inputs() if name not in left_out]


def encode(text: str) -> bytes:
    """The bytes of an input."""
    return text.encode("utf-8", "surrogateescape")
