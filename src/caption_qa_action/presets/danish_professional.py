"""Danish subtitles by professional standards."""

from __future__ import annotations

from caption_qa_action.core.diagnostic import Severity
from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="danish-professional",
    title="Danish professional subtitles",
    output="ttml",
    intent="Danish subtitles as professional subtitlers there make them",
    limits=(*_limits.house(40, 2, 15, 2000, 8000, 120, _sources.DANISH),),
    markup=("i",),
    suggested=(),
    severities={"gap_too_small": Severity.WARNING},
    kind="house style",
)
