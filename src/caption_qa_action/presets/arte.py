"""Subtitles for ARTE."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="arte",
    title="ARTE",
    output="ttml",
    intent="subtitles for ARTE: lines of 40, five frames between subtitles",
    limits=(*_limits.house(40, 2, 20, 1000, 10_000, 200, _sources.ARTE),),
    markup=("b", "c", "font", "i", "u"),
    suggested=(),
    severities={"gap_too_small": Severity.WARNING},
    notes=("12 characters a second are the aim; 20 are the most",),
    kind="house style",
)
