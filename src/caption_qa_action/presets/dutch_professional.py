"""Dutch subtitles by professional standards."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="dutch-professional",
    title="Dutch professional subtitles",
    output="ttml",
    intent="Dutch subtitles as professional subtitlers there make them",
    limits=(*_limits.house(42, 2, 15, 1400, 7000, 120, _sources.DUTCH),),
    markup=("i",),
    suggested=(),
    severities={"gap_too_small": Severity.WARNING},
    kind="house style",
)
