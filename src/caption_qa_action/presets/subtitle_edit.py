"""What Subtitle Edit reports as it is installed."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="subtitle-edit",
    title="Subtitle Edit, as installed",
    output="srt",
    intent="what Subtitle Edit reports as it is installed",
    limits=(*_limits.house(43, 2, 25, 1000, 8000, 24, _sources.SUBTITLE_EDIT),),
    markup=("b", "font", "i", "u"),
    suggested=(),
    notes=("15 characters a second are the aim there; 25 are the most",),
    kind="house style",
)
