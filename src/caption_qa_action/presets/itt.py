"""Captions as iTT, Apple's TTML for the iTunes Store and Final Cut Pro."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import READABILITY, Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="itt",
    title="iTT (iTunes Timed Text)",
    output="ttml",
    intent="whether a TTML document is written as Apple's iTT; comfort is not judged",
    limits=(*_limits.utf8_required(_sources.ITT), *_limits.ttml_required(_sources.ITT)),
    markup=("b", "c", "font", "i", "u"),
    suggested=(),
    # Captions may only overlap in different regions, which are no overlap here.
    severities={
        "itt_structure": Severity.ERROR,
        "overlapping_cues": Severity.ERROR,
        **_limits.TTML_VALIDITY,
    },
    enable=("itt_structure",),
    disable=READABILITY,
    notes=(
        "iTT is checked and not written: what comes out is IMSC 1.1 Text",
        "captions may overlap in different regions only (Apple, AVCaption.timeRange, "
        "https://developer.apple.com/documentation/avfoundation/avcaption/timerange)",
    ),
    kind="standard",
)
