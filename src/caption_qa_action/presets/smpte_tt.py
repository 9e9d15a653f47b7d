"""TTML documents by SMPTE-TT."""

from __future__ import annotations

from caption_qa_action.core.preset import READABILITY, Limit, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="smpte-tt",
    title="SMPTE-TT",
    output="ttml",
    intent="whether a TTML document of SMPTE-TT is valid; comfort is not judged",
    # Without a frame rate TTML has 30 frames a second; only IMSC asks for the attribute.
    limits=tuple(
        Limit(code, "required", True, _sources.SMPTE_TT)
        for code in ("invalid_timestamp", "ttml_bad_parameter", "ttml_lang_missing")
    ),
    markup=("b", "c", "font", "i", "u"),
    suggested=(),
    severities=_limits.TTML_VALIDITY,
    disable=READABILITY,
    notes=("SMPTE-TT is checked and not written: what comes out is IMSC 1.1 Text",),
    kind="standard",
)
