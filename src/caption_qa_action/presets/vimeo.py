"""Captions for a Vimeo upload."""

from __future__ import annotations

from caption_qa_action.core.preset import Preset
from caption_qa_action.presets import _limits, _sources

PRESET = Preset(
    name="vimeo",
    title="Vimeo",
    output="webvtt",
    intent="WebVTT for Vimeo's player: conforming structure, simple markup, settings kept",
    limits=(
        *_limits.chosen("Vimeo", _limits.LANDSCAPE),
        *_limits.utf8_required(_sources.WEBVTT_ENCODING),
    ),
    markup=("b", "i", "u"),
)
